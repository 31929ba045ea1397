"""What changed is looked for among what was touched, and that finds all that did."""

import contextlib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.alerting import families, fired
from detente.model.alerts import FORMS, parse_rule
from detente.model.errors import DetenteError
from detente.record import Record, open_record
from detente.record.database import Database
from detente.record.deltas import changes
from detente.record.facts import View
from detente.record.folded import Folded
from detente.record.kept import EVERY_FAMILY, Kept
from tests.record.build import NOON, Clock, Draft
from tests.record.places import Places
from tests.record.test_growing import Deed, deeds, reports


class Looks:
    """States of a record as they are one after another, each grown from the one before."""

    def __init__(self, name: str) -> None:
        self.database = Database(name, busy_timeout_s=10.0)
        self.database.open(create=False, now=Clock())
        self.kept = Kept(self.database)
        self.kept.keep_whole()

    def now(self, record: Record) -> Folded:
        return self.kept.folded(View(None, record.last_entered(), "internal"), EVERY_FAMILY)


def do(record: Record, act: Draft | Deed) -> None:
    if isinstance(act, Draft):
        record.enter([act.reading()])
        return
    with contextlib.suppress(DetenteError):
        act(record)


def compared(old: Folded, new: Folded) -> tuple[object, object]:
    """What changed, found among what was touched, and among all that there is."""
    every = replace(old, mark=object())
    since, until = NOON, NOON.replace(hour=23)
    return tuple(changes(one, new, since=since, until=until, today=NOON) for one in (old, every))  # type: ignore[return-value]


@settings(max_examples=12)
@given(st.lists(st.one_of(reports(), reports(), deeds()), min_size=2, max_size=7))
def test_what_was_touched_is_all_that_changed(
    places_once: Places, acts: list[Draft | Deed]
) -> None:
    name = places_once()
    with open_record(name, now=Clock(), create=True) as record:
        looks = Looks(name)
        states = [looks.now(record)]
        for act in acts:
            do(record, act)
            states.append(looks.now(record))
            for old in states[-4:-1]:
                found, whole = compared(old, states[-1])
                assert found == whole
        looks.database.close()


def test_of_what_is_not_touched_nothing_is_asked(places: Places) -> None:
    name = places()
    ons = ("a harbour fee", "the pilots' pay", "unarmed patrols")
    drafts = [
        Draft(f"Norland rejects {on}, it said.", f"2031-03-0{number}").position(
            "Norland", "rejects", on, f"Norland rejects {on}"
        )
        for number, on in enumerate(ons, 1)
    ]
    with open_record(name, now=Clock(), create=True) as record:
        looks = Looks(name)
        record.enter(draft.reading() for draft in drafts[:2])
        old = looks.now(record)
        record.enter([drafts[2].reading()])
        new = looks.now(record)
        touched = new.touched_since(old.mark)
        assert touched is not None and len(touched) == 1
        assert new.touched_since(new.mark) == frozenset()
        assert old.touched_since(new.mark) is None
        looks.database.close()


@settings(max_examples=8)
@given(st.lists(st.one_of(reports(), deeds()), min_size=2, max_size=6))
def test_rules_find_the_same_where_only_what_they_ask_about_is_folded(
    places_once: Places, acts: list[Draft | Deed]
) -> None:
    with open_record(places_once(), now=Clock(), create=True) as record:
        for act in acts:
            do(record, act)
        since = NOON.replace(minute=3)
        every = record.news(since, up_to="internal")
        for form in FORMS:
            rule = parse_rule(form.example)
            some = record.news(since, up_to="internal", families=families([rule]))
            found = fired(rule, some.delta, some.known, possible=True)
            assert found == fired(rule, every.delta, every.known, possible=True), form.example
