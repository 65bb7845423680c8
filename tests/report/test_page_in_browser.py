"""The page in a real browser: offline, without a script, by keyboard, in print, light and dark."""

import shutil
from pathlib import Path

import pytest
from pages import write_result

from sim.analysis.results import read_result
from sim.report.page import page_of, write_page

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed"),
]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
LARGEST = 3_000_000  # bytes
# A few rows of each table stand for all, where every cell costs time.
SHORTEN = """for (const body of document.querySelectorAll('tbody'))
    [...body.rows].slice(4).forEach((row) => row.remove())"""


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    folder = write_result(tmp_path_factory.mktemp("result") / "talks")
    return write_page(page_of([read_result(folder)]), folder / "report.html")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def opened(browser, file):
    """Opens the page anew, for a width and a colour scheme; closes it afterwards."""
    contexts = []

    def opening(width=1280, scheme="light", script=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme, java_script_enabled=script, reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield opening
    for context in contexts:
        context.close()


def test_nothing_is_asked_of_anybody_and_nothing_goes_wrong(opened, file):
    page = opened()
    for details in page.query_selector_all("summary"):
        details.click()
    page.wait_for_load_state("networkidle")
    assert page.asked == [file.as_uri()] and page.said == []
    assert file.stat().st_size < LARGEST


def test_without_a_script_everything_is_there_and_nothing_useless_is_shown(opened):
    page = opened(script=False)
    assert page.locator("figure.chart svg").count() == 4
    assert page.locator(".board .tile").count() > 100
    assert page.locator("#all-parameters tbody tr").count() > 500
    assert (
        page.locator("input:visible, select:visible, button:visible, .panel:visible").count() == 0
    )


@pytest.mark.parametrize(
    ("width", "scheme", "rules"),
    [
        (1280, "light", None),
        (360, "dark", None),
        (1280, "dark", ["color-contrast"]),
        (360, "light", ["color-contrast"]),
    ],
)
def test_axe_finds_nothing_serious_and_the_page_does_not_scroll_sideways(
    opened, width, scheme, rules
):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(SHORTEN)
    chosen = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = Axe().run(page, options=chosen).response["violations"]
    bad = [
        (one["id"], one["nodes"][0]["html"])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert bad == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tables_are_sorted_and_filtered_by_keyboard(opened):
    page = opened()
    head = page.locator("#all-parameters th").nth(1)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    values = page.locator("#all-parameters tbody tr td:nth-child(2)").all_inner_texts()
    numbers = [float(text.split(";")[0].split()[0].replace("−", "-")) for text in values]
    assert numbers == sorted(numbers)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    page.locator("input[aria-controls='all-parameters']").focus()
    page.keyboard.type("dialogue coordination")
    shown = page.locator("#all-parameters tbody tr:visible")
    assert 1 <= shown.count() < 9 and "dialogue.coordination" in shown.first.inner_text()


def test_years_and_outcomes_are_chosen_by_keyboard(opened):
    page = opened()
    page.locator("[data-charts] input[type=range]").focus()
    page.keyboard.press("Home")
    first = page.locator(".readout").first.inner_text()
    row = (
        page.locator("[data-charts] table")
        .first.locator("tbody tr")
        .first.locator("th, td")
        .all_text_contents()
    )
    assert first.startswith(f"{row[0]}: Baseline, middle run {row[1]}; ") and row[-1] in first
    page.locator("[data-charts] select").select_option("Scope")
    assert page.locator("figure.chart:visible").count() == 1


def test_a_member_tells_its_votes_and_another_vote_can_be_looked_at(opened):
    page = opened()
    board = page.locator(".board").first
    table = page.locator(f"#{board.get_attribute('data-board')}")
    shown = board.locator(".shown").inner_text()
    board.locator("input[type=range]").focus()
    page.keyboard.press("Home" if table.get_attribute("data-shown") == "1" else "End")
    assert board.locator(".shown").inner_text() != shown
    tiles = board.locator("button.tile")
    tiles.first.focus()
    page.keyboard.press("ArrowRight")
    second = tiles.nth(1)
    assert second.evaluate("one => one === document.activeElement")
    name = second.get_attribute("title")
    votes = (
        table.locator("tr", has=page.locator(f"th:text-is('{name}')"))
        .locator("td")
        .all_text_contents()
    )
    told = board.locator(".panel").inner_text()
    assert told.startswith(f"{name} (") and all(vote in told for vote in votes[1:])


def test_the_board_looks_the_same_with_and_without_a_script(opened):
    texts = [
        opened(script=script).locator(".board .shown").first.inner_text()
        for script in (True, False)
    ]
    assert texts[0].split() == texts[1].split()


def test_printed_every_section_is_open(opened, tmp_path):
    page = opened()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for what in ("section", "table"):
        for one in page.query_selector_all(f"main {what}"):
            assert one.bounding_box()["height"] > 0
    assert page.locator(".tools:visible, nav .tools:visible").count() == 0
    page.evaluate(SHORTEN)
    assert len(page.pdf(format="A4", path=tmp_path / "page.pdf")) > 20_000
