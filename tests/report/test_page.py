"""What the page says: everything of the result, in words and numbers, and nothing else."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from pages import NASTY, OUTCOMES, text_of, write_result

from sim.analysis.results import ResultError, read_result
from sim.outcomes import OUTCOMES as KNOWN
from sim.report.page import extras, page_of, write_markdown, write_page
from sim.report.page.doubts import doubts
from sim.report.page.parameters import grades, in_force, rows

VOID = {"meta", "link", "br", "input", "img", "line", "rect", "circle", "path"}


class Read(HTMLParser):
    """The page as a browser's parser meets it: tags, ids, headings, and text outside scripts."""

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, ""))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.text += data
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            self.headings[-1] = (self.open[-1], self.headings[-1][1] + data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_result(tmp_path_factory.mktemp("result") / "talks")


@pytest.fixture(scope="module")
def page(folder):
    return Read(text_of(folder))


def test_every_outcome_has_its_finding_its_chart_and_its_numbers(page):
    titles = [f"{KNOWN[name].title}, 1990 to 1997" for name in OUTCOMES]
    drawn = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(drawn) == len(OUTCOMES)
    for name, title in zip(OUTCOMES, titles, strict=True):
        assert title in page.text
        assert f"{KNOWN[name].title}: " in page.text.replace("</strong>", "")
        assert KNOWN[name].meaning in page.text


def test_headings_go_down_one_step_at_a_time(page):
    steps = [int(tag[1]) for tag, _ in page.headings]
    assert steps[0] == 1 and steps.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(steps))


def test_every_link_leads_to_a_place_in_the_page_and_every_id_is_there_once(page):
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    targets = [link["href"] for link in page.all("a")]
    assert targets and all(href[1:] in ids for href in targets)
    named = [attrs[key] for _, attrs in page.tags for key in ("aria-labelledby",) if key in attrs]
    assert set(" ".join(named).split()) <= set(ids)


def test_the_page_asks_nothing_of_any_network(page):
    for _, attrs in page.tags:
        for key in ("src", "srcset", "action", "data", "poster"):
            assert (attrs.get(key) or "data:").startswith("data:")
    assert [link["href"] for link in page.all("link")] == ["data:,"]
    policy = next(one for one in page.all("meta") if one.get("http-equiv"))
    assert policy["content"].startswith("default-src 'none'")


def test_every_parameter_in_force_stands_with_value_unit_grade_and_source(folder, page):
    last = read_result(folder).scenarios[-1]["resolved"]
    for row in rows([("only", last)]):
        for part in (row.name, row.known.unit, row.known.grade, row.known.meaning):
            assert part in page.text
    assert grades(last).sentence in page.text
    assert sum(dict(grades(last).counts).values()) == len(in_force(last))


def test_what_scenarios_differ_in_comes_first(folder):
    found = rows([(one["title"], one["resolved"]) for one in read_result(folder).scenarios])
    assert found[0].name == "dialogue.coordination"
    assert (found[0].value, found[0].others) == ("0.1", (("Coordinated dialogues", "0.3"),))
    assert not any(row.changed for row in found[1:])


def test_a_mechanism_that_is_left_out_has_no_parameter_in_force(folder):
    last = read_result(folder).scenarios[-1]["resolved"]
    without = last | {"without": ["dialogue"]}
    assert not any(name.startswith("dialogue.") for name in in_force(without))
    told = rows([("with", last), ("without", without)])
    assert dict(told[0].others) == {"without": "not in play"}


def test_the_timeline_is_told_with_the_value_it_changes(folder):
    last = read_result(folder).scenarios[-1]["resolved"]
    assert in_force(last)["trade_link.linkage"] == "1; 0.3 from 1994-Q2; 0 from 2001-Q4"


def test_every_vote_of_every_member_is_there_without_a_script(page):
    assert "Motion to take no action carries" in page.text or "fails" in page.text
    assert page.text.count("1994-Q1 in the model") + page.text.count("1992-Q1 in the model") == 2
    for member in ("Bangladesh", "Czechia", "Peru"):
        assert (member in page.text) == (member != "Czechia")


