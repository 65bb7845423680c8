"""list, new, check and show, as somebody meets them who writes a scenario."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from sim.cli import main
from sim.scenario import Scenario
from tests.conftest import ROOT

BASELINE = "scenarios/baseline.yaml"
COORDINATED = "scenarios/coordinated_dialogues.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A copy of the shipped scenarios to write into; drafts are no scenarios."""
    drafts = shutil.ignore_patterns("drafts")
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios", ignore=drafts)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "scenarios"


@pytest.fixture
def call(capsys):
    """Run a command line; its exit code, standard output and standard error."""

    def called(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return left.value.code, said.out, said.err

    return called


def test_list_shows_titles_questions_and_parts(call, folder):
    code, out, _ = call("list")
    assert code == 0
    assert f"{BASELINE}  Baseline\n    What happens to the regime" in out
    for file in folder.glob("parts/*.yaml"):
        assert f"scenarios/parts/{file.name} (part)" in out


def test_list_shows_tags_and_goes_on_after_a_broken_file(call, folder):
    (folder / "broken.yaml").write_text("titel: A\nrun: {replicates: 0}\n")
    (folder / "tagged.yaml").write_text("title: Tagged\ntags: [trade, talks]\n")
    code, out, _ = call("list")
    assert code == 0
    assert "scenarios/broken.yaml  cannot be run\n    there is no `titel`" in out
    assert "(and 1 more)" in out
    assert "scenarios/tagged.yaml  Tagged  [trade, talks]" in out


def test_list_narrows_by_words_and_by_entries_shown(call, folder):
    (folder / "mine.yaml").write_text("extends: baseline.yaml\ntitle: My own\nshows: [N49]\n")
    _, out, _ = call("list", "own", "MY")
    assert "scenarios/mine.yaml" in out and BASELINE not in out
    _, out, _ = call("list", "n49")
    assert out.startswith("The bilateral channel\n") and "scenarios/mine.yaml" in out
    _, out, err = call("list", "nowhere")
    assert out == "" and "no scenario has nowhere" in err


def test_list_as_json_has_every_file(call, folder):
    (folder / "broken.yaml").write_text("- a\n")
    code, out, _ = call("list", "--json")
    found = {one["file"]: one for one in json.loads(out)["scenarios"]}
    assert code == 0 and set(found) == {
        str(file.relative_to(folder.parent)) for file in folder.rglob("*.yaml")
    }
    assert found[BASELINE]["title"] == "Baseline" and found[BASELINE]["problems"] == []
    assert "a scenario is a mapping" in found["scenarios/broken.yaml"]["problems"][0]


def test_list_without_a_folder_says_where_to_go(call, folder, monkeypatch):
    monkeypatch.chdir(folder)
    code, _, err = call("list")
    assert code == 2 and "there is no folder `scenarios` here" in err


@pytest.mark.parametrize("source", ["baseline", "coordinated_dialogues", COORDINATED])
def test_a_new_scenario_runs_as_it_is_and_changes_nothing(call, source):
    code, out, err = call("new", "my_idea", "--from", source)
    assert (code, out.strip()) == (0, "scenarios/my_idea.yaml")
    assert "python run.py compare" in err
    made = Scenario.load("scenarios/my_idea.yaml")
    parent = Scenario.load(source if "/" in source else f"scenarios/{source}.yaml")
    assert made.title == "My idea" and made.digest == parent.digest


def uncommented(folder, name: str):
    """The file with `# ` taken from every line but the first."""
    file = folder / f"{name}.yaml"
    first, *lines = file.read_text().splitlines()
    file.write_text("\n".join([first, *(line.removeprefix("# ") for line in lines)]))
    return file


def test_what_is_shown_in_comments_is_true_and_can_be_uncommented(call, folder):
    (folder / "sure.yaml").write_text(
        "extends: coordinated_dialogues.yaml\ntitle: Sure\nlevers: {lobbying: {envoys: 12.5}}\n"
        "uncertainties: {reform: {ceiling: {low: 2, high: 5}}}\n"
    )
    call("new", "my_idea", "--from", "sure")
    made = Scenario.load(uncommented(folder, "my_idea"))
    parent = Scenario.load(folder / "sure.yaml")
    assert made.values == parent.values and made.outcomes == parent.outcomes
    assert len(made.timeline) == len(parent.timeline) + 2
    text = (folder / "my_idea.yaml").read_text()
    assert "envoys: 12.5  # 0 to 40 visits a year" in text
    assert "ceiling: {low: 2, high: 5}  # 1 to 100 points" in text


def test_a_new_file_has_its_schema_in_the_first_line_and_short_lines(call, folder):
    call("new", "my_idea")
    lines = (folder / "my_idea.yaml").read_text().splitlines()
    assert lines[0] == "# yaml-language-server: $schema=schema.json"
    assert max(map(len, lines)) <= 100


def test_new_does_not_overwrite(call, folder):
    before = (folder / "baseline.yaml").read_bytes()
    code, _, err = call("new", "baseline")
    assert code == 2 and "is there already; nothing was written" in err
    assert (folder / "baseline.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["My Idea", "../idea", "idea.yaml", "1st", "null", "", "a" * 61])
def test_odd_names_are_refused(call, folder, name):
    before = sorted(folder.rglob("*"))
    code, _, err = call("new", name)
    assert code == 2 and "cannot be the name of a scenario" in err
    assert sorted(folder.rglob("*")) == before


def test_new_from_an_unknown_scenario_names_the_nearest(call, folder):
    code, _, err = call("new", "my_idea", "--from", "basline")
    assert code == 2 and "did you mean `scenarios/baseline.yaml`?" in err
    assert not (folder / "my_idea.yaml").exists()


def test_check_says_what_good_files_change(call):
    code, out, _ = call("check", BASELINE, COORDINATED)
    assert code == 0
    assert out.splitlines() == [
        f"{BASELINE}: ok (0 values changed, 2 events)",
        f"{COORDINATED}: ok (1 value changed, 2 events)",
    ]


def test_all_shipped_files_are_good(call, folder):
    code, out, err = call("check", *sorted(folder.rglob("*.yaml")))
    assert code == 0 and err == ""
    assert out.count(": ok (") == len(list(folder.rglob("*.yaml")))


def test_check_tells_every_problem_of_every_file(call, folder):
    (folder / "one.yaml").write_text("titel: A\nrun: {replicates: 0}\n")
    (folder / "two.yaml").write_text("title: A\nlevers: {dialogue: {cordination: 1}}\n")
    code, out, err = call("check", "scenarios/one.yaml", BASELINE, "scenarios/two.yaml", "no.yaml")
    assert code == 2
    assert "one.yaml: 2 problems" in out and "two.yaml: 1 problem" in out
    assert f"{BASELINE}: ok" in out
    for place in ("one.yaml:1:1", "one.yaml:2:19", "two.yaml:2:21", "no.yaml: there is no such"):
        assert place in err


def test_check_notes_what_cannot_matter(call, folder):
    (folder / "idle.yaml").write_text(
        "title: A\nlevers: {dialogue: {coordination: 0.9}}\nwithout: [dialogue]\n"
    )
    code, out, err = call("check", "scenarios/idle.yaml")
    assert code == 0 and "ok (" in out
    assert "no mechanism of this run reads it" in err


def test_check_as_json(call, folder):
    (folder / "one.yaml").write_text("title: A\nrun: {replicates: 0}\n")
    code, out, _ = call("check", BASELINE, "scenarios/one.yaml", "--json")
    good, bad = json.loads(out)["files"]
    assert code == 2 and good["ok"] and not bad["ok"]
    assert (bad["problems"][0]["line"], bad["problems"][0]["column"]) == (2, 19)


@pytest.mark.parametrize("arguments", [
    ["check", BASELINE], ["list"], ["show", BASELINE], ["coverage"], ["coverage", "--json"],
    ["explain", "N49"], ["explain", "dialogue"],
])  # fmt: skip
def test_nothing_heavy_is_loaded(arguments):
    code = f"import sys\nfrom sim.cli import cli\ncli.main({arguments}, standalone_mode=False)\n"
    said = subprocess.run(
        [sys.executable, "-c", code + "print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in said.stdout.splitlines()[-1].split()}
    assert "sim" in loaded
    assert not loaded & {"pandas", "matplotlib", "mesa", "scipy"}


@pytest.mark.parametrize("command", ["list", "new", "check", "show", "coverage", "explain"])
def test_help_loads_nothing_but_the_command_line(command):
    code = (
        "import sys\nfrom sim.cli import cli\n"
        f"cli.main(['{command}', '--help'], standalone_mode=False)\nprint(*sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in said.stdout.splitlines()[-1].split()}
    assert not loaded & {"numpy", "pandas", "pydantic", "ruamel", "rich"}
    assert "Example: python run.py " + command in said.stdout


def test_show_puts_what_is_changed_first_with_its_line(call, folder):
    code, out, _ = call("show", COORDINATED)
    assert code == 0
    line = 1 + next(
        n
        for n, text in enumerate((folder / "coordinated_dialogues.yaml").read_text().splitlines())
        if "coordination: 0.9" in text
    )
    first = f"dialogue.coordination: 0.9 share (declared: 0.1)  [{COORDINATED}:{line}]"
    assert first in out
    assert out.index(first) < out.index("Timeline") < out.index("dialogue.opening: 0.025")
    assert "judgement: Berne process: occasional meetings only" in out
    assert f"delinking: in 1994-Q2 trade_link.linkage becomes 0.3  [{BASELINE}:" in out


def test_show_only_what_is_changed(call):
    _, out, _ = call("show", COORDINATED, "--changed")
    assert "dialogue.coordination" in out and "dialogue.opening" not in out


def test_a_rival_mechanism_counts_as_changed(call, folder):
    (folder / "rival.yaml").write_text(
        "extends: baseline.yaml\ntitle: Rival\ninstead: {lobbying: rewarding}\n"
    )
    _, out, _ = call("show", "scenarios/rival.yaml", "--changed")
    assert "instead: {lobbying: rewarding}  [scenarios/rival.yaml:3]" in out
    _, out, _ = call("show", "scenarios/rival.yaml", "--changed", "--json")
    assert [one["name"] for one in json.loads(out)["run"]] == ["instead"]


def test_show_tells_of_events_that_do_not_happen(call):
    _, out, _ = call("show", "scenarios/trade_link_kept.yaml", "--changed")
    assert re.search(r"delinking: does not happen  \[scenarios/trade_link_kept.yaml:\d+\]", out)


def test_show_tells_of_ramps_events_and_distributions(call, folder):
    (folder / "much.yaml").write_text(
        "extends: baseline.yaml\ntitle: Much\n"
        "uncertainties: {dialogue: {opening: {low: 0.01, high: 0.05}}}\n"
        "timeline:\n"
        "  slow: {at: 1995-Q1, ramp: {dialogue.coordination: 0.9}, until: 1999-Q1}\n"
        "  hard: {at: 1996-Q1, fire: crackdown, size: 20}\n"
    )
    _, out, _ = call("show", "scenarios/much.yaml", "--changed")
    assert "dialogue.opening: {low: 0.01, high: 0.05} chance per quarter (declared: 0.025)" in out
    assert "slow: in 1995-Q1 dialogue.coordination goes to 0.9 by 1999-Q1" in out
    assert "hard: in 1996-Q1 crackdown on challenger, size 20" in out


def test_show_what_differs_between_two(call):
    code, out, _ = call("show", COORDINATED, "--diff", BASELINE)
    assert code == 0
    assert out.startswith(f"{COORDINATED} beside {BASELINE}: 1 difference\n")
    assert "coordinated_dialogues: 0.9  [" in out and "baseline: 0.1  [declared]" in out
    _, out, _ = call("show", BASELINE, "--diff", BASELINE)
    assert out == f"{BASELINE} beside {BASELINE}: no difference\n"


def test_show_as_json(call):
    _, out, _ = call("show", COORDINATED, "--json")
    found = json.loads(out)
    values = {one["name"]: one for one in found["values"]}
    one = values["dialogue.coordination"]
    assert (one["value"], one["declared"], one["low"], one["high"]) == (0.9, 0.1, 0.0, 1.0)
    assert one["origin"].startswith(COORDINATED) and one["grade"] == "judgement"
    assert values["dialogue.opening"]["origin"] == "declared"
    assert {one["name"] for one in found["roles"]} >= {"roles.challenger", "roles.critics"}
    _, out, _ = call("show", COORDINATED, "--diff", BASELINE, "--json")
    (pair,) = json.loads(out)["differences"]
    assert (pair["file"]["value"], pair["other"]["value"]) == (0.9, 0.1)


def test_show_of_a_broken_file_tells_its_problems(call, folder):
    (folder / "one.yaml").write_text("title: A\nrun: {replicates: 0}\n")
    code, out, err = call("show", "scenarios/one.yaml")
    assert (code, out) == (2, "") and "one.yaml:2:19" in err
