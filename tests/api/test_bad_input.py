"""What cannot be understood is refused by name, with the nearest thing that can."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest

from api.params.exchanges import ExchangeListParams
from tests.api.schemas import Described
from tests.served import PUBLIC_URL, Service

LONG = "x" * 10_240
WORDS = "+".join(f"word{n}" for n in range(33))
BAD = [
    # address, the place that is named, what the reason helps with
    ("/v1/exchanges?provider=Libera", "provider", "LBR"),
    ("/v1/exchanges?provider=Sierra+Leonne", "provider", "SLE"),
    ("/v1/exchanges?recipient=XX", "recipient", "no record has this name or code"),
    ("/v1/exchanges?recipient=ecowas-members", "recipient", "use recipient_group=ecowas-members"),
    ("/v1/provider-experience?provider=ldc", "provider", "use provider_group=ldc"),
    ("/v1/exchanges?provider=pbc", "provider", "use provider_group=pbc-agenda"),
    ("/v1/export?funder=ldc", "funder", "use group=ldc"),
    (
        "/v1/exchanges?recipient_group=LBR",
        "recipient_group",
        "no record has this name or code: 'LBR' (group)",
    ),
    ("/v1/exchanges?recipient_region=West+Africa", "recipient_region", "did you mean Western Africa"),
    (
        "/v1/exchanges?provider_region=West+Africa",
        "provider_region",
        "'West Africa' (region of the M49 list); did you mean Western Africa?",
    ),
    ("/v1/exchanges?provider_region=999", "provider_region", "for example 011 or Western Africa"),
    ("/v1/exchanges?sector=polize", "sector", "police"),
    ("/v1/exchanges?sector=99999", "sector", "99999"),
    ("/v1/exchanges?institution=lbr-revenue-autority", "institution", "lbr-revenue-authority"),
    ("/v1/exchanges?group=souht", "group", "south"),
    ("/v1/exchanges?source=a-68-69", "source", "a-68-696"),
    ("/v1/exchanges?programme=igad-initiativ", "programme", "igad-initiative"),
    ("/v1/exchanges?kind=triangle", "kind", "triangular"),
    ("/v1/exchanges?outcome=great", "outcome", "positive"),
    ("/v1/exchanges?modality=trainings", "modality", "training"),
    ("/v1/exchanges?sort=newest", "sort", "-start"),
    ("/v1/exchanges?facets=provider,colour", "facets", "recipient"),
    ("/v1/exchanges?lang=xx", "lang", "zh"),
    ("/v1/exchanges?limit=0", "limit", "1"),
    ("/v1/exchanges?limit=10000", "limit", "200"),
    ("/v1/exchanges?limit=many", "limit", "many"),
    ("/v1/exchanges?year_from=20x4", "year_from", "20x4"),
    ("/v1/exchanges?year_from=2014&year_to=2012", "year_to", "2014"),
    ("/v1/exchanges?units=perhaps", "units", "perhaps"),
    ("/v1/exchanges?year=2014", "year", "year_to"),
    ("/v1/exchanges?provder=SLE", "provder", "provider"),
    (f"/v1/exchanges?q={LONG}", "q", "500"),
    (f"/v1/exchanges?q={WORDS}", "q", "32 words"),
    ("/v1/exchanges?cursor=nonsense", "cursor", "no cursor"),
    ("/v1/exchanges?cursor=" + "A" * 5000, "cursor", "2000"),
    ("/v1/exchanges/a-68-696-13c?language=fr", "language", "lang"),
    ("/v1/countries?limit=0", "limit", "1"),
    ("/v1/needs?country=Libera", "country", "LBR"),
    ("/v1/institutions?country=SLE", "country", "cursor"),
    ("/v1/exchanges?limit=1&limit=2", "limit", "twice"),
    ("/v1/exchanges?limit=1_0", "limit", "no whole number"),
    ("/v1/exchanges?provider=Congo", "provider", "COG (Congo), COD (Democratic Republic of the Congo)"),
    ("/v1/exchanges?provider=Yugoslavia", "provider", "until 1992; in its place: BIH"),
    ("/v1/exchanges?q=tax%E2%80%AE", "q", "U+202E"),
    ("/v1/search?q=tax%00", "q", "U+0000"),
    ("/v1/ask?q=tax%EF%BF%BD", "q", "U+FFFD"),
    ("/v1/needs?country=L%C2%9FBR", "country", "U+009F"),
    ("/v1/exchanges?sector=", "sector", "is empty"),
    ("/v1/exchanges/a-68-696-13c?revision=99", "revision", "newest revision"),
    ("/v1/provider-experience?sector=polize", "sector", "police"),
    ("/v1/changes?since=-1", "since", "0"),
    ("/v1/changes?since=yesterday", "since", "yesterday"),
    ("/v1/stats?limit=1", "limit", "lang"),
]


async def refused(service: Service, answer: Any, status: int) -> Any:
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    assert body["type"].startswith(f"{PUBLIC_URL}/problems/")
    page = await service.get(body["type"].removeprefix(PUBLIC_URL))
    assert page.status_code == 200
    assert body["title"] in page.text
    return body


@pytest.mark.parametrize(("address", "where", "helps"), BAD, ids=[f"{n}-{b[1]}" for n, b in enumerate(BAD)])
async def test_bad_input_is_refused_with_its_place_and_the_way_out(
    service: Service, address: str, where: str, helps: str
) -> None:
    body = await refused(service, await service.get(address), 400)
    places = {part["where"]: part["why"] for part in body["problems"]}
    assert where in places
    assert helps in places[where]
    assert len(json.dumps(body)) < 2_000, "a refusal does not send the input back whole"


async def test_everything_that_is_wrong_is_named_at_once(service: Service) -> None:
    for query in ("limit=0&lang=xx&colour=red", "provider=QQQ&sector=qqq"):
        body = await refused(service, await service.get(f"/v1/exchanges?{query}"), 400)
        assert {part["where"] for part in body["problems"]} == set(re.findall(r"(\w+)=", query))


@pytest.mark.parametrize(
    ("of", "used"),
    [
        ("/v1/exchanges?limit=1&provider=BRA", "/v1/exchanges?limit=1&provider=SLE"),
        ("/v1/exchanges?limit=1&sort=start", "/v1/exchanges?limit=1&sort=title"),
        ("/v1/exchanges?limit=1", "/v1/provider-experience?limit=1"),
        ("/v1/needs?limit=1", "/v1/offers?limit=1"),
        ("/v1/changes?limit=1", "/v1/changes?limit=1&since=1"),
    ],
)
async def test_the_cursor_of_another_question_is_refused(service: Service, of: str, used: str) -> None:
    cursor = (await service.read(of))["page"]["next"]
    answer = await service.get(f"{used}&cursor={cursor}")
    (part,) = (await refused(service, answer, 400))["problems"]
    assert part["where"] == "cursor"
    assert "another question" in part["why"]


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/v1/exchanges/a-68-696-13z", "a-68-696-13c"),
        ("/v1/countries/Libera", "LBR"),
        ("/v1/sectors/polize", "police"),
        ("/v1/institutions/capmach", "capmatch"),
        ("/v1/needs/a-68-696-need-lbr-revenu", "a-68-696-need-lbr-revenue"),
        ("/v1/sources/a-68-697", "a-68-696"),
    ],
)
async def test_an_unknown_id_is_not_found_and_near_ids_are_named(
    service: Service, described: Described, address: str, nearest: str
) -> None:
    body = await refused(service, await service.get(address), 404)
    assert nearest in body["nearest"]
    assert described.complaints(address.rpartition("/")[0] + "/{id}", body, 404) == []


@pytest.mark.parametrize(
    "address",
    [
        "/v1/sectors/a-68-696-13c",
        "/v1/exchanges/police",
        "/v1/nothing",
        "/v2/exchanges",
        "/problems/nothing",
        "/v1/exchanges/",
    ],
)
async def test_a_record_of_another_kind_and_an_unknown_path_are_not_found(
    service: Service, address: str
) -> None:
    await refused(service, await service.get(address), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_nothing_is_written_over_http(service: Service, method: str) -> None:
    answer = await service.client.request(method, "/v1/exchanges/a-68-696-13c", json={})
    await refused(service, answer, 405)
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "raw",
    [
        b"/v1/exchanges?q=%zz",
        b"/v1/exchanges?q=100%",
        b"/v1/exchanges/%f",
        b"/v1/exchanges?q=%ff%fe",
        b"/v1/sectors/%c3%28",
    ],
)
async def test_an_address_that_cannot_be_decoded_is_refused(service: Service, raw: bytes) -> None:
    """The bytes go to the application as they are: clients mend addresses before they send them."""
    path, _, query = raw.partition(b"?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path.decode(), "raw_path": path, "query_string": query, "root_path": "", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await service.app(scope, receive, send)
    assert sent[0]["status"] == 400
    assert dict(sent[0]["headers"])[b"content-type"] == b"application/problem+json"
    (part,) = json.loads(sent[1]["body"])["problems"]
    assert part["where"] == "address"


INJECTIONS = [
    "' OR 1=1 --", "}) RETURN 1 //", "<script>alert(1)</script>", "../../etc/passwd", "=1+1", "\u0000",
    "\u202eabc", "%", "*", '"', "a" * 100, "😀",
]  # fmt: skip


@pytest.mark.parametrize("value", INJECTIONS, ids=range(len(INJECTIONS)))
async def test_an_injection_in_a_parameter_is_refused_or_finds_nothing(service: Service, value: str) -> None:
    for name in ExchangeListParams.model_fields.keys() - {"q"}:
        answer = await service.get("/v1/exchanges", None, **{name: value})
        assert answer.status_code == 400, (name, value)
        assert "<script>" not in answer.text or answer.headers["content-type"] == "application/problem+json"
    for noun in ("exchanges", "countries", "sectors"):
        answer = await service.client.get(f"/v1/{noun}/{quote(value, safe='')}")
        assert answer.status_code in (400, 404), (noun, value)


@pytest.mark.parametrize(
    "body",
    [
        rb'{"recipient": "\ud800", "sectors": ["revenue"]}', rb'{"recipient": "LBR", "sectors": ["\udfff"]}',
        rb'{"recipient": "LBR", "sectors": ["revenue"], "as_of": "\ud800"}',
        rb'{"recipient": "LBR", "sectors": ["revenue"], "\ud800": 1}',
        rb'{"recipient": "LBR", "sectors": ["revenue"], "requirements": {"regions": ["\ud800"]}}',
    ],
)  # fmt: skip
async def test_half_a_character_in_a_body_is_refused_like_any_other_wrong_value(
    service: Service, body: bytes
) -> None:
    answer = await service.client.post(
        "/v1/suggestions", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["problems"]


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (b'{"recipient": "LB', "body", "is no JSON after character 14"),
        (b"[" * 20_000, "body", "cannot be read: send JSON"),
        (b"[" * 100_000, "body", "is longer than 65536 bytes"),
        (b'{"recipient": %s, "sectors": ["revenue"]}' % (b"[" * 200 + b"]" * 200), "recipient", "[[["),
        (b'{"recipient": ' + b"9" * 5_000 + b"}", "body", "cannot be read: send JSON"),
        (b'{"recipient": 5, "sectors": ["revenue"]}', "recipient", "5 is no text"),
        (b'{"recipient": "LBR", "sectors": ["revenue"], "as_of": "soon"}', "as_of", "soon is no date: write"),
        (b'{"recipient": "LBR", "sectors": ["revenue"], "requirements": {"gender_expertise": 0}}',
         "requirements.gender_expertise", "0 is neither true nor false"),
        (b'{"recipient": "LBR", "sectors": ["revenue"], "as_of": "2013-02-30"}', "as_of",
         "2013-02-30 is not in the calendar"),
    ],
    ids=range(9),
)  # fmt: skip
async def test_a_body_is_refused_in_our_words(service: Service, content: bytes, where: str, why: str) -> None:
    headers = {"content-type": "application/json"}
    answer = await service.client.post("/v1/suggestions", content=content, headers=headers)
    (part,) = (await refused(service, answer, 400))["problems"]
    assert part["where"] == where
    assert part["why"].startswith(why)


@pytest.mark.parametrize("path", ["/v1/exchanges", "/v1/stats", "/healthz"])
async def test_a_crowd_of_wrong_parameters_is_refused_by_the_first_of_them(
    service: Service, path: str
) -> None:
    answer = await service.get(f"{path}?" + "&".join(f"wrong{n}=1" for n in range(499)))
    body = await refused(service, answer, 400)
    assert len(body["problems"]) == 20
    assert body["detail"].startswith("More than 20 things are wrong")
