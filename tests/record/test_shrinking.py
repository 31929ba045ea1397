"""The record as it was, taken from what it is now, is what folding it by itself gives."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.text import Mark
from detente.record import open_record
from detente.record.added import with_added
from detente.record.database import Database
from detente.record.deltas import changes
from detente.record.facts import View
from detente.record.folded import Folded
from detente.record.kept import EVERY_FAMILY, Kept
from detente.record.loading import load_within, open_shelf
from detente.record.shrinking import Smaller, shrink
from detente.record.standing import standings
from tests.record.build import NOON, Clock, Draft
from tests.record.places import Places
from tests.record.test_growing import Deed, deeds, rare_deeds, reports
from tests.record.test_touched import do

DAY = dt.date(2031, 3, 3)


class Twice:
    """Two states of a record, the earlier one taken from the later one, and folded."""

    def __init__(self, name: str) -> None:
        self.database = Database(name, busy_timeout_s=10.0)
        self.database.open(create=False, now=Clock())
        self.kept = Kept(self.database)
        self.kept.keep_whole()

    def __call__(self, before: View, after: View) -> tuple[Folded, Smaller | None, Folded]:
        new = self.kept.folded(after, EVERY_FAMILY)
        with self.database.read() as connection:
            shelf = open_shelf(connection, EVERY_FAMILY)
            view = replace(before, up_to=new.state.view.up_to)
            state = load_within(shelf, view, new.state)
            smaller = shrink(new, with_added(connection, state, EVERY_FAMILY))
        return new, smaller, Kept(self.database).folded(before, EVERY_FAMILY)


def lines(folded: Folded) -> dict[str, list[object]]:
    """The live entries of a state by family, in no order, with what they are made from."""
    return {
        family: sorted(
            (entry.id, sorted(folded.seen[i].claim for i in folded.groups[entry.id].members))
            for entry in entries
        )
        for family, entries in folded.by_family.items()
        if entries
    }


def check(twice: Twice, before: View, after: View) -> Smaller | None:
    """Compare what changed, and the lines as they were, where one comes of the other."""
    new, smaller, alone = twice(before, after)
    if smaller is None:
        return None
    since = before.known_by or before.as_of
    assert since is not None
    found = changes(smaller.folded, new, since=since, until=None, today=NOON, smaller=smaller)
    assert found == changes(alone, new, since=since, until=None, today=NOON)
    assert lines(smaller.folded) == lines(alone)
    assert standings(smaller.folded) == standings(alone)
    for name in smaller.touched & smaller.folded.entries.keys():
        assert smaller.folded.entries[name] == alone.entries[name]
    return smaller


def check_kept(twice: Twice, before: View, after: View) -> None:
    """Compare what changed by a state that was kept while the later one grew."""
    old, new, smaller = twice.kept.both(before, after, EVERY_FAMILY)
    alone = Kept(twice.database).folded(before, EVERY_FAMILY)
    since = before.known_by or NOON
    found = changes(old, new, since=since, until=None, today=NOON, smaller=smaller)
    assert found == changes(alone, new, since=since, until=None, today=NOON)


def compare(places: Places, acts: list[Draft | Deed]) -> None:
    name = places()
    with open_record(name, now=Clock(), create=True) as record:
        twice = Twice(name)
        moments = [NOON]
        for act in acts:
            do(record, act)
            mark: Mark = "public" if len(moments) % 2 else "internal"
            check(twice, View(DAY, None, mark), View(None, None, mark))
            for at in moments[-2:]:
                check(twice, View(None, at, mark), View(None, None, mark))
            check_kept(twice, View(None, moments[len(moments) // 2], "public"), View())
            moments.append(record.last_entered() or NOON)
        twice.database.close()


@settings(max_examples=6)
@given(st.lists(st.one_of(reports(), reports(), deeds()), min_size=4, max_size=9))
def test_what_it_was_is_what_folding_gives(places_once: Places, acts: list[Draft | Deed]) -> None:
    compare(places_once, acts)


@settings(max_examples=4)
@given(st.lists(st.one_of(reports(), deeds(), rare_deeds()), min_size=4, max_size=8))
def test_whatever_the_desk_does(places_once: Places, acts: list[Draft | Deed]) -> None:
    compare(places_once, acts)


def test_cells_stand_in_the_order_in_which_they_were_worded_then(places: Places) -> None:
    """What came since words the fee first, which was worded second then."""
    name = places()

    def said(on: str, day: int) -> Draft:
        draft = Draft(f"Norland demands {on}, day {day}.", f"2031-03-0{day}")
        return draft.position("Norland", "demands", on, f"Norland demands {on}", voice="own")

    with open_record(name, now=Clock(), create=True) as record:
        early = [said("the pilots' pay", 3), said("a harbour fee", 4)]
        early += [said(f"seat {n}", 5) for n in range(6)]
        record.enter([draft.reading() for draft in early])
        then = record.last_entered()
        record.enter([said("a harbour fee", 1).reading()])
        twice = Twice(name)
        before, after = View(None, then), View()
        smaller = check(twice, before, after)
        assert smaller is not None
        cells = [one.own[0].position.issue for one in standings(smaller.folded)]
        assert cells.index("the pilots' pay") < cells.index("a harbour fee")
        twice.database.close()


def test_of_ten_reports_and_one_only_the_one_is_folded_again(places: Places) -> None:
    name = places()
    with open_record(name, now=Clock(), create=True) as record:
        for day in range(1, 12):
            stance = "rejects" if day % 2 else "accepts"
            draft = Draft(f"Norland {stance} fee {day} for all, it said.", f"2031-03-{day:02}")
            draft.position("Norland", stance, f"fee {day}", f"Norland {stance} fee {day}")
            record.enter([draft.reading()])
        twice = Twice(name)
        before, after = View(dt.date(2031, 3, 10)), View()
        smaller = check(twice, before, after)
        assert smaller is not None
        assert len(smaller.touched) == 1
        twice.database.close()
