"""Annotations of commitments keep no words, and what is read is counted as the module says."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from detente.model.vocabulary import Act, CheckResult
from evals.commitments.scoring import FAMILIES, FOLDER, HALVES, SPLIT, count, digest, ids

FEWEST_REPORTS = 60
KEYS = {
    "commitments": {"evidence", "by", "what", "agreement", "clause", "date", "to", "condition"},
    "compliance": {"evidence", "by", "commitment", "act", "told_by", "denied_by", "monitor"}
    | {"finding", "date"},
}
WORDS = {"what", "agreement", "clause", "condition", "commitment"}


def annotations() -> dict[str, Any]:
    return {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.json"))}


def test_enough_reports_are_annotated_and_each_is_in_one_half() -> None:
    halves = [set(ids(half)) for half in HALVES]
    assert not halves[0] & halves[1]
    assert halves[0] | halves[1] == set(annotations())
    assert len(annotations()) >= FEWEST_REPORTS
    assert len(digest()) == 16
    assert set(json.loads(SPLIT.read_text("utf-8"))) == {"note", *HALVES}


@pytest.mark.parametrize("family", FAMILIES)
def test_annotations_are_places_and_values(family: str) -> None:
    for one in annotations().values():
        for item in one[family]:
            assert set(item) - {"optional"} <= KEYS[family]
            assert set(item["evidence"]) == {"start", "end"}
            for name in WORDS & set(item):
                assert set(item[name]) == {"words"}
                assert all(start < end for start, end in item[name]["words"])


def test_accounts_have_the_acts_and_findings_of_the_codebook() -> None:
    for one in annotations().values():
        for item in one["compliance"]:
            assert item["act"] in get_args(Act)
            assert item.get("finding") in (None, *get_args(CheckResult))


class Names:
    """Names that are the same if they are equal."""

    def party(self, read: str, gold: str) -> bool:
        return read == gold


def account(start: int, end: int, **more: object) -> dict[str, Any]:
    span = {"start": start, "end": end}
    told = {"by": "Torvania", "act": "violated", "told_by": "Kestland", "denied_by": []}
    return {"evidence": span, "date": None, "confidence": 0.8, **told, **more}


def read_as(*accounts: dict[str, Any]) -> dict[str, Any]:
    return {"commitments": [], "compliance": list(accounts)}


GOLD = read_as(account(0, 40))


def match(read: list[Any], gold: list[Any], closeness: Any) -> list[tuple[int, int]]:
    return [(i, j) for i, r in enumerate(read) for j, g in enumerate(gold) if closeness(r, g)][:1]


@pytest.mark.parametrize(
    ("read", "counted", "teller", "swapped", "narrated"),
    [
        (account(0, 20), (1, 0, 0), [True], [False], [False]),
        (account(30, 100), (0, 1, 1), [], [], []),  # less than half of the shorter
        (account(0, 40, act="delayed"), (0, 1, 1), [], [False], [False]),
        (account(0, 40, told_by="narrator"), (1, 0, 0), [False], [False], [True]),
        (account(0, 40, by="Kestland", told_by="Torvania"), (0, 1, 1), [], [True], [False]),
    ],
)
def test_an_account_is_right_by_its_words_its_party_and_its_act(
    read: dict[str, Any],
    counted: tuple[int, int, int],
    teller: list[bool],
    swapped: list[bool],
    narrated: list[bool],
) -> None:
    tallies, found = count(match, read_as(read), GOLD, Names())
    one = tallies["compliance"]
    assert (one.tp, one.fp, one.fn) == counted
    assert (found["teller"], found["swapped"], found["narrated"]) == (teller, swapped, narrated)


def test_a_borderline_item_counts_neither_way_however_often_it_is_read() -> None:
    gold = read_as(account(0, 40, optional=True))
    tallies, _ = count(match, read_as(account(0, 40), account(2, 30)), gold, Names())
    assert (tallies["compliance"].tp, tallies["compliance"].fp, tallies["compliance"].fn) == (
        0,
        0,
        0,
    )
