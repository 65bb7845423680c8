"""The gallery of figures in the docs: one of each kind, drawn from shipped scenarios.

python -m sim.report.gallery          # draws docs/pictures/gallery and writes docs/gallery.md
python -m sim.report.gallery --all    # makes those of other commands anew too: ten minutes
"""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
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

Every command and option is described in [commands.md](commands.md).

"""


@dataclass(frozen=True)
class Made:
    """A picture that another command makes: what it is, the command, and the file it writes."""

    name: str
    heading: str
    command: str
    file: str = "*.png"


MADE = (
    Made("comparison", "A scenario beside the baseline",
         "compare scenarios/baseline.yaml scenarios/coordinated_dialogues.yaml", "comparison.png"),
    Made("matrix", "Several scenarios beside the baseline",
         "compare scenarios/baseline.yaml scenarios/pressure_helps.yaml"
         " scenarios/pressure_provokes.yaml", "comparison.png"),
    Made("prediction", "What is expected of a draft",
         "predict --year 2017 --body council --text scenarios/drafts/iran.yaml"),
    Made("sensitivity", "How much rests on guesses",
         "sensitivity scenarios/coordinated_dialogues.yaml --quick"),
    Made("discovery", "When an advantage holds",
         "discover scenarios/sweeps/when_coordination_pays.yaml"),
)  # fmt: skip
FILM = """## A run as a film

The tiles, the votes on the challenger and an outcome, as MP4 or GIF.

    python run.py animate scenarios/baseline.yaml --variable dialogue --to 2004
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


def write(anew: bool = False) -> list[str]:
    """Draw every picture and write the page; the names of the pictures. Those of other commands
    are made only if they are not there, or `anew`."""
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
        alt = _words(drawn.alt)
        parts.append(
            f"## {drawn.title}\n\n![{alt}](pictures/gallery/{file.name})\n\n    {entry.command}\n\n"
        )
    for made in MADE:
        file = PICTURES / f"{made.name}.png"
        if anew or not file.is_file():
            _make(made, file)
        names.append(file.name)
        alt = _words(_alt(file))
        command = f"    python run.py {made.command}"
        parts.append(
            f"## {made.heading}\n\n![{alt}](pictures/gallery/{file.name})\n\n{command}\n\n"
        )
    parts.append(FILM)
    PAGE.write_text("".join(parts).rstrip() + "\n", encoding="utf-8", newline="\n")
    return names


def _words(alt: str) -> str:
    """An alternative text as Markdown takes it, on one line."""
    return " ".join(alt.replace("[", "(").replace("]", ")").split())


def _make(made: Made, file: Path) -> None:
    """Run the command and keep its picture. Raises RuntimeError if it draws none."""
    with TemporaryDirectory() as folder:
        line = [sys.executable, "run.py", *made.command.split(), "--out", folder]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        found = sorted(Path(folder).rglob(made.file))
        if done.returncode or not found:
            raise RuntimeError(f"`{made.command}` drew no {made.file}:\n{done.stderr}")
        file.write_bytes(found[0].read_bytes())
        _lighter(file)


def _alt(file: Path) -> str:
    """The alternative text in a picture."""
    from PIL import Image

    with Image.open(file) as image:
        return str(image.info.get("Description", ""))


def _lighter(file: Path) -> None:
    """The same picture, and its words, in at most 256 colours, which is a third of the bytes."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    about.add_itxt("Description", _alt(file))
    image = Image.open(file).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    image.save(file, optimize=True, pnginfo=about)


if __name__ == "__main__":
    sys.stdout.write("\n".join(write("--all" in sys.argv)) + "\n")
