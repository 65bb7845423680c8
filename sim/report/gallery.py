"""The gallery of figures in the docs: one of each kind, drawn from shipped scenarios.

python -m sim.report.gallery          # draws docs/pictures/gallery and writes docs/gallery.md
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.report.kinds import KINDS, Wanted
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "pictures" / "gallery"
REPLICATES = 64

HEAD = """# Gallery

One picture of each kind, drawn from shipped scenarios by the command below it. Titles are made from
the numbers, so another seed or scenario gives another title. All of them illustrate theories; none
is a forecast. Written by `python -m sim.report.gallery`.

What `compare` draws by itself stands in [the README](../README.md); what `sensitivity`,
`discover` and `predict` draw is described with [their commands](commands.md).

"""


@dataclass(frozen=True)
class Entry:
    """A picture of the gallery: kind, scenario, the one beside it, and what else is asked."""

    kind: str
    scenario: str = "baseline"
    beside: str = ""
    asked: dict[str, Any] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """The command that draws it."""
        words = ["python run.py figures", f"scenarios/{self.scenario}.yaml", "--kind", self.kind]
        if self.beside:
            words += ["--beside", f"scenarios/{self.beside}.yaml"]
        words += [f"--{name} {value}" for name, value in self.asked.items()]
        return " ".join(words)


ENTRIES = (
    Entry("world", asked={"variable": "rights", "year": 2008}),
    Entry("world", "ratification_with_practice", "baseline", {"variable": "rights", "year": 2015}),
    Entry("world", asked={"variable": "dialogue", "year": 2003}),
    Entry("board", "prepared_critics"),
    Entry("flow"),
    Entry("network", asked={"year": 2000}),
    Entry("timeline", "coordinated_dialogues", asked={"outcome": "scrutiny"}),
    Entry("history"),
    Entry("reliability"),
)


def write() -> list[str]:
    """Draw every picture and write the page; the names of the pictures."""
    parts, names = [HEAD], []
    for entry in ENTRIES:
        one, other = (
            Scenario.load(ROOT / "scenarios" / f"{name}.yaml") if name else None
            for name in (entry.scenario, entry.beside)
        )
        assert one is not None
        drawn = KINDS[entry.kind](Wanted(one, other, replicates=REPLICATES, **entry.asked))
        (file,) = drawn.save(PICTURES, ("png",))
        _lighter(file)
        names.append(file.name)
        alt = drawn.alt.replace("[", "(").replace("]", ")")
        parts.append(
            f"## {drawn.title}\n\n![{alt}](pictures/gallery/{file.name})\n\n    {entry.command}\n\n"
        )
    PAGE.write_text("".join(parts).rstrip() + "\n", encoding="utf-8", newline="\n")
    return names


def _lighter(file: Path) -> None:
    """The same picture in at most 256 colours, which is a third of the bytes."""
    from PIL import Image

    Image.open(file).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        file, optimize=True
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(write()) + "\n")
