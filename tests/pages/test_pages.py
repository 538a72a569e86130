"""Every page in six languages: whole without scripts, held to our own files, tagged, light, no cookie."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from api.pages.frame import POLICY
from api.pages.routes import PAGES
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.records import NOUNS
from exchange_graph.errors import Unavailable
from tests.building import STATES, exchange, merge, source, text, withdraw
from tests.pages.examples import EVERY, OF_EACH, WRONG
from tests.served import Service, serving, settings

LIGHT = 100_000
"""The most bytes, compressed, that a first visit to a page loads."""
_FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')


class Read(HTMLParser):
    """What a page is made of: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_every_page_has_an_example() -> None:
    assert OF_EACH.keys() == PAGES.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", EVERY)
async def test_a_page_is_whole_in_each_language(service: Service, path: str, lang: str) -> None:
    answer = await service.get(f"/{lang}{path}")
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == lang
    assert answer.headers["content-security-policy"] == POLICY
    assert "set-cookie" not in answer.headers
    read = Read(answer.text)
    assert read.elements[0] == ("html", {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"})
    assert [tag for tag, _ in read.elements].count("h1") == 1
    for tag, given in read.elements:
        assert "style" not in given, "the policy lets no style stand in a page"
        assert not [name for name in given if name.startswith("on")], "nor a script"
        assert tag != "style"
        assert tag != "script" or (given.get("src") or "").startswith("/static/")
        assert not (given.get("src") or "").startswith(("http", "//"))
    ids = [given["id"] for _, given in read.elements if "id" in given]
    assert len(ids) == len(set(ids))
    others = {given["hreflang"] for tag, given in read.elements if tag == "a" and "hreflang" in given}
    assert others == set(LANGUAGES)


@pytest.mark.parametrize("path", EVERY)
async def test_a_first_visit_is_light(service: Service, path: str) -> None:
    for lang in LANGUAGES:
        page = await service.get(f"/{lang}{path}")
        files = [(await service.get(address)).content for address in set(_FILES.findall(page.text))]
        assert sum(len(gzip.compress(content)) for content in (page.content, *files)) <= LIGHT


async def test_a_page_is_sent_compressed_and_only_once(service: Service) -> None:
    asked = {"accept-encoding": "gzip"}
    first = await service.get("/fr/exchanges", asked)
    assert first.headers["content-encoding"] == "gzip"
    plain = await service.get("/fr/exchanges", {"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == first.text
    assert plain.headers["etag"] != first.headers["etag"]
    for held in (first, plain):
        again = await service.get("/fr/exchanges", {**asked, "if-none-match": held.headers["etag"]})
        assert again.status_code == (304 if held is first else 200)
    other = await service.get("/es/exchanges", asked)
    assert other.headers["etag"] != first.headers["etag"]


async def test_files_are_kept_for_as_long_as_they_are_what_they_are(service: Service) -> None:
    page = await service.get("/en/")
    for address in set(_FILES.findall(page.text)):
        assert "immutable" in (await service.get(address)).headers["cache-control"]
        other = await service.get(address.partition("?")[0])
        assert other.headers["cache-control"] == "no-cache"
    assert (await service.get("/static/nothing.css")).status_code == 404


@pytest.mark.parametrize(
    ("header", "lang"), [("fr-CH, en;q=0.5", "fr"), ("ar", "ar"), ("de", "en"), ("", "en"), ("zh-Hans", "zh")]
)
async def test_the_entrance_leads_to_the_language_of_the_reader(
    service: Service, header: str, lang: str
) -> None:
    answer = await service.get("/", {"accept-language": header})
    assert (answer.status_code, answer.headers["location"]) == (307, f"/{lang}/")
    assert answer.headers["vary"] == "Accept-Language"
    bare = await service.get(f"/{lang}")
    assert (bare.status_code, bare.headers["location"]) == (308, f"/{lang}/")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("path", "status"), WRONG.items())
async def test_what_is_wrong_is_said_on_a_page_in_the_language_chosen(
    service: Service, path: str, status: int, lang: str
) -> None:
    answer = await service.get(f"/{lang}{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    read = Read(answer.text)
    assert read.elements[0][1]["lang"] == lang
    assert ("a", {"href": f"/{lang}/exchanges"}) in read.elements, "the way back"


async def test_a_wrong_address_offers_the_nearest(service: Service) -> None:
    assert 'href="/en/exchanges"' in (await service.get("/en/exchange")).text
    assert 'href="/en/sectors/police"' in (await service.get("/en/sectors/polise")).text
    wrong = (await service.get("/en/exchanges?providr=LBR&sector=police")).text
    assert "did you mean provider" in wrong
    assert 'href="/en/exchanges?sector=police"' in wrong


async def test_a_list_as_a_table_is_the_interface_s(service: Service) -> None:
    answer = await service.get("/ru/exchanges?sector=police&format=csv")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/v1/exchanges?sector=police&format=csv&lang=ru"


async def test_where_nothing_fits_each_condition_tells_what_is_left_without_it(service: Service) -> None:
    asked = {"provider": "SLE", "sector": "police", "year_from": "2015"}
    page = (await service.get("/en/exchanges", None, **asked)).text
    for line in (await service.read("/v1/exchanges", without="true", **asked))["without"]:
        left = {name: value for name, value in asked.items() if name.partition("_")[0] != line["filter"]}
        address = re.escape("&amp;".join(f"{name}={value}" for name, value in left.items()))
        assert re.search(
            rf'href="/en/exchanges\?{address}">.*?class="number">{line["total"]}<', page, re.DOTALL
        )


async def test_a_condition_is_told_in_the_reader_s_words(service: Service) -> None:
    page = (await service.get("/zh/exchanges", None, recipient_region="011", outcome="negative")).text
    said = " ".join(words for words in Read(page).said if "://" not in words)  # paper shows the address
    assert "西非" in said
    assert not re.search(r"recipient_region|\b011\b|“outcome”|Western", said)
    country = " ".join(Read((await service.get("/ar/countries/EGY")).text).said)
    assert "العربية" in country.partition("لغات العمل")[2][:40]


async def test_a_record_that_moved_or_was_withdrawn_is_followed_or_explained(workshop: Service) -> None:
    await workshop.write(
        exchange("x-1", provider="ARD"), exchange("x-2", provider="CAV"), exchange("x-3", provider="DOS")
    )
    await workshop.write(merge("x-1", "x-2"), withdraw("x-3", "entered twice"))
    moved = await workshop.get("/es/exchanges/x-1")
    assert (moved.status_code, moved.headers["location"]) == (308, "/es/exchanges/x-2")
    gone = await workshop.get("/es/exchanges/x-3")
    assert gone.status_code == 410
    assert "entered twice" in gone.text


async def test_a_store_that_is_away_is_told_calmly(
    workshop: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: object) -> int:
        raise Unavailable("the server is stopped")

    monkeypatch.setattr(type(workshop.store), "revision", away)
    for path in ("/", "/exchanges", "/exchanges/x-1"):
        answer = await workshop.get(f"/fr{path}")
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert "Rien n’est perdu" in answer.text
        assert "stopped" not in answer.text


@pytest.mark.parametrize(("contact", "shown"), [
    ("records@example.org", 'href="mailto:records@example.org?subject=x-1'),
    ("https://example.org/corrections", 'href="https://example.org/corrections"'),
    (None, "The operator has not said where corrections go"),
])  # fmt: skip
async def test_a_correction_goes_where_the_operator_says(
    tmp_path: Path, contact: str | None, shown: str
) -> None:
    async with serving(settings(tmp_path, contact=contact)) as service:
        await service.write(source(), *STATES, exchange("x-1", provider="ARD"))
        page = (await service.get("/en/exchanges/x-1")).text
    assert shown in page
    assert "On behalf of" in page, "the words to copy"


async def test_every_kind_of_record_leads_to_its_page(service: Service) -> None:
    for noun in NOUNS:
        (item,) = (await service.read(f"/v1/{noun}", limit=1, lang="fr"))["items"]
        answer = await service.get(
            (await service.read(f"/v1/{noun}/{item['id']}", lang="fr"))["links"]["page"]
        )
        assert (answer.status_code, answer.headers["content-language"]) == (200, "fr"), noun


async def test_a_correction_is_told_with_the_words_before_and_after(workshop: Service) -> None:
    for title in ("Tax audit", "Tax audits for Cavira"):
        await workshop.write(exchange("x-1", provider="ARD", recipient="CAV", title=text(title)))
    for path in ("/exchanges/x-1", "/countries/CAV"):
        for lang in LANGUAGES:
            answer = await workshop.get(f"/{lang}{path}")
            assert answer.status_code == 200, (path, lang)
            assert "Tax audits for Cavira" in answer.text
            assert re.search(r"Tax audit\b(?!s)", answer.text), "the words before"