def test_events_are_told_in_words_and_visits_are_not_listed(page):
    assert "a draft on China is tabled with 1 sponsor" in page.text
    assert "a motion to take no action on the draft on China fails by 1 vote" in page.text
    assert "China releases 3 prisoners as a concession" in page.text
    assert "China and Canada open a dialogue" in page.text
    assert "Peru is elected" not in page.text


def test_titles_with_markup_are_shown_as_they_are_written(tmp_path):
    folder = write_result(tmp_path / "nasty", title=NASTY)
    page = text_of(folder, title=f"On {NASTY}")
    assert "<script>alert" not in page
    assert f"On {NASTY}" in Read(page).text
    assert page.count("<script") == 1


def test_the_same_result_gives_the_same_bytes(folder, tmp_path):
    pages = [page_of([read_result(folder)]) for _ in range(2)]
    first, second = (write_page(page, tmp_path / f"{n}.html") for n, page in enumerate(pages))
    assert first.read_bytes() == second.read_bytes()


def test_several_scenarios_are_named_marked_and_set_beside_each_other(tmp_path):
    page = Read(text_of(write_result(tmp_path / "three", scenarios=3)))
    for n in ("", " 1", " 2"):
        assert f"What if Coordinated dialogues{n}?" in page.text
    markers = {one["class"] for tag, one in page.tags if "marker" in (one.get("class") or "")}
    assert {name.split()[1] for name in markers} == {"s1", "s2", "s3"}


def test_a_single_run_is_told_without_a_comparison(tmp_path):
    page = Read(text_of(write_result(tmp_path / "run", scenarios=0)))
    assert "mean change" not in page.text.split("How to read this")[0].split("Below:")[0]
    assert "What the scenario sets" in page.text and "95 % interval" not in page.headings


def test_results_that_cannot_stand_side_by_side_are_told(tmp_path):
    one, two = write_result(tmp_path / "a"), write_result(tmp_path / "b")
    assert "cannot be set side by side" not in text_of(one, two)
    older = write_result(tmp_path / "older", model_digest="0ld")
    page = text_of(one, older)
    assert "cannot be set side by side" in page and "0ld" in page
    assert page.count('<section id="parameters"') == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"replicates": 5}, "Only 5 replicates were run"),
        ({"model_digest": "0ld"}, "The result was made by model 0ld"),
        ({"clean_tree": False}, "changes that are not in its commit"),
        (
            {"change": {"warnings": ("`x` is set, but no mechanism reads it",)}},
            "no mechanism reads",
        ),
    ],
)
def test_what_a_reader_has_to_be_warned_of_is_said(tmp_path, change, words):
    result = read_result(write_result(tmp_path / "doubtful", **change))
    assert words in " ".join(doubts(result))


def test_nothing_is_warned_of_without_reason(folder):
    assert doubts(read_result(folder)) == []


def test_failed_replicates_are_named(tmp_path):
    page = text_of(write_result(tmp_path / "failed", failed=(3, 17)))
    assert "2 replicates of “Coordinated dialogues” failed and are left out: 3, 17." in page


def test_tables_that_are_missing_leave_their_part_empty_but_for_the_series(tmp_path):
    folder = write_result(tmp_path / "half")
    for name in ("votes", "events"):
        (folder / f"{name}.parquet").unlink()
    assert "No text on the challenger came to a vote" in text_of(folder)
    (folder / "series.parquet").unlink()
    with pytest.raises(ResultError, match=r"has no series\.parquet"):
        text_of(folder)


def test_the_page_says_what_to_cite_and_how_to_get_what_is_absent(page):
    assert "Nathan, Andrew J. and Scobell, Andrew (2009)" in page.text
    assert "python run.py validate" in page.text and "python run.py sensitivity" in page.text


