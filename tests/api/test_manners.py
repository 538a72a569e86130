"""HTTP as its clients know it, on every path of the published contract."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from tests.api.everywhere import CALLS, GETS, METHODS, Call
from tests.served import Service

LISTS = [call for call in GETS if call.is_list]
KEPT = [call for call in GETS if call.is_kept]
OF_A_RECORD = [call for call in GETS if "{id}" in call.path]
SINGLE = [
    (call, p["name"]) for call in GETS for p in call.parameters("query") if p["schema"].get("type") != "array"
]
_INSTANCE = re.compile("urn:uuid:[0-9a-f-]+")
NO_NUMBERS = ("-1", "+5", "1_0", "5, 5", "0x10", "1e3", "", "lots", "1" * 4_400 + "x")
BESIDE = ("/", "/docs", "/openapi.json", "/problems/gone", "/static-offline-docs/swagger-ui.css", "/nothing")


def on(calls: list[Call]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("call", calls, ids=str)


async def asked(service: Service, call: Call, **more: Any) -> httpx.Response:
    """The answer to the example of a call."""
    return await service.get(call.address(), None, **{**call.needed(), **more})


def problem(answer: httpx.Response, status: int) -> Any:
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()


def safe(answer: httpx.Response) -> None:
    """What every answer carries, whatever it says."""
    headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["access-control-allow-origin"] == "*"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-request-id"]
    assert "server" not in headers
    assert "x-powered-by" not in headers


@on(GETS)
async def test_it_answers_its_example_in_a_declared_form_that_is_safe_to_show(
    service: Service, call: Call
) -> None:
    answer = await asked(service, call)
    assert answer.status_code == 200, answer.text[:300]
    declared = call.operation["responses"]["200"]
    assert answer.headers["content-type"].partition(";")[0] in declared["content"]
    assert {
        name.lower() for name, h in declared["headers"].items() if h.get("required")
    } <= answer.headers.keys()
    safe(answer)


@pytest.mark.parametrize("path", BESIDE)
async def test_what_stands_beside_the_contract_is_safe_to_show_too(service: Service, path: str) -> None:
    safe(await service.get(path))


@on(GETS)
async def test_head_is_get_without_its_body(service: Service, call: Call) -> None:
    get, head = [
        await service.client.request(method, call.address(), params=call.needed())
        for method in ("GET", "HEAD")
    ]
    assert (head.status_code, head.content) == (get.status_code, b"")
    of_its_own = {"x-request-id", "content-length"} if call.path == "/metrics" else {"x-request-id"}
    assert {k: v for k, v in head.headers.items() if k not in of_its_own} == {
        k: v for k, v in get.headers.items() if k not in of_its_own
    }


@on(GETS)
async def test_a_parameter_that_does_not_exist_is_refused_by_name(service: Service, call: Call) -> None:
    body = problem(await asked(service, call, colour="red"), 400)
    (part,) = body["problems"]
    assert part["where"] == "colour"
    known = [p["name"] for p in call.parameters("query")]
    assert not known or any(name in part["why"] for name in known)


@pytest.mark.parametrize(("call", "name"), SINGLE, ids=[f"{call} {name}" for call, name in SINGLE])
async def test_what_takes_one_value_is_refused_twice(service: Service, call: Call, name: str) -> None:
    pairs = [*call.needed().items(), (name, "1"), (name, "2")]
    answer = await service.client.get(call.address(), params=pairs)
    places = [part["where"] for part in problem(answer, 400)["problems"]]
    assert name in places


@pytest.mark.parametrize("path", METHODS)
async def test_a_method_that_a_path_does_not_take_is_refused_with_those_it_takes(
    service: Service, path: str
) -> None:
    call = next(c for c in CALLS if c.path == path)
    taken = METHODS[path] | ({"HEAD"} if "GET" in METHODS[path] else set()) | {"OPTIONS"}
    for method in {"POST", "PUT", "PATCH", "DELETE", "GET"} - taken:
        answer = await service.client.request(method, call.address(), json={})
        problem(answer, 405)
        assert set(answer.headers["allow"].split(", ")) == taken


@pytest.mark.parametrize("path", [path for path in BESIDE if path not in ("/nothing", "/openapi.json")])
async def test_what_stands_beside_the_contract_names_its_methods_too(service: Service, path: str) -> None:
    answer = await service.client.request("POST", path)
    problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", METHODS)
async def test_a_browser_may_ask_before_it_reads(service: Service, path: str) -> None:
    call = next(c for c in CALLS if c.path == path)
    headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    answer = await service.client.request("OPTIONS", call.address(), headers=headers)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert METHODS[path] <= set(answer.headers["access-control-allow-methods"].split(", "))
    assert {"If-None-Match", "Accept-Language"} <= set(
        answer.headers["access-control-allow-headers"].split(", ")
    )
    assert {"ETag", "Link"} <= set(answer.headers["access-control-expose-headers"].split(", "))


@on(GETS)
async def test_a_slash_too_many_is_not_found_and_the_path_without_it_is_named(
    service: Service, call: Call
) -> None:
    body = problem(await service.get(f"{call.address()}/"), 404)
    assert body["nearest"] == [call.address()]


async def test_a_path_that_does_not_exist_is_not_found_and_those_alike_are_named(service: Service) -> None:
    for written, meant in (
        ("/v1/exchange", "/v1/exchanges"),
        ("/v1/stat", "/v1/stats"),
        ("/helthz", "/healthz"),
    ):
        assert meant in problem(await service.get(written), 404)["nearest"]
    assert "nearest" not in problem(await service.get("/v1/nothing-of-the-kind/"), 404)
    assert (await service.client.request("OPTIONS", "/v1/nothing-of-the-kind")).status_code == 404


@on(KEPT)
async def test_who_has_the_answer_is_not_sent_it_again(service: Service, call: Call) -> None:
    first = await asked(service, call)
    tag = first.headers["etag"]
    assert tag.startswith('"'), "a strong tag"
    assert first.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    assert first.headers["cache-control"] == "public, no-cache"
    headers = {"If-None-Match": f'"other", {tag}'}
    again = await service.get(call.address(), headers, **call.needed())
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["etag"], again.headers["vary"]) == (tag, first.headers["vary"])
    safe(again)


@on(GETS)
async def test_a_client_that_takes_only_another_form_gets_this_one_rather_than_nothing(
    service: Service, call: Call
) -> None:
    answer = await service.get(call.address(), {"Accept": "image/png"}, **call.needed())
    assert answer.status_code == 200


@on(LISTS)
async def test_a_list_leads_from_page_to_page_by_its_link(service: Service, call: Call) -> None:
    first = await asked(service, call, limit="1")
    page = first.json()["page"]
    assert page["limit"] == 1
    if page["total"] <= 1:
        assert page["next"] is None
        assert "link" not in first.headers
        return
    link = first.links["next"]["url"]
    assert link.startswith("/"), "a path of ours, whatever host the client named"
    second = await service.get(link)
    assert second.status_code == 200
    assert second.json()["items"] != first.json()["items"]
    assert second.json()["page"]["total"] == page["total"]
    everything = await asked(service, call, limit="200")
    assert ("link" in everything.headers) is (everything.json()["page"]["next"] is not None)


async def test_a_link_keeps_what_was_asked_however_it_was_written(service: Service) -> None:
    path = '/v1/exchanges?q=a>b"c d&limit=1&lang=fr'
    answer = await service.get("/v1/exchanges", None, q="Côte d'Ivoire", limit="1", lang="fr")
    assert '"' not in answer.headers["link"].partition(">")[0]
    following = await service.get(answer.links["next"]["url"])
    assert following.json()["page"]["total"] == answer.json()["page"]["total"]
    assert (await service.get(path)).status_code == 200


@on(OF_A_RECORD)
async def test_an_id_of_nothing_is_not_found_and_ids_alike_are_named(service: Service, call: Call) -> None:
    problem(await service.get(call.address(id="no-such-thing-at-all"), None, **call.needed()), 404)
    known = call.address().removeprefix(call.path.partition("{")[0]).partition("/")[0]
    written = known[:-1] + "q" if len(known) > 3 else known + known[-1]
    body = problem(await service.get(call.address(id=written), None, **call.needed()), 404)
    if call.path.startswith("/v1/countries/"):
        assert "nearest" not in body, "letters that are no code are like those of too many States"
    else:
        assert known in body["nearest"]


@pytest.mark.parametrize(
    "name", ["accept", "accept-language", "if-none-match", "host", "x-forwarded-host", "cookie"]
)
@pytest.mark.parametrize(
    "value", ["[", "<script>", "'\"; DROP", "%00", "*;q=nan", ",,,;;;", "x" * 4000, '"' * 999]
)
async def test_a_strange_header_changes_nothing(service: Service, name: str, value: str) -> None:
    for path in ("/v1/exchanges?limit=1", "/v1/exchanges/X003", "/v1/exchanges/nothing", "/v1/nothing/"):
        usual = await service.client.get(path)
        strange = await service.client.get(path, headers={name: value})
        assert strange.status_code == usual.status_code
        assert value not in json.dumps(dict(strange.headers))
        assert _INSTANCE.sub("", strange.text) == _INSTANCE.sub("", usual.text)
        safe(strange)


@pytest.mark.parametrize(
    ("path", "headers", "where"),
    [
        ("/v1/exchanges?q=" + "x" * 20_000, {}, "address"),
        ("/v1/exchanges?" + "&".join("provider=SLE" for _ in range(501)), {}, "address"),
        ("/v1/exchanges/" + "x" * 20_000, {}, "address"),
        ("/v1/exchanges?" + "&".join("provider=SLE" for _ in range(51)), {}, "provider"),
        ("/v1/exchanges/" + "x" * 101, {}, "id"),
        ("/v1/exchanges", {"X-Long": "x" * 20_000}, "headers"),
        ("/v1/exchanges", {f"X-{n}": "x" * 100 for n in range(200)}, "headers"),
        ("/v1/exchanges", {"Content-Length": "100000000"}, "body"),
        ("/v1/exchanges", {"Content-Length": "1" + "0" * 5_000}, "body"),
        *(("/v1/exchanges", {"Content-Length": number}, "headers") for number in NO_NUMBERS),
    ],
    ids=range(9 + len(NO_NUMBERS)),
)
async def test_what_is_too_long_is_refused_by_its_place(
    service: Service, path: str, headers: dict[str, str], where: str
) -> None:
    body = problem(await service.client.get(path, headers=headers), 400)
    assert where in [part["where"] for part in body["problems"]]
    assert len(json.dumps(body)) < 2_000, "a refusal does not send the input back whole"


@pytest.mark.parametrize("zeros", [1, 4_400, 16_000])
async def test_a_number_is_what_it_is_however_many_zeros_stand_before_it(
    service: Service, zeros: int
) -> None:
    content = b'{"recipient": "LBR", "sectors": ["revenue"]}'
    headers = {"Content-Type": "application/json", "Content-Length": "0" * zeros + str(len(content))}
    answer = await service.client.post("/v1/suggestions", content=content, headers=headers)
    assert answer.status_code == 200
    assert (await service.client.get("/v1/stats", headers={"Content-Length": "0" * zeros})).status_code == 200
