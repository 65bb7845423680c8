"""Names and events in sentences."""

import pytest

from sim.report.happenings import Names, event


@pytest.fixture(scope="module")
def names(baseline):
    return Names(baseline.setting())


def test_states_are_named_with_the_article_that_english_gives_them(names):
    said = event("dialogue_opened", "CHN", "USA", names)
    assert said == "China opens a dialogue with the United States"
    assert [names(one) for one in ("NLD", "COD", "NOR", "DOM", "DMA", "NER")] == [
        "the Netherlands", "the Democratic Republic of the Congo", "Norway",
        "the Dominican Republic", "Dominica", "Niger",
    ]  # fmt: skip
