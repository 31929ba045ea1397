"""Convergence, turning points and gaps: what moves, what only is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from detente.analysis import convergence, gaps, turning_points
from detente.analysis.possible import with_possible
from detente.model.claims import Contact
from detente.model.snapshot import Entry, Snapshot
from detente.model.text import Evidence
from detente.model.vocabulary import Stance, Status
from tests.analysis.world import World

START = dt.date(2031, 3, 1)


def told(*stances: tuple[str, str, list[tuple[int, Stance]]]) -> Snapshot:
    """Parties, propositions (an issue each) and stances by day; the last is in force."""
    world = World()
    standings = []
    for party, text, path in stances:
        held = []
        for day, stance in path:
            world.say(party, stance, text, issue=f"about {text}")
            one = world.standings.pop()
            held.append(replace(one.own[0], since=START + dt.timedelta(days=day)))
        standings.append(replace(one, own=(held[-1],), earlier=tuple(reversed(held[:-1]))))
    world.standings = standings
    return world.snapshot()


def test_a_move_toward_the_other_closes_the_band() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects"), (9, "accepts")]),
        ("Sudmark", "a vote", [(2, "demands")]),
    )
    rows = [row.cells for row in convergence(snapshot).rows]
    assert [row[3:6] for row in rows] == [
        ("2031-03-01", 0, 100),
        ("2031-03-03", 0, 0),
        ("2031-03-10", 100, 100),
    ]
    assert [row[7] for row in rows] == [None, None, "Norland"]


def test_silence_widens_the_band_and_is_no_move() -> None:
    both = told(("Norland", "a vote", [(0, "accepts")]), ("Sudmark", "a vote", [(5, "accepts")]))
    rows = [row.cells for row in convergence(both).rows]
    assert [row[4:6] for row in rows] == [(0, 100), (100, 100)]
    assert all(row[7] is None and row[8] is None for row in rows)


def test_changes_together_are_a_turning_point_and_slow_drift_is_none() -> None:
    together = told(
        ("Norland", "a vote", [(0, "rejects"), (20, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (21, "accepts")]),
    )
    (found,) = turning_points(together).rows
    assert found.cells[:2] == ("2031-03-21", "2031-03-22")
    assert "Norland on “a vote”: rejects (2031-03-01) → accepts" in str(found.cells[3])
    apart = told(
        ("Norland", "a vote", [(0, "rejects"), (20, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (40, "accepts")]),
    )
    assert turning_points(apart).rows == ()


def test_what_was_near_is_told_as_it_was_first_and_not_by_the_change_s_own_report() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects"), (20, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (21, "accepts")]),
    )
    change = next(held for one in snapshot.standings for held in one.own)
    day, last = START + dt.timedelta(days=20), START + dt.timedelta(days=21)
    of_change = replace(change.entry.sightings[0], published=day)
    now = replace(change, entry=replace(change.entry, sightings=(of_change,)))
    standings = (replace(snapshot.standings[0], own=(now,)), *snapshot.standings[1:])

    def contact(status: Status, words: str, report: str, published: dt.date) -> Entry:
        claim = Contact(
            evidence=(Evidence(report=report, start=0, end=len(words), text=words),),
            kind="talks",
            participants=(),
            status=status,
        )
        entry = World().entry(claim)
        return replace(entry, sightings=(replace(entry.sightings[0], published=published),))

    planned = contact("planned", "talks are due", "r-1", day - dt.timedelta(days=2))
    held = contact("held", "talks were held", "r-2", last + dt.timedelta(days=30))
    both = replace(held, sightings=(*planned.sightings, *held.sightings))
    again = contact("planned", "talks are due", "r-3", day - dt.timedelta(days=1))
    beside = contact("planned", "talks follow the yes", of_change.report, day)
    after = contact("held", "talks went on", "r-4", last + dt.timedelta(days=14))
    late = contact("held", "talks ended", "r-5", last + dt.timedelta(days=15))
    contacts = (both, again, beside, after, late)
    (row,) = turning_points(replace(snapshot, standings=standings, contacts=contacts)).rows
    assert row.cells[2] == "2031-03-19 “talks are due”"
    assert row.cells[4] == "2031-04-05 “talks went on”"
    assert {both.id, again.id, after.id} <= set(row.basis)
    assert not {beside.id, late.id} & set(row.basis)


def test_a_demand_that_is_withdrawn_is_told_so_under_the_three_heads() -> None:
    snapshot = told(
        ("Norland", "a fee", [(0, "demands"), (20, "offers")]),
        ("Sudmark", "a court", [(0, "rejects"), (21, "accepts")]),
    )
    first, *rest = snapshot.standings
    (now,) = first.own
    taken_back = replace(now, position=replace(now.position, move="withdraws"))
    found = turning_points(replace(snapshot, standings=(replace(first, own=(taken_back,)), *rest)))
    heads = [column.split(",")[0] for column in found.columns[2:]]
    assert heads == ["possible precipitants", "departure", "possible consequences"]
    (row,) = found.rows
    assert "Norland on “a fee”: demands (2031-03-01) → withdrawn" in str(row.cells[3])


def test_a_demand_that_is_withdrawn_agrees_with_nobody() -> None:
    snapshot = told(
        ("Norland", "a fee", [(0, "demands"), (9, "offers")]),
        ("Sudmark", "a fee", [(2, "demands")]),
    )
    first, *rest = snapshot.standings
    (now,) = first.own
    taken_back = replace(now, position=replace(now.position, move="withdraws"))
    found = replace(snapshot, standings=(replace(first, own=(taken_back,)), *rest))
    rows = [row.cells for row in convergence(found).rows]
    assert [row[4:6] for row in rows] == [(0, 100), (100, 100), (0, 100)]
    assert rows[-1][8] == "Norland"


def test_a_gap_is_where_a_party_was_not_heard() -> None:
    world = World()
    world.say("Norland", "demands", "a vote")
    world.say("Sudmark", "rejects", "a vote", voice="narrator")
    world.say("Halmar", "accepts", "a court", issue="i-2")
    found = [row.cells[1:6] for row in gaps(world.snapshot()).rows]
    assert found == [
        ("a vote", "Halmar", None, "Sudmark", None),
        ("a court", "Norland, Sudmark", None, None, None),
    ]


def by_others(snapshot: Snapshot, party: str, *tellers: str) -> Snapshot:
    """The snapshot with what a party holds told by others: each stance by one of the tellers."""
    standings = []
    for one in snapshot.standings:
        if one.party == party:
            held = sorted((*one.own, *one.earlier), key=lambda h: str(h.since))
            others = tuple(
                replace(h, position=replace(h.position, voice="counterpart", reported_by=teller))
                for h, teller in zip(held, tellers, strict=True)
            )
            told_of = replace(one, own=(), earlier=(), others=others, stance=None)
            standings.append(told_of)
        else:
            standings.append(one)
    return replace(snapshot, standings=tuple(standings))


def test_what_others_say_is_followed_where_asked_for_and_it_says_of_whom() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects"), (9, "accepts")]),
        ("Sudmark", "a vote", [(2, "demands")]),
    )
    found = by_others(snapshot, "Norland", "Sudmark", "Sudmark")
    assert convergence(found).rows == ()
    with_accounts = convergence(found, "all")
    assert [row.cells[4:6] for row in with_accounts.rows] == [(0, 100), (0, 0), (100, 100)]
    assert with_accounts.rows[-1].cells[7] == "Norland"
    assert "By accounts of others alone: Norland on “a vote”." in with_accounts.caveats


def test_who_spoke_itself_on_no_known_day_is_not_followed_by_what_others_say() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects")]), ("Sudmark", "a vote", [(2, "demands")])
    )
    first, *rest = snapshot.standings
    (own,) = first.own
    other = replace(own, position=replace(own.position, voice="counterpart"))
    undated = replace(first, own=(replace(own, since=None),), others=(other,))
    assert convergence(replace(snapshot, standings=(undated, *rest)), "all").rows == ()


def test_two_tellers_who_differ_are_no_move() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects"), (9, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (8, "accepts")]),
    )
    one = by_others(snapshot, "Norland", "Sudmark", "Sudmark")
    two = by_others(snapshot, "Norland", "Sudmark", "Halmar")
    (row,) = turning_points(one, "all").rows
    assert "Norland (as Sudmark says) on “a vote”: rejects (2031-03-01) → accepts" in str(
        row.cells[3]
    )
    assert turning_points(one).rows == turning_points(two, "all").rows == ()


def test_a_party_s_own_word_counts_before_what_others_say() -> None:
    world = World()
    world.say("Norland", "accepts", "a vote")
    world.say("Sudmark", "accepts", "a vote")
    plain = world.snapshot()
    other = World()
    other.say("Norland", "rejects", "a vote", voice="narrator")
    first, second = plain.standings
    both = replace(plain, standings=(replace(first, others=other.standings[0].others), second))
    assert convergence(both, "all").rows == convergence(plain).rows


def test_what_is_not_sure_is_followed_where_asked_for_and_marked() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects"), (20, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (21, "accepts")]),
    )
    standings = tuple(
        replace(
            one,
            own=(),
            earlier=(),
            stance=None,
            possible=tuple(
                replace(h, entry=replace(h.entry, sure=False)) for h in (*one.own, *one.earlier)
            ),
        )
        for one in snapshot.standings
    )
    perhaps = replace(snapshot, standings=standings)
    assert turning_points(perhaps).rows == ()
    (row,) = turning_points(with_possible(perhaps)).rows
    assert "possibly Norland on “a vote”: rejects (2031-03-01) → accepts" in str(row.cells[3])


def test_who_is_known_by_accounts_is_no_gap_where_they_are_asked_for() -> None:
    world = World()
    world.say("Norland", "demands", "a vote")
    world.say("Sudmark", "rejects", "a vote", voice="narrator")
    world.say("Halmar", "accepts", "a court", issue="i-2")
    found = gaps(world.snapshot(), "all")
    assert [row.cells[1:6] for row in found.rows] == [
        ("a vote", "Halmar", None, None, None),
        ("a court", "Norland, Sudmark", None, None, None),
    ]
    assert any("by accounts of others alone" in one for one in found.caveats)
