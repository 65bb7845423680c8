"""Films of a run: what every frame says, how long it stays, and that it is the run itself."""

from functools import partial

import numpy as np
import pytest
from PIL import Image

from sim import Scenario
from sim.analysis.playback import Moment, Vote, chosen, play
from sim.calendar import Quarter
from sim.engine.chronicle import STATE_VARIABLES
from sim.engine.record import votes
from sim.outcomes import OUTCOMES
from sim.report import animation, reel, world
from sim.report.film import SAME, Film
from tests.conftest import ROOT

VOTE = Vote(Quarter(1995, 1), "no_action", 22, 22, 9)
DRAFT = Vote(Quarter(1996, 1), "resolution", 20, 21, 12, (22, 22))


def moment(year: int, quarter: int, vote=None, outcome=10.0, **values) -> Moment:
    return Moment(Quarter(year, quarter), values, outcome, vote)


OURS = (
    moment(1990, 4, FRA=40.0, CHN=10.0, SUN=20.0),
    moment(1995, 1, VOTE, FRA=44.0, CHN=10.0, RUS=24.0),
    moment(1995, 4, VOTE, 12.0, FRA=44.0, CHN=13.0, RUS=24.0),
    moment(1996, 1, DRAFT, 31.0, FRA=46.0, CHN=13.0, RUS=24.0),
)
THEIRS = (
    moment(1990, 4, FRA=40.0, CHN=10.0, SUN=20.0),
    moment(1995, 1, FRA=40.0, CHN=10.0, RUS=24.0),
    moment(1995, 4, outcome=9.0, FRA=41.0, CHN=15.0, RUS=24.0),
    moment(1996, 1, outcome=9.0, FRA=46.0, CHN=13.0, RUS=24.0),
)


def film(moments=OURS, baseline=None) -> Film:
    names = ("Ours", "Theirs") if baseline else ("Ours",)
    shown = tuple(range(len(moments)))
    about = ("Rights", "points"), ("Scrutiny", "points, 0-100")
    return Film(moments, baseline, shown, names, *about, "China")


def set_up(of: Film) -> animation.Stage:
    return animation.stage(
        of, title="Rights", subtitle="Invented", footer="Nothing was run", dpi=40
    )


def test_the_tile_of_russia_is_the_soviet_unions_before_1992():
    assert film().tiles(0)["RUS"] == ("SUN", 20.0)
    assert film().tiles(1)["RUS"] == ("RUS", 24.0)
    assert "USA" not in film().tiles(0)


def test_the_sentence_of_a_frame_counts_its_tiles():
    assert film().sentence(0) == "Mean of 3 members: 23.3"
    beside = film(baseline=THEIRS)
    assert beside.sentence(0) == "None of 3 members differs from the baseline"
    assert beside.sentence(1) == "1 of 3 members differs; most: FRA +4.0"
    assert beside.sentence(2) == "2 of 3 members differ; most: FRA +3.0"


def test_colours_mean_the_same_in_every_frame_and_no_difference_is_hollow():
    beside = film(baseline=THEIRS)
    assert beside.scale.edges[4] == 0.0 and beside.scale.edges[8] >= 4.0
    assert beside.look(0.0)[1:] == ("0", True)
    assert beside.look(4.0)[0] in world.DIVERGING[4:] and not beside.look(4.0)[2]
    assert film(THEIRS, THEIRS).look(0.0)[2]  # where no state ever differs


def test_words_are_beside_the_baselines_words():
    ours = (moment(1999, 4, FRA="open", CHN="none"), moment(2000, 4, FRA="none", CHN="none"))
    theirs = (moment(1999, 4, FRA="none", CHN="none"), moment(2000, 4, FRA="open", CHN="none"))
    assert film(ours).kinds == ("none", "open")
    assert film(ours).look("none")[2] and film(ours).sentence(0) == "Of 2 members: open 1"
    beside = film(ours, theirs)
    assert beside.kinds == (SAME, "none", "open")
    assert dict(beside.tiles(1).values()) == {"FRA": "none", "CHN": SAME}
    assert beside.sentence(1) == "1 of 2 members differs"


