"""Pages as a person meets them: in a real browser, wide and narrow, without scripts too, dark, printed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.pages.examples import (
    ABSTAINING,
    CONTESTED,
    EVERY,
    MANY_STATES,
    MORE,
    NEED_TO_WRITE,
    NOTHING_FITS,
    ONE_OF_A_TEMPLATE,
    WRONG,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
LONG_TABLE = "/exchanges?limit=40"
WIDE, NARROW, PAPER = 1280, 360, 718
"""Widths of a window; of a sheet of A4 between its margins."""
LOOKED_AT = (
    *ONE_OF_A_TEMPLATE, CONTESTED, NOTHING_FITS, NEED_TO_WRITE, ABSTAINING, MANY_STATES, LONG_TABLE,
    "/nowhere",
)  # fmt: skip
_OUTSIDE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange(), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest(".hidden, .skip, script, .scroll")) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 1 && (box.left < -1 || box.right > innerWidth + 1)) found.push(node.data.trim());
  }
  return found;
}"""
_OVER_EACH_OTHER = """() => {
  const found = [];
  for (const picture of document.querySelectorAll(".years, .triangle, .role-columns")) {
    const outer = picture.getBoundingClientRect();
    const boxes = [...picture.querySelectorAll("text, strong, .word, .node > .unknown")]
      .map(one => [one.textContent, one.getBoundingClientRect()]).filter(([, box]) => box.width);
    boxes.forEach(([words, a], i) => {
      if (a.left < outer.left - 1 || a.right > outer.right + 1) found.push(`${words} is clipped`);
      if (picture.matches(".role-columns") && a.bottom > outer.bottom + 1) found.push(`${words} is cut`);
      for (const [other, b] of boxes.slice(i + 1))
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
          found.push(`${words} over ${other}`);
    });
  }
  return found;
}"""


@asynccontextmanager
async def window(
    browser: Browser, width: int, *, scripts: bool = True, dark: bool = False
) -> AsyncIterator[tuple[Page, list[str]]]:
    """A window of that width, and what went wrong in it: errors told, and requests to another host."""
    size = ViewportSize(width=width, height=900)
    context = await browser.new_context(
        viewport=size, java_script_enabled=scripts, color_scheme="dark" if dark else "light"
    )
    page, wrong = await context.new_page(), list[str]()
    page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if not _here(asked.url) else None)
    try:
        yield page, wrong
    finally:
        await context.close()


def _here(address: str) -> bool:
    return urlsplit(address).hostname == "127.0.0.1"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
async def test_no_page_errs_calls_elsewhere_scrolls_sideways_or_writes_one_text_over_another(
    browser: Browser, site: str, width: int, lang: str
) -> None:
    async with window(browser, width) as (page, wrong):
        for path in EVERY:
            await page.goto(f"{site}/{lang}{path}")
            assert wrong == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert await page.evaluate(_OUTSIDE) == [], path
            assert await page.evaluate(_OVER_EACH_OTHER) == [], path


@pytest.mark.parametrize("lang", ["zh", "fr", "ru", "es"])
async def test_the_other_languages_fit_too(browser: Browser, site: str, lang: str) -> None:
    async with window(browser, NARROW) as (page, wrong):
        for path in LOOKED_AT[:-1]:
            await page.goto(f"{site}/{lang}{path}")
            assert wrong == [], path
            assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
            assert await page.evaluate(_OVER_EACH_OTHER) == [], path


@pytest.mark.parametrize(
    ("lang", "width", "dark"),
    [("en", WIDE, False), ("en", NARROW, True), ("ar", NARROW, False), ("ar", WIDE, True)],
)
async def test_axe_finds_nothing(browser: Browser, site: str, lang: str, width: int, dark: bool) -> None:
    async with window(browser, width, dark=dark) as (page, _):
        for path in LOOKED_AT:
            await page.goto(f"{site}/{lang}{path}")
            found = (await Axe().run(page)).response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == [], path


async def test_pages_are_whole_without_scripts(browser: Browser, site: str) -> None:
    async with window(browser, WIDE, scripts=False) as (page, _):
        await page.goto(f"{site}/en/")
        await page.get_by_label("Search everything, in any of six languages").fill("Liberia revenue")
        await page.get_by_role("button", name="Search").click()
        await page.get_by_role("link", name="Training experts for Liberia's revenue administration").click()
        await page.wait_for_url(f"{site}/en/exchanges/a-68-696-13c")
        assert not await page.get_by_role("button", name="Copy").first.is_visible()
        await page.get_by_role("link", name="العربية").click()
        await page.wait_for_url(f"{site}/ar/exchanges/a-68-696-13c")


async def test_filters_are_links_and_are_taken_back_one_by_one(browser: Browser, site: str) -> None:
    async with window(browser, WIDE) as (page, _):
        await page.goto(f"{site}/en/exchanges")
        await page.locator(".facet").first.get_by_role("link").first.click()
        await page.get_by_label("From year").fill("2012")
        await page.get_by_role("button", name="Apply").click()
        await expect(page.locator(".chips .chip")).to_have_count(2)
        await page.locator(".chips .chip").first.click()
        await page.wait_for_url(f"{site}/en/exchanges?year_from=2012")
        await page.get_by_role("link", name="Clear all").click()
        await page.wait_for_url(f"{site}/en/exchanges")


