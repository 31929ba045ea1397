"""A verb of the past goes on with the main verb, and no infinitive or "must" ahead of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading, Statement
from tests.readings.background import OPENING

Read = Callable[..., Reading]


def _positions(reading: Reading) -> list[tuple[str, str, str]]:
    return [(p.actor, p.stance, p.issue) for p in reading.claims if isinstance(p, Position)]


def test_what_is_promised_is_no_part_of_anothers_proposal(read: Read) -> None:
    reading = read(
        "Norland took note of Sudmark's proposal to shut the reef until June and undertook to "
        "reply by Friday."
    )
    told = _positions(reading)
    assert ("Sudmark", "proposes", "reply by Friday") not in told
    assert not any("undertook" in issue for _, _, issue in told)


def test_what_is_said_ends_where_another_saying_begins(read: Read) -> None:
    reading = read(
        OPENING
        + "Sudmark stressed that old fishing rights must be respected and recalled that it "
        "had never been asked."
    )
    said = {s.cue.text: s.main.text for s in reading.of(Statement) if s.cue is not None}
    assert said == {
        "stressed": "old fishing rights must be respected",
        "recalled": "it had never been asked",
    }
    assert ("Sudmark", "demands", "old fishing rights must be respected") in _positions(reading)


def test_behind_there_was_the_one_who_spoke_does_it(read: Read) -> None:
    reading = read(
        OPENING + "Sudmark's minister insisted there was no more money on the table and ruled out "
        "arbitration."
    )
    assert ("Sudmark", "rejects", "arbitration") in _positions(reading)


def test_what_another_had_done_goes_on_with_what_it_did(read: Read) -> None:
    reading = read(
        OPENING + "Norland insisted Sudmark had threatened to close the strait and rejected every "
        "compromise."
    )
    assert ("Sudmark", "rejects", "every compromise") in _positions(reading)
    assert ("Norland", "rejects", "every compromise") not in _positions(reading)


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("Norland urged Sudmark to lift the levy and free the crews.", "free the crews"),
        ("Norland, which keeps the levy and rejected a vote, left the talks.", "a vote"),
    ],
)
def test_verbs_of_one_form_stay_together(read: Read, sentence: str, issue: str) -> None:
    told = _positions(read(OPENING + sentence))
    assert any(actor == "Norland" and at.endswith(issue) for actor, _, at in told)


def test_a_deal_that_there_is_not_is_nothing_to_reject(read: Read) -> None:
    told = _positions(read(OPENING + "No deal on the toll was reached. Sudmark rejected it."))
    assert ("Sudmark", "rejects", "No deal on the toll") not in told
