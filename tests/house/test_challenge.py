"""The challenge sets hold, and their notation means what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading
from detente.model.text import make_report
from detente.readings.readers import reader
from evals.challenge import (
    HALVES,
    PUBLISHED,
    RETRIEVED,
    Passage,
    Rates,
    faults,
    load_passages,
    measure,
    occurs,
    titles,
    under_floor,
)

FEWEST_PASSAGES = 80


@pytest.fixture(scope="module")
def read() -> Callable[[str], Reading]:
    """Return what reads a passage as the challenge does."""
    reads = reader("rules")
    return lambda text: reads.read(make_report(text, retrieved=RETRIEVED, published=PUBLISHED))


@pytest.fixture(scope="module", params=["rules", "learned"])
def rates(request: pytest.FixtureRequest) -> dict[tuple[str, str], Rates]:
    """Return how each half of each set is read, by wordings alone and with what was learned."""
    return {(r.challenge, r.half): r for r in measure(reader(request.param))}


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("name", sorted(titles()))
def test_what_must_never_be_read_is_not(
    rates: dict[tuple[str, str], Rates], name: str, half: str
) -> None:
    assert under_floor([rates[name, half]]) == ()


@pytest.mark.parametrize("name", sorted(titles()))
def test_a_set_is_large_enough_and_halved(name: str) -> None:
    passages = load_passages([name])
    halves = [sum(p.half == half for p in passages) for half in HALVES]
    assert sum(halves) >= FEWEST_PASSAGES
    assert abs(halves[0] - halves[1]) <= 1
    assert len({p.text for p in passages}) == len(passages)
    assert all(p.never or p.expect for p in passages)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Norland rejected the cap.", "Norland rejects"),
        ("Norland rejected the cap.", "Norland rejects plainly"),
        ("Norland has reportedly rejected the cap.", "Norland rejects hedged"),
        ("Norland said that it rejected the cap.", "Norland own"),
        ("Norland and Sudmark met in Bergholm on Monday.", "contact held"),
        ('"The cap is dead," Ole Strand of Norland said.', "Strand says: The cap is dead"),
        ("A diplomat said the cap was dead.", "unnamed says"),
        ("Ole Strand of Norland said the cap was a mistake.", "Strand judges"),
        ("Norland agreed to lift the fee by June.", "Norland owes: lift the fee"),
        ("Norland accused Sudmark of breaking the truce.", "Sudmark violated told Norland"),
        ("Norland broke the truce.", "Norland violated told report"),
        ("Norland denied breaking the truce.", "Norland any told nobody denied Norland"),
    ],
)
def test_an_outcome_that_was_read_occurs(
    read: Callable[[str], Reading], text: str, outcome: str
) -> None:
    assert occurs(outcome, read(text))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Norland rejected the cap.", "Norland accepts"),
        ("Norland rejected the cap.", "Norland own"),
        ("Norland and Sudmark will meet on Friday.", "contact held"),
        ("A diplomat of Norland said the cap was dead.", "Norland says"),
        ("Ole Strand denied that the cap was dead.", "Strand says: the cap was dead"),
        ("Norland agreed to lift the fee by June.", "Norland owes: raise the fee"),
        ("Norland accused Sudmark of breaking the truce.", "Sudmark violated told report"),
        ("Norland accused Sudmark of breaking the truce.", "Norland any"),
        ("Norland broke the truce.", "Norland violated denied Norland"),
    ],
)
def test_an_outcome_that_was_not_read_does_not(
    read: Callable[[str], Reading], text: str, outcome: str
) -> None:
    assert not occurs(outcome, read(text))


@pytest.mark.parametrize(
    ("never", "expect", "found"),
    [
        ((), "Norland rejects", ()),
        (("Norland rejects",), None, ("Norland rejects",)),
        ((), "Norland accepts", ("not Norland accepts",)),
        ((), "Sudmark accepts", ()),  # nothing was read of Sudmark
    ],
)
def test_a_fault_is_what_is_forbidden_or_in_the_place_of_what_is_expected(
    read: Callable[[str], Reading],
    never: tuple[str, ...],
    expect: str | None,
    found: tuple[str, ...],
) -> None:
    text = "Norland rejected the cap."
    assert faults(Passage("stance", "tune", text, never, expect), read(text)) == found
