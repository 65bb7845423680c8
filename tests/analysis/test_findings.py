"""Findings in plain words with their doubt."""

import pytest

from sim.analysis.findings import ranked, sentence, verdict

NAN = float("nan")
CLEAR = {
    "outcome": "scrutiny", "effect": -4.1, "low": -5.0, "high": -3.2, "replicates": 200,
    "higher": 20, "lower": 176, "equal": 4, "p_corrected": 0.001, "effect_size": -0.5,
    "direction": "lower", "since": "1996-Q1", "until": "2018-Q4", "course": "lasts",
    "needed": 20.0,
}  # fmt: skip
NONE = CLEAR | {"effect": -0.11, "low": -0.31, "high": 0.09, "p_corrected": 0.9, "needed": 1_913.0}


def said(**changed) -> str:
    row = CLEAR | changed
    return sentence(row | {"verdict": verdict(row)}, together=6).partition(": ")[2]


def test_a_clear_finding_says_size_doubt_share_and_time():
    assert said() == (
        "4.1 points lower (3.2 to 5.0) in 200 pairs of runs; lower in 88 of 100 pairs, equal in 2; "
        "from 1996-Q1 to the end."
    )


def test_up_to_a_hundred_pairs_are_counted_themselves():
    words = said(replicates=64, higher=8, lower=56, equal=0)
    assert words.startswith("4.1 points lower (3.2 to 5.0); lower in 56 of 64 pairs of runs; from")


@pytest.mark.parametrize(
    ("changed", "end"),
    [
        (
            {"course": "never", "since": "", "until": "", "direction": ""},
            "; no single year shows it clearly.",
        ),
        (
            {"course": "fades", "until": "2004-Q3"},
            "; from 1996-Q1 to 2004-Q3, then it fades.",
        ),
        (
            {"course": "reverses", "until": "2004-Q3"},
            "; lower from 1996-Q1 to 2004-Q3, later higher.",
        ),
        ({"direction": "higher"}, "; though higher from 1996-Q1 to the end."),
    ],
)
def test_when_it_arises_and_whether_it_lasts(changed, end):
    assert said(**changed).endswith(end)


def test_where_most_pairs_go_the_other_way_it_says_so():
    assert "lower in 30 of 100 pairs, higher in 70;" in said(lower=60, higher=140, equal=0)


def test_no_distinguishable_effect_says_how_many_runs_it_would_need():
    row = NONE | {"verdict": verdict(NONE)}
    assert sentence(row) == (
        "Scrutiny of the challenger: no distinguishable effect at 200 replicates (between −0.31 "
        "and +0.09 points); an effect of the size seen would need about 1,900 pairs."
    )
    many = sentence(row | {"needed": 2e6})
    assert many.endswith("would need more than 100,000 pairs.")
    assert sentence(row | {"needed": NAN}).endswith("the mean of the pairs is exactly zero.")


def test_an_interval_alone_is_not_enough_among_many_outcomes():
    assert said(p_corrected=0.06, needed=240.0) == (
        "perhaps 4.1 points lower (3.2 to 5.0) in 200 pairs of runs, but not clear when 6 effects "
        "are looked at together; an effect of the size seen would need about 240 pairs."
    )


def test_an_end_that_is_not_zero_does_not_look_like_zero():
    assert "(0.04 to 1.90)" in said(effect=-0.97, low=-1.90, high=-0.04)


def test_large_numbers_keep_their_digits_and_no_more():
    words = said(outcome="prisoners", effect=-1234.5, low=-1300.4, high=-1168.6)
    assert words.startswith("1,234 prisoners lower (1,169 to 1,300)")


def test_what_is_negligible_unchanged_or_single():
    assert said(effect=1e-3, low=5e-4, high=2e-3) == "changes by less than 0.005 points."
    assert said(effect=0.0, low=0.0, high=0.0, higher=0, lower=0, equal=200) == "nothing changes."
    alone = said(low=NAN, high=NAN, replicates=1, higher=0, lower=1, equal=0)
    assert alone == "4.1 points lower in the one run made; one run gives no interval."


def test_the_clearest_and_largest_come_first():
    rows = [
        NONE | {"verdict": "indistinguishable"},
        CLEAR | {"verdict": "clear", "outcome": "scope", "effect_size": 0.1},
        CLEAR | {"verdict": "clear"},
    ]
    found = ranked(rows)
    assert list(found) == ["clear", "indistinguishable"]
    assert [row["outcome"] for row in found["clear"]] == ["scrutiny", "scope"]
