"""The gallery has a picture of every kind, and the page is the one that the code writes."""

import re

from sim.report.gallery import ENTRIES, MADE, PAGE, PICTURES
from sim.report.kinds import KINDS
from tests.conftest import ROOT


def test_every_kind_of_figure_is_shown():
    assert {entry.kind for entry in ENTRIES} == set(KINDS)


def test_the_page_shows_every_picture_with_its_command_and_its_words():
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^!\[(.+)\]\((.+)\)$", page, re.MULTILINE)
    assert len(shown) == len(ENTRIES) + len(MADE)
    for alt, file in shown:
        assert alt.endswith("An illustration, not a forecast.")
        assert (PAGE.parent / file).is_file()
    assert {file.name for file in PICTURES.iterdir()} == {
        file.rpartition("/")[2] for _, file in shown
    }
    for made in MADE:
        assert f"    python run.py {made.command}\n" in page
    for entry in ENTRIES:
        assert f"    {entry.command}\n" in page + "\n"
        assert (ROOT / "scenarios" / f"{entry.scenario}.yaml").is_file()


def test_pictures_are_light_enough_for_a_page():
    assert all(file.stat().st_size < 250_000 for file in PICTURES.iterdir())