async def test_filters_fold_on_a_narrow_screen_and_open_by_keyboard(browser: Browser, site: str) -> None:
    async with window(browser, NARROW) as (page, _):
        await page.goto(f"{site}/en/exchanges")
        words = page.locator("#f-q")
        assert not await words.is_visible()
        await page.locator(".filters > summary").focus()
        await page.keyboard.press("Enter")
        await expect(words).to_be_visible()


async def test_a_note_is_reached_by_keyboard_and_a_citation_is_copied(browser: Browser, site: str) -> None:
    async with window(browser, WIDE) as (page, _):
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await page.goto(f"{site}/en/exchanges/a-68-696-13c")
        await page.get_by_role("link", name="Source 2, grade A").first.focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**#source-2")
        await page.get_by_role("button", name="Copy").first.click()
        await page.get_by_role("button", name="Copied").wait_for()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert "“Sierra Leone, Sweden → Liberia: revenue”" in copied


@pytest.mark.parametrize(
    "path",
    [
        "/exchanges/a-68-696-13c",
        CONTESTED,
        MORE[3],
        "/countries/LBR",
        "/suggest?recipient=LBR&sector=revenue",
        MANY_STATES,
    ],
)
async def test_arabic_on_paper_is_whole(browser: Browser, site: str, path: str) -> None:
    async with window(browser, PAPER) as (page, _):
        await page.emulate_media(media="print")
        await page.goto(f"{site}/ar{path}")
        assert await page.evaluate(_OUTSIDE) == []
        assert (await page.pdf(format="A4")).startswith(b"%PDF")


async def test_a_need_is_written_answered_and_changed_by_keyboard(browser: Browser, site: str) -> None:
    async with window(browser, NARROW, scripts=False) as (page, _):
        await page.goto(f"{site}/en/suggest")
        await page.get_by_label("Which State asks?").fill("Haiti")
        await page.get_by_label("In which sector?").select_option(label="school feeding")
        await page.get_by_role("button", name="Show experiences").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("h1")).to_have_text("Haiti: whom to talk to about school feeding")
        assert await page.get_by_role("link", name="Brazil", exact=True).first.is_visible()
        await page.locator(".change > summary").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("Which State asks?")).to_have_value("Haiti")


async def test_paper_opens_what_is_folded_and_leaves_the_form_out(browser: Browser, site: str) -> None:
    async with window(browser, PAPER) as (page, _):
        await page.goto(f"{site}/en{MANY_STATES}")
        await page.emulate_media(media="print")
        assert not await page.locator(".change").is_visible()
        assert await page.locator(".statement").is_visible()
        for folded in await page.locator(".tier .state-row").all():
            assert await folded.is_visible()


async def test_a_long_matrix_keeps_its_heads_and_leads_to_each_area(browser: Browser, site: str) -> None:
    async with window(browser, WIDE) as (page, _):
        await page.goto(f"{site}/en/experience")
        await page.locator(".scroll").evaluate("box => { box.scrollTop = 1500; box.scrollLeft = 2000 }")
        box = await page.locator(".scroll").bounding_box()
        head = await page.locator(".matrix thead tr").last.bounding_box()
        name = await page.locator(".matrix tbody th").last.bounding_box()
        assert box
        assert head
        assert name
        assert box["y"] <= head["y"] < box["y"] + 120
        assert box["x"] <= name["x"] < box["x"] + 10
        last = page.locator(".jumps a").last
        await last.click()
        area = await page.locator(".matrix .area").last.bounding_box()
        assert area
        assert box["x"] <= area["x"] < box["x"] + box["width"]


@pytest.mark.parametrize("path", ["/experience", "/experience?for=HTI", "/countries/EGY", "/countries/LBR"])
@pytest.mark.parametrize("lang", ["en", "ar"])
async def test_tables_of_numbers_are_lists_on_a_narrow_screen(
    browser: Browser, site: str, path: str, lang: str
) -> None:
    async with window(browser, NARROW) as (page, _):
        await page.goto(f"{site}/{lang}{path}")
        cells = page.locator(".labelled tbody td:visible")
        told = await cells.evaluate_all("cells => cells.map(one => [one.dataset.label, one.innerText])")
        assert told
        assert all(label and number.strip()[0].isdigit() for label, number in told)


async def test_the_results_are_reached_by_the_second_stop(browser: Browser, site: str) -> None:
    async with window(browser, WIDE) as (page, _):
        await page.goto(f"{site}/en/exchanges")
        for key in ("Tab", "Tab", "Enter", "Tab"):
            await page.keyboard.press(key)
        await page.wait_for_url("**#results")
        assert await page.evaluate("document.activeElement.closest('#results') !== null")


async def test_paper_is_not_left_empty(browser: Browser, site: str) -> None:
    async with window(browser, PAPER) as (page, _):
        await page.goto(f"{site}/en/suggest?recipient=HTI&sector=school-feeding")
        await page.emulate_media(media="print")
        breaks = await page.locator(".state-row").evaluate_all(
            "rows => rows.map(r => getComputedStyle(r).breakInside)"
        )
        assert set(breaks) == {"auto"}
        assert not await page.get_by_text("These pages set no cookie").is_visible()


async def test_a_wrong_address_shows_its_page(browser: Browser, site: str) -> None:
    async with window(browser, NARROW) as (page, _):
        for path, status in WRONG.items():
            answer = await page.goto(f"{site}/ar{path}")
            assert answer
            assert answer.status == status
            assert await page.locator("h1").is_visible()
