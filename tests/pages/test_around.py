"""The graph around an exchange: the same ties in the picture, in the list and in the interface's answer."""

from __future__ import annotations

import random
import re
from html import unescape

import pytest

from api.pages.marks import MARKS
from exchange_graph.domain.languages import LANGUAGES
from tests.served import Service

_PICTURE = re.compile(r'<svg[^>]*class="role-columns".*?</svg>', re.DOTALL)
_EXCHANGE = re.compile(r'href="/\w\w/exchanges/([^"?]+)"')
_LIST = re.compile(r'<ul class="ties" id="ties">(.*?)</ul>', re.DOTALL)
_EDGE = re.compile(r'class="edge (\w+)(?: inferred)?"')


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_picture_and_list_tell_what_the_interface_answers(service: Service, lang: str) -> None:
    for one in ["a-68-696-13c", *random.Random(lang).sample(await service.found(), 12)]:
        body = await service.read(f"/v1/graph/neighbourhood?id={one}&shape=exchanges&limit=6&lang={lang}")
        page = (await service.get(f"/{lang}/exchanges/{one}")).text
        drawn = _PICTURE.search(page)
        ids = [item["id"] for item in body["exchanges"]]
        assert (drawn is None) == (len(ids) == 1), one
        if drawn is None:
            continue
        assert set(_EXCHANGE.findall(drawn[0])) == set(ids)
        listed = _LIST.search(page)
        assert listed
        assert list(dict.fromkeys(_EXCHANGE.findall(listed[1]))) == ids[1:]
        centre = body["exchanges"][0]
        ties = {(party["role"], party["actor"]["label"]) for party in centre["participations"]}
        edges = _EDGE.findall(drawn[0])
        assert {MARKS[role] for role, _ in ties} <= set(edges)
        words = unescape(re.sub(r"\s", "", re.sub(r"<[^>]+>", "", drawn[0])))
        for _, label in ties:
            assert re.sub(r"\s", "", label) in words, (one, label)
