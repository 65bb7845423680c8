"""`report` as a new user meets it."""

import pytest
from click.testing import CliRunner

from sim.cli import cli


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What `run` wrote of eight quarters."""
    where = tmp_path_factory.mktemp("reported")
    file = where / "short.yaml"
    file.write_text(
        "title: Short & sharp\nquestion: What of two years?\n"
        "run: {end: 1991-Q4}\nroles: {critics: [USA], leaders: [USA]}\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIGHTS_RESULTS", str(where / "results"))
        said = call("run", file, "--replicates", 2, "--workers", 1, "--out", where / "short")
    assert said.exit_code == 0, said.stderr
    return where / "short"


def call(*arguments: object):
    return CliRunner().invoke(cli, list(map(str, arguments)), standalone_mode=False)


def test_a_result_becomes_a_page_in_its_folder(folder):
    said = call("report", folder)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert said.exit_code == 0 and said.stdout == f"{folder / 'report.html'}\n"
    assert "Short &amp; sharp" in page and "What of two years?" in page and "1991-Q4" in page
    assert "an illustration of theories" in said.stderr and "next: open" in said.stderr
    assert "note: Only 2 replicates were run" in said.stderr


def test_quiet_says_only_where_the_page_is(folder, tmp_path):
    said = call("report", folder, "--quiet", "--out", tmp_path / "a" / "b.html", "--title", "Mine")
    assert said.stderr == "" and said.stdout == f"{tmp_path / 'a' / 'b.html'}\n"
    assert "<h1>Mine</h1>" in (tmp_path / "a" / "b.html").read_text(encoding="utf-8")


def test_several_results_become_one_page_beside_them(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("RIGHTS_RESULTS", str(tmp_path))
    other = tmp_path / "other"
    other.mkdir()
    for file in folder.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    said = call("report", folder, other, "--quiet")
    (page,) = tmp_path.glob("report-*.html")
    assert said.stdout == f"{page}\n" and "2 results of the model" in page.read_text("utf-8")


def test_markdown_is_for_slides(folder, tmp_path):
    said = call("report", folder, "--markdown", "--out", tmp_path / "talk.md")
    assert said.exit_code == 0 and "slides" in said.stderr
    assert (tmp_path / "talk.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda where: where / "nowhere", "there is no folder"),
        (lambda where: where / "empty", "no manifest.json"),
        (lambda where: where / "broken", "run the command"),
        (lambda where: where / "half", "no series.parquet"),
    ],
)
def test_what_is_no_result_is_answered_with_the_way_out(folder, tmp_path, make, words):
    for name in ("empty", "broken", "half"):
        (tmp_path / name).mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{")
    manifest = (folder / "manifest.json").read_text(encoding="utf-8")
    (tmp_path / "half" / "manifest.json").write_text(manifest, encoding="utf-8")
    said = call("report", make(tmp_path))
    assert type(said.exception).__name__ == "UsageError" and words in str(said.exception.message)


def test_without_a_result_it_says_what_to_name():
    assert "name a folder" in call("report").exception.message
