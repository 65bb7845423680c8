"""`python -m sim.analysis.validation` writes docs/validation.md again."""

import os
import sys

from sim.analysis.validation import RUNS, Trial, suite
from sim.analysis.validation.calibration import moments_of
from sim.analysis.validation.page import FILE, page

if __name__ == "__main__":
    results = suite(workers=min(os.cpu_count() or 1, 4))
    broken = [f"{one.row.id}: {one.broke}" for one in results if one.broke]
    if broken:
        sys.exit("\n".join(("nothing was written, because rows could not be tried:", *broken)))
    moments, texts = moments_of(Trial())
    written = page(results, moments, texts, RUNS, Trial().seed)
    FILE.write_text(written, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {FILE.name}\n")
