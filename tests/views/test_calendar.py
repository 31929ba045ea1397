from __future__ import annotations

import datetime as dt
from dataclasses import replace

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.dates import month
from detente.views.calendar import calendar
from tests.views.expected import matches
from tests.views.sample import E_MET, E_NEXT, E_SECRET, E_STEP, RETRIEVED, SNAPSHOT, entry
from tests.views.worlds import snapshots


def events(snapshot):
    return {e["UID"]: e for e in icalendar.Calendar.from_ical(calendar(snapshot)).walk("VEVENT")}


def test_the_calendar_is_the_expected_one():
    assert matches("calendar.ics", calendar(SNAPSHOT))


def test_each_contact_and_step_with_a_day_is_an_all_day_event():
    made = events(SNAPSHOT)
    assert set(made) == {f"{e.id}@detente" for e in (E_MET, E_NEXT, E_SECRET, E_STEP)}
    step = made[f"{E_STEP.id}@detente"]
    assert step["DTSTART"].dt == dt.date(2031, 3, 12)
    assert step["DTEND"].dt == dt.date(2031, 3, 14)


def test_the_status_says_whether_it_stands():
    made = events(SNAPSHOT)
    assert made[f"{E_MET.id}@detente"]["STATUS"] == "CONFIRMED"
    assert made[f"{E_SECRET.id}@detente"]["STATUS"] == "CANCELLED"
    assert made[f"{E_STEP.id}@detente"]["STATUS"] == "TENTATIVE"


def test_the_stamp_is_when_the_record_learned_it():
    assert events(SNAPSHOT)[f"{E_MET.id}@detente"]["DTSTAMP"].dt == RETRIEVED


def test_words_and_source_are_in_the_description():
    text = events(SNAPSHOT)[f"{E_NEXT.id}@detente"]["DESCRIPTION"]
    assert "“The two sides are to meet again in Vesse on 12 March”" in text
    assert "The Lantern, 3 Mar 2031" in text
    assert "Read by machine, not reviewed." in text


def test_a_step_that_announces_a_contact_is_in_its_event_with_its_words():
    days = E_NEXT.claim.days
    step = replace(E_STEP.claim, days=days, evidence=E_NEXT.claim.evidence)
    same = entry(("lantern", step))
    apart = entry(("wire", replace(step, days=month(2031, 4))))
    made = events(replace(SNAPSHOT, next_steps=(same, apart)))
    assert f"{same.id}@detente" not in made
    text = made[f"{E_NEXT.id}@detente"]["DESCRIPTION"]
    assert "Announced: " in text and f"detente show {same.id}" in text


def test_a_sure_step_is_not_hidden_behind_a_possible_contact():
    step = replace(E_STEP.claim, days=E_NEXT.claim.days, evidence=E_NEXT.claim.evidence)
    sure, doubtful = entry(("lantern", step)), replace(E_NEXT, sure=False)
    made = events(replace(SNAPSHOT, contacts=(doubtful,), next_steps=(sure,)))
    assert set(made) == {f"{sure.id}@detente", f"{doubtful.id}@detente"}


def test_a_month_is_no_day_but_is_counted():
    some_day = entry(("wire", replace(E_NEXT.claim, days=month(2031, 4))))
    snapshot = replace(SNAPSHOT, contacts=(some_day,), next_steps=())
    assert not events(snapshot)
    assert b"Without a day, so not in here: 1 entry." in calendar(snapshot).replace(b"\r\n ", b"")


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=10))
def test_any_words_give_a_calendar_that_reads_back_the_same(snapshot):
    made = calendar(snapshot)
    assert made == calendar(snapshot)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert not {0x1B, 0} & set(made)
    dated = (*snapshot.contacts, *snapshot.next_steps, *snapshot.commitments)
    uids = {f"{e.id}@detente" for e in dated}
    assert set(events(snapshot)) <= uids


def standing(line, *, sure=True):
    """Return the event of a contact with this status line."""
    contact = replace(E_NEXT, status_line=line, sure=sure)
    snapshot = replace(SNAPSHOT, contacts=(contact,), next_steps=())
    return events(snapshot)[f"{contact.id}@detente"]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("planned (per Norland)", "TENTATIVE"),
        ("planned (one outlet)", "TENTATIVE"),
        ("proposed (both sides)", "TENTATIVE"),
        ("planned (both sides)", "CONFIRMED"),
        ("planned (all sides; Vesse denies)", "TENTATIVE"),
        ("held (one outlet)", "CONFIRMED"),
        ("held (per Norland; Sudmark denies)", "TENTATIVE"),
        ("postponed (per Norland)", "CANCELLED"),
    ],
)
def test_only_what_was_or_is_agreed_by_each_side_is_confirmed(line, status):
    assert standing(line)["STATUS"] == status


@pytest.mark.parametrize("line", ["held (one outlet)", "cancelled (per Norland)"])
def test_what_is_not_sure_says_so_and_is_tentative(line):
    event = standing(line, sure=False)
    assert event["STATUS"] == "TENTATIVE"
    assert event["SUMMARY"].startswith("possible: Meeting of Norland and Sudmark")
    assert "Possible: the reader is not sure of it." in event["DESCRIPTION"]
    assert "not sure" not in standing(line)["DESCRIPTION"]