def test_validation_and_sensitivity_beside_the_result_are_taken_in(tmp_path):
    folder = write_result(tmp_path / "results" / "one")
    (tmp_path / "results" / "validation.json").write_text(
        '[{"id": "V1", "kind": "T", "target": 0.5, "result": 0.7, "low": 0.6, "high": 0.8,'
        ' "passed": false, "used_in_fitting": true},'
        ' {"id": "V2", "kind": "F", "target": "up", "result": null, "low": null, "high": null,'
        ' "passed": null, "used_in_fitting": false, "reason": "no rule"},'
        ' {"id": "V3", "kind": "C", "target": 0, "result": 0.1, "parts": 2, "held": 1, "row": "V3",'
        ' "passed": false, "used_in_fitting": false},'
        ' {"id": "V3.a", "kind": "C", "must": "at least -1", "result": 0.8846, "row": "V3",'
        ' "passed": true, "used_in_fitting": false}]'
    )
    last = read_result(folder).scenarios[-1]
    shares = [
        {"outcome": "scope", "quantity": quantity, "by": "parameter", "name": name,
         "grade": "judgement", "first": share, "first_low": 0.1, "first_high": 0.5}
        for quantity, name, share in (("effect", "drift.pull", 0.25), ("level", "vote.noise", 0.9))
    ]  # fmt: skip
    told = {
        "command": "python run.py sensitivity x.yaml", "model_digest": "0ld",
        "scenario_digest": last["scenario_digest"], "concluded": "effect",
        "finding": "Guesses carry 60 % of it", "shares": shares,
        "conclusions": [{"in_words": "Scope: guesses carry 60 %."}],
    }  # fmt: skip
    (folder.parent / "asked").mkdir()
    (folder.parent / "asked" / "sensitivity.json").write_text(json.dumps(told))
    text = Read(text_of(folder)).text
    assert "0 of 2 rows that could be tested pass; 1 of the 2 were in sight" in text
    assert "not tested: no rule" in text and "failed" in text
    assert "0.885" in text and "all 2 parts" in text and "1 hold" in text
    assert "at least −1" in text and "of the other 1, which alone are a test, 0 pass" in text
    assert "Guesses carry 60 % of it. This was found with another version" in text
    carried = text.partition("each by itself")[2].partition("Made by")[0]
    assert "drift.pull" in carried and "25 %" in carried and "vote.noise" not in carried


def test_of_two_sensitivities_that_of_the_same_model_is_taken_in(tmp_path):
    told = {"scenario_digest": "s", "concluded": "effect", "shares": [], "conclusions": []}
    for name, model in (("a", "this"), ("b", "older")):
        (tmp_path / name).mkdir()
        one = told | {"model_digest": model, "finding": model, "command": ""}
        (tmp_path / name / "sensitivity.json").write_text(json.dumps(one))
    found = extras.sensitivity(tmp_path / "result", "s", "this")
    assert found.finding == "this" and not found.older


def test_markdown_has_a_section_per_idea_and_its_figures_beside_it(folder, tmp_path):
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Description", "Scope rises. In the model.")
    Image.new("RGB", (4, 4)).save(folder / "comparison.png", pnginfo=told)
    result = read_result(folder)
    written = write_markdown(page_of([result], NASTY), [result], tmp_path / "slides" / "talk.md")
    text = written[0].read_text(encoding="utf-8")
    assert [path.name for path in written] == ["talk.md", "comparison.png"]
    assert "![Scope rises. In the model.](comparison.png)" in text and written[1].is_file()
    assert all(before == "" for before in _before_tables(text))
    assert "<script>" not in text and "\\<script\\>" in text and text.count("\n---\n") >= 6
    for name in OUTCOMES:
        assert KNOWN[name].title in text
    (folder / "comparison.png").unlink()


def _before_tables(text):
    """The line before the first line of every table."""
    lines = text.split("\n")
    starts = (n for n, line in enumerate(lines) if line.startswith("|---"))
    return [lines[n - 2] for n in starts]
