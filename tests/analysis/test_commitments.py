"""What is owed and what is told of it: by the demo's annotation, and by small cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.analysis.commitments import commitments, owed
from detente.analysis.keeping import state_of
from detente.model.accounts import CommitmentPin
from detente.model.claims import Commitment, Compliance
from detente.model.dates import parse_days
from detente.model.errors import NoSuchEntry
from detente.model.owed import Account, Owed, OwedLedger
from detente.model.snapshot import Entry, Snapshot
from detente.model.vocabulary import Act
from detente.record import Record, open_record
from tests.analysis.annotated import expected, readings
from tests.analysis.world import World

NOW = dt.datetime(2026, 6, 1, 10, 0, tzinfo=dt.UTC)
LAST = dt.date(2026, 5, 15)
DORN = "withdraw its troops from Dorn"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("annotated") / "demo.db"
    with open_record(str(path), now=lambda: NOW, create=True) as record:
        record.enter(readings())
    return path


@pytest.fixture
def record(file: Path, tmp_path: Path) -> Iterator[Record]:
    copied = tmp_path / "demo.db"
    copied.write_bytes(file.read_bytes())
    with open_record(str(copied), now=lambda: NOW) as opened:
        yield opened


def ledger(record: Record, day: dt.date = LAST) -> OwedLedger:
    return owed(record.snapshot(as_of=day))


def dorn(found: OwedLedger) -> Owed:
    (row,) = [one for one in found.rows if one.claim.what.startswith(DORN)]
    return row


def test_the_demo_stands_as_it_was_annotated(record: Record) -> None:
    found = {(one.by, str(one.due) if one.due else None, one.state) for one in ledger(record).rows}
    assert found == {(one["by"], one["due"], one["state"]) for one in expected()}
    assert len(ledger(record).rows) == len(expected())


def test_every_account_stands_with_its_commitment(record: Record) -> None:
    found = ledger(record)
    for one in expected():
        (row,) = [
            r
            for r in found.rows
            if r.by == one["by"]
            and (str(r.due) if r.due else None) == one["due"]
            and (r.claim.clause or one["clause"]) == one["clause"]
        ]
        told = {
            (s.body.main.start, t.claim.act)
            for t in (*row.told, *row.perhaps)
            for s in t.entry.sightings
        }
        assert told == {(at["start"], at["act"]) for at in one["accounts"]}
    assert found.unmatched == ()


def test_sides_of_the_withdrawal_are_told_apart(record: Record) -> None:
    row = dorn(ledger(record))
    assert row.claim.verified_by == ("Littoral Council",)
    assert [t.claim.finding for t in row.told if t.claim.finding][-1] == "not_confirmed"
    sides = {(one.teller, one.side) for one in row.told if one.teller}
    assert sides == {("Oskar Breland", "counterpart"), ("Pavel Orrin", "own")}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-04-22", "not_due"),
        ("2026-05-08", "not_due"),
        ("2026-05-09", "untested"),
        ("2026-05-10", "alleged"),
        ("2026-05-11", "disputed"),
        ("2026-05-15", "disputed"),
    ],
)
def test_a_commitment_stands_as_it_stood_on_its_day(record: Record, day: str, state: str) -> None:
    assert dorn(ledger(record, dt.date.fromisoformat(day))).state == state


def test_before_it_was_entered_nothing_is_owed(record: Record) -> None:
    moment = dt.datetime(2026, 5, 31, tzinfo=dt.UTC)
    assert owed(record.snapshot(as_of=LAST, known_by=moment)).rows == ()


def test_the_desk_pins_breaks_and_takes_back(record: Record) -> None:
    row = dorn(ledger(record))
    (perhaps,) = row.perhaps
    record.pin_commitment(row.id, perhaps.entry.id, by="ada", why="the same hall")
    pinned = dorn(ledger(record))
    assert [one.entry.id for one in pinned.told if one.link == "pinned"] == [perhaps.entry.id]
    assert pinned.perhaps == ()
    record.undo(by="ada")
    assert dorn(ledger(record)).perhaps == row.perhaps

    denial = next(one for one in row.told if one.claim.denied_by)
    record.pin_commitment(row.id, denial.entry.id, counts=False, by="ada")
    broken = ledger(record)
    assert denial.entry.id not in dorn(broken).basis
    assert denial.entry.id in {one.entry.id for one in broken.unmatched}


def test_a_pin_keeps_to_its_clock_and_its_mark(record: Record) -> None:
    row = dorn(ledger(record))
    record.pin_commitment(row.id, row.perhaps[0].entry.id, by="ada", mark="restricted")
    assert record.snapshot().commitment_pins == ()
    assert len(record.snapshot(up_to="restricted").commitment_pins) == 1
    before = NOW - dt.timedelta(seconds=1)
    assert record.snapshot(up_to="restricted", known_by=before).commitment_pins == ()


def test_only_an_account_is_pinned_to_a_commitment(record: Record) -> None:
    row = dorn(ledger(record))
    with pytest.raises(NoSuchEntry, match="is no account of compliance"):
        record.pin_commitment(row.id, row.id, by="ada")
    with pytest.raises(NoSuchEntry, match="is no commitment"):
        record.pin_commitment(row.told[0].entry.id, row.told[0].entry.id, by="ada")


def test_as_a_method_each_row_has_its_basis(record: Record) -> None:
    found = commitments(record.snapshot(as_of=LAST))
    assert len(found.rows) == len(expected()) and all(row.basis for row in found.rows)
    assert "not a violation" in found.caveats[0]


# --- small cases


def made(
    what: str = "free 120 prisoners", by: str = "Norland", **more: object
) -> tuple[World, Entry]:
    world = World()
    claim = Commitment(
        evidence=(world._words(),),
        by=by,
        what=what,
        days=more.pop("days", parse_days("2031-02-01")),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )
    return world, world.entry(claim)


def account(world: World, act: Act, told_by: str | None = "Sudmark", **more: object) -> Entry:
    given = {"by": "Norland", "commitment": "the prisoners", **more}
    return world.entry(
        Compliance(evidence=(world._words(),), act=act, told_by=told_by, **given)  # type: ignore[arg-type]
    )


def row_of(owes: Entry, *told: Entry, day: dt.date = dt.date(2031, 3, 1)) -> Owed:
    found = owed(Snapshot(as_of=day, commitments=(owes,), compliance=told))
    return found.rows[0]


def test_without_a_day_nothing_is_overdue() -> None:
    _, owes = made(days=None)
    assert row_of(owes).state == "no_day"


@pytest.mark.parametrize("day", ["1861-03-01", "2190-01-01"])
def test_a_day_that_cannot_be_is_no_day(day: str) -> None:
    _, owes = made(days=parse_days(day))
    row = row_of(owes)
    assert (row.due, row.state) == (None, "no_day")
    assert row.claim.days is not None  # it stays what was read


def test_nothing_found_is_neither_kept_nor_broken() -> None:
    _, owes = made()
    assert row_of(owes).state == "untested"


def test_an_allegation_stays_one() -> None:
    world, owes = made()
    row = row_of(owes, account(world, "violated"))
    assert row.state == "alleged"
    denied = account(world, "violated", told_by=None, denied_by=("Norland",))
    assert row_of(owes, account(world, "violated"), denied).state == "disputed"


def test_what_another_party_did_is_no_account_of_it() -> None:
    world, owes = made()
    row = row_of(owes, account(world, "violated", told_by="Norland", by="Sudmark"))
    assert row.told == () and row.perhaps == ()


def test_whose_it_is_not_said_is_of_what_shares_two_of_its_words() -> None:
    world, owes = made("free the sailors held in Lindholt")
    nobody = "unnamed: who owes it"
    near = account(world, "delayed", by=nobody, commitment="the sailors in Lindholt")
    far = account(world, "delayed", by=nobody, commitment="the sailors")
    assert [one.entry.id for one in row_of(owes, near).told] == [near.id]
    assert row_of(owes, far).told == () and row_of(owes, far).perhaps == ()


def test_a_truce_is_owed_by_all_who_signed_it() -> None:
    world, owes = made("keep the ceasefire", to=("Sudmark",), days=None)
    told = account(world, "violated", told_by="Norland", by="Sudmark", commitment="the ceasefire")
    assert [one.entry.id for one in row_of(owes, told).told] == [told.id]


def test_two_that_are_alike_are_offered_as_perhaps() -> None:
    world, first = made("free 120 prisoners in the north", days=parse_days("2031-02-01"))
    claim = replace(first.claim, what="free 40 prisoners in the south", evidence=(world._words(),))
    second = world.entry(replace(claim, days=parse_days("2031-02-20")))
    told = account(world, "fulfilled")
    found = owed(
        Snapshot(as_of=dt.date(2031, 3, 1), commitments=(first, second), compliance=(told,))
    )
    assert [len(row.told) for row in found.rows] == [0, 0]
    assert [len(row.perhaps) for row in found.rows] == [0, 1]  # nearer to the day of the account
    assert [row.state for row in found.rows] == ["untested", "untested"]


def test_what_was_told_before_it_was_owed_is_of_something_else() -> None:
    world, owes = made()
    early = account(world, "violated")
    early = replace(
        early,
        sightings=tuple(replace(s, published=dt.date(2030, 1, 1)) for s in early.sightings),
    )
    assert row_of(owes, early).told == ()


def test_as_a_method_a_state_by_what_is_possible_alone_is_possible() -> None:
    world, owes = made()
    kept = account(world, "fulfilled", "Norland")
    for sure, state in ((True, "kept"), (False, "possibly kept")):
        told = replace(kept, sure=sure)
        found = commitments(Snapshot(as_of=LAST, commitments=(owes,), compliance=(told,)))
        assert found.rows[0].cells[found.columns.index("state")] == state


@pytest.mark.parametrize(
    ("days", "sure", "state"),
    [
        ("2031-02-01", True, "overdue, no account found"),
        (None, True, "no due day named, no account found"),
        (None, False, "possibly owed: no due day named, no account found"),
    ],
)
def test_as_a_method_a_state_is_said_in_words(days: str | None, sure: bool, state: str) -> None:
    _, owes = made(days=parse_days(days) if days else None)
    given = (replace(owes, sure=sure),)
    found = commitments(Snapshot(as_of=dt.date(2031, 3, 1), commitments=given))
    assert found.rows[0].cells[found.columns.index("state")] == state


def test_what_is_possible_moves_no_sure_state() -> None:
    world, owes = made()
    sure = account(world, "fulfilled", told_by="Norland")
    doubtful = replace(account(world, "violated"), sure=False)
    row = row_of(owes, sure, doubtful)
    assert row.state == "kept" and row.state_sure and len(row.told) == 2
    alone = row_of(owes, doubtful)
    assert alone.state == "alleged" and not alone.state_sure


def test_a_pin_of_claims_that_are_gone_says_nothing() -> None:
    world, owes = made()
    told = account(world, "fulfilled", commitment="something else")
    pin = CommitmentPin(commitment=("c-gone",), account=(told.id,), counts=True)
    snapshot = Snapshot(
        as_of=dt.date(2031, 3, 1),
        commitments=(owes,),
        compliance=(told,),
        commitment_pins=(pin,),
    )
    assert owed(snapshot).rows[0].told == ()


ACCOUNTS = st.lists(
    st.tuples(
        st.sampled_from(get_args(Act)),
        st.sampled_from([None, "Norland", "Sudmark", "narrator"]),
        st.sampled_from([(), ("Norland",)]),
        st.sampled_from([None, None, "confirmed", "not_confirmed"]),
    ),
    max_size=6,
)


@given(ACCOUNTS)
def test_no_state_says_more_than_was_told(
    cases: list[tuple[Act, str, tuple[str, ...], str]],
) -> None:
    world = World()
    told = []
    for act, by, denied, finding in cases:
        entry = account(world, act, by, denied_by=denied, finding=finding)
        claim = entry.claim
        assert isinstance(claim, Compliance)
        party = None if by == "narrator" else by
        told.append(
            Account(entry=entry, claim=claim, side="other", link="matched", teller=by, party=party)
        )
    found = state_of(told, parse_days("2031-02-01"), dt.date(2031, 3, 1))
    acts = {act for act, *_ in cases}
    findings = {finding for *_, finding in cases if finding}
    assert (found.state == "untested") == (not cases)
    if found.state == "found":
        assert "confirmed" in findings
    if found.state == "not_confirmed":
        assert "not_confirmed" in findings
    if found.state in ("alleged", "suspended"):
        assert {"alleged": "violated", "suspended": "suspended"}[found.state] in acts
    if found.state == "kept":
        assert "fulfilled" in acts
    assert {one.entry.id for one in found.latest} <= {one.entry.id for one in told}
