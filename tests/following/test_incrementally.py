"""Rules told by who goes on watching are told alike by who folds the record anew each time."""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.following.alerting import find_alerts
from detente.model.alerts import FORMS, ToldAlert
from detente.model.errors import DetenteError
from detente.record import Record, open_record
from tests.following.world import HOUR, Clock
from tests.record.build import Draft
from tests.record.test_growing import Deed, deeds, rare_deeds, reports

MANY = 1_000


def with_rules(record: Record) -> None:
    for form in FORMS:
        record.alert_add(form.example, ["stdout"], "mara", possible=True)
        record.alert_add(form.example, ["desk.txt"], "mara", up_to="internal", possible=True)


def do(record: Record, act: Draft | Deed) -> None:
    if isinstance(act, Draft):
        record.enter([act.reading()])
        return
    with contextlib.suppress(DetenteError):
        act(record)


def told_on(name: str, acts: Sequence[Draft | Deed]) -> list[tuple[ToldAlert, ...]]:
    """What is told after each act by one process that goes on."""
    clock, found = Clock(), []
    with open_record(name, now=clock, create=True) as record:
        record.keep_asked()
        with_rules(record)
        for act in acts:
            clock.move(HOUR)
            do(record, act)
            find_alerts(record, clock())
            found.append(record.told("restricted", MANY))
    return found


def told_anew(name: str, acts: Sequence[Draft | Deed]) -> list[tuple[ToldAlert, ...]]:
    """The same by a process that is started after each act, and keeps nothing."""
    clock, found = Clock(), []
    with open_record(name, now=clock, create=True) as record:
        with_rules(record)
    for act in acts:
        clock.move(HOUR)
        with open_record(name, now=clock) as record:
            do(record, act)
        with open_record(name, now=clock) as record:
            find_alerts(record, clock())
            found.append(record.told("restricted", MANY))
    return found


def compare(acts: Sequence[Draft | Deed]) -> None:
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        on = told_on(str(Path(folder) / "on.db"), acts)
        assert on == told_anew(str(Path(folder) / "anew.db"), acts)


@settings(max_examples=4)
@given(st.lists(st.one_of(reports(), reports(), reports(), deeds()), min_size=3, max_size=9))
def test_what_goes_on_tells_what_is_folded_anew(acts: list[Draft | Deed]) -> None:
    compare(acts)


@settings(max_examples=2)
@given(st.lists(st.one_of(reports(), deeds(), rare_deeds()), min_size=3, max_size=7))
def test_whatever_the_desk_does(acts: list[Draft | Deed]) -> None:
    compare(acts)


def test_a_story_told_again_and_again_is_told_once() -> None:
    """The same few things by many outlets, out of order: what changes is told, repeats are not."""
    acts = [_telling(number) for number in range(14)]
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        found = told_on(str(Path(folder) / "on.db"), acts)
        assert found == told_anew(str(Path(folder) / "anew.db"), acts)
    said = [one.alert.said for one in found[-1] if one.alert.rule == "anyone rejects anything"]
    assert len(said) == len(set(said))
    assert 0 < len(found[3]) < len(found[-1])


def _telling(number: int) -> Draft:
    """A report of one of three days, each with a toll of its own and the same meeting."""
    day = dt.date(2031, 3, 1 + number * 7 % 3)
    stance = "rejects" if number % 8 < 5 else "accepts"
    words = f"Norland {stance} toll {number % 5}"
    text = f"{words}, outlet {number} said. They met in Vell. An envoy {stance} it."
    draft = Draft(text, day.isoformat(), f"Outlet {number % 6}", f"https://a.example/{number}")
    draft.position("Norland", stance, f"toll {number % 5}", words, voice="own")
    who = f"An envoy {stance} it"
    by = "unnamed: an envoy"
    draft.position("Norland", stance, "the Vell accord", who, reported_by=by, confidence=0.6)
    status = ("planned", "held", "denied")[number % 3]
    return draft.contact("Norland; Sudmark", status, "They met in Vell", place="Vell", by=by)
