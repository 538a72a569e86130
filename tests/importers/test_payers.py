"""Funders and supporters among the providers, by the row's own words; silence changes nothing."""

from __future__ import annotations

import time

import pytest

from tests.importers.lists import found, read, roles, row, taken

LEAST_WORK = 0.02
"""Seconds below which times are noise."""
TRAINED = "Engineers of Ardania trained those of Cavira. "


@pytest.mark.parametrize(
    "words",
    [
        "The project was funded by Nordmark.", "It was co-financed by the Government of Nordmark and UNDP.",
        "Nordmark funded the project.", "Nordmark provided financial resources to Cavira.",
        "It had a grant of $1 million from Nordmark.", "It was funded by the Nordmark Fund for Peace.",
        "With the support of Nordmark and other donors, wells were dug.",
        "The Government of Nordmark partnered with UNDP to provide financial assistance.",
    ],
)  # fmt: skip
def test_a_provider_whose_money_the_text_shows_becomes_an_inferred_funder_with_the_words(words: str) -> None:
    reading = read(row(providers="ARD,NDM", text=TRAINED + words))
    assert roles(taken(reading)) == {
        "provider ARD": "stated", "recipient CAV": "stated", "funder NDM": "inferred",
    }  # fmt: skip
    quote = taken(reading).participations[-1].citations[0].quote
    assert quote is not None
    assert quote in words
    assert "not a provider" in found(reading, "funder-among-providers").done


@pytest.mark.parametrize(
    "words", ["The project was supported by Nordmark.", "Nordmark supported this project.",
              "It was developed with support from the Government of Nordmark and UNDP."],
)  # fmt: skip
def test_support_without_a_word_of_money_is_support(words: str) -> None:
    reading = read(row(providers="ARD,NDM", text=TRAINED + words))
    assert "supporter NDM" in roles(taken(reading))
    assert "provider NDM" not in roles(taken(reading))


@pytest.mark.parametrize(
    "words",
    ["Funded by Nordmark, Cavira learned from the experience of Nordmark.",
     "It was funded by Nordmark. Experts came from Ardania and Nordmark."],
)  # fmt: skip
def test_a_funder_that_the_text_also_names_otherwise_stays_a_provider(words: str) -> None:
    record = taken(read(row(providers="ARD,NDM", text=words)))
    assert {"provider NDM", "funder NDM"} <= roles(record).keys()


def test_the_column_of_bodies_shows_a_fund_too() -> None:
    reading = read(row(providers="ARD,NDM", entities="UNDP,Nordmark Trust Fund"))
    assert found(reading, "funder-among-providers").proposal == "funder: “Nordmark Trust Fund”"


@pytest.mark.parametrize(
    "words",
    [
        "Wells were funded by Cavira.",
        "It was funded by UNDP Nordmark.",
        "Nordmark gave advice.",
        "A US$ 5 grant.",
    ],
)
def test_what_the_text_does_not_say_of_a_provider_is_not_inferred(words: str) -> None:
    record = taken(read(row(providers="ARD,NDM", text=TRAINED + words)))
    assert roles(record).get("provider NDM") == "stated"
    assert not any(role.startswith("funder") for role in roles(record))


def test_a_northern_provider_of_whom_the_text_is_silent_is_named_and_kept() -> None:
    reading = read(row(providers="ARD,NDM", text=TRAINED))
    assert found(reading, "northern-provider").value == "NDM"
    assert roles(taken(reading))["provider NDM"] == "stated"


def test_what_remains_on_both_sides_without_the_funder_is_mutual() -> None:
    record = taken(read(row(hosts="ARD,CAV", providers="ARD,CAV,NDM", text="Funded by Nordmark.")))
    assert record.mutual
    assert list(roles(record)) == ["participant ARD", "participant CAV", "funder NDM"]


@pytest.mark.parametrize(
    "piece", ["Nordmark, ", "A-", "1,2,", "funding from ", "Nordmark Fund ", "of the ", "a@", "@a.", "USD 1 "]
)
def test_no_text_makes_the_search_slow(piece: str) -> None:
    """A text of eight times the length takes about eight times the work, nowhere near the square of that."""
    assert _work(piece, 16_000) < 24 * max(_work(piece, 2_000), LEAST_WORK)


def _work(piece: str, length: int) -> float:
    """Processor time of this process for reading a row of that length, in seconds; the least of three."""
    words = piece * (length // len(piece))
    rows = row(providers="ARD,NDM", text="Funded by " + words, entities=words)
    times = []
    for _ in range(3):
        began = time.process_time()
        read(rows)
        times.append(time.process_time() - began)
    return min(times)