def test_a_frame_shows_its_date_its_votes_and_the_outcome_so_far():
    of = film(baseline=THEIRS)
    on = set_up(of)
    animation.show(on, of, 2)
    assert on.date.get_text() == "1995-Q4"
    said = [text.get_text() for _, text in on.votes]
    assert said[0].startswith("Ours, 1995-Q1: Motion to take no action fails on a tie: 22 yes, 22")
    assert said[1] == "Theirs, none yet"
    assert list(on.lines[0].get_ydata()) == [10.0, 10.0, 12.0]
    assert [end.get_text() for end in on.ends] == ["12.0", "baseline 9.0"]
    assert on.tiles["CHN"].value.get_text() == "−2.0" and on.tiles["USA"].value.get_text() == ""
    bar = len(on.marks)
    animation.show(on, of, 3)
    assert len(on.marks) == bar  # the old bar is gone
    assert "no-action motion fails 22 to 22; Draft resolution rejected" in on.votes[0][1].get_text()
    assert on.votes[0][1].get_fontweight() == "bold"  # it is new


def test_years_and_votes_are_shown_and_a_vote_stays_longer():
    moments = [moment(1995, q, VOTE) for q in (1, 2, 3, 4)] + [moment(1996, 1), moment(1996, 2)]
    assert chosen(moments, "year") == [0, 3, 5]
    assert chosen(moments, "quarter") == list(range(6))
    assert reel.seconds("year", True) > reel.seconds("year", False) > reel.seconds("quarter", False)


def test_a_gif_is_the_same_bytes_again_and_holds_a_frame_for_each(tmp_path):
    of = film()
    on = set_up(of)
    frames = list(animation.frames(on, of))
    assert [held for _, held in frames] == [False, True, False, True]
    timed = [(pixels, reel.seconds("year", held)) for pixels, held in frames]
    for name in ("one.gif", "two.gif"):
        plays = reel.write_gif(timed, [frames[-1][0]], tmp_path / name)
    assert plays == pytest.approx(2 * 0.8 + 2 * 1.8)
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()
    with Image.open(tmp_path / "one.gif") as picture:
        assert picture.n_frames == 4
        assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_a_video_has_even_sides_and_plays_as_long_as_its_frames(tmp_path):
    import imageio_ffmpeg

    of = film()
    on = set_up(of)
    pixels = [pixels for pixels, _ in animation.frames(on, of)]
    height, width, _ = pixels[0].shape
    assert height % 2 == width % 2 == 0
    path = tmp_path / "film.mp4"
    assert reel.write_video([(one, 0.5) for one in pixels], (width, height), path) == 2.0
    about = next(imageio_ffmpeg.read_frames(str(path)))
    assert about["size"] == (width, height) and about["duration"] == pytest.approx(2.0)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    loaded = Scenario.load(ROOT / "scenarios" / "baseline.yaml")
    return loaded.change(start=Quarter(1990, 1), end=Quarter(1992, 4))


def test_a_film_is_the_run_that_the_tables_tell_of(scenario):
    rights = STATE_VARIABLES["rights"]
    moments = list(play(scenario, 3, rights, "scrutiny", Quarter(1991, 4)))
    assert len(moments) == 8 and moments[-1].quarter == Quarter(1991, 4)
    assert {"SUN", "CHN"} <= set(moments[0].values) and "RUS" not in moments[0].values
    table = votes(scenario, scenario.seed, 3)
    ours = table[table["text"] == "CHN"]
    for one in moments:
        cast = ours[ours["quarter"] == str(one.quarter)]
        assert one.voted == bool(len(cast))
        if one.voted:
            counts = [int((cast["vote"] == word).sum()) for word in ("yes", "no", "abstain")]
            assert counts == [one.vote.yes, one.vote.no, one.vote.abstain]
            assert cast["procedure"].iloc[0] == one.vote.procedure


@pytest.mark.parametrize("variable", STATE_VARIABLES)
def test_every_variable_of_states_can_be_shown(scenario, variable):
    show = partial(play, scenario, 0, STATE_VARIABLES[variable], next(iter(OUTCOMES)))
    first = next(show(Quarter(1990, 1)))
    of = film((first,))
    assert all(isinstance(one, float | str) for one in first.values.values())
    assert {world.UNKNOWN} != {of.look(value)[0] for _, value in of.tiles(0).values()}
    assert np.isfinite(first.outcome) and of.sentence(0)
