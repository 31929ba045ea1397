"""Contacts and next steps in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.claims import StatusBy
from detente.model.dates import month, year
from detente.model.snapshot import Snapshot
from detente.views.timeline import (
    Told,
    Wanted,
    happenings,
    meeting_parties,
    month_page,
    narrowed,
    stretches,
    who_text,
)
from detente.views.words import status_now
from tests.views.sample import E_MET, E_NEXT, E_SECRET, E_STEP, SNAPSHOT, entry, met, next_round
from tests.views.worlds import snapshots


def ids(snapshot: Snapshot) -> list[str]:
    return [one.entry.id for one in happenings(snapshot)]


def of(*entries) -> Snapshot:
    return replace(SNAPSHOT, contacts=entries, next_steps=())


def test_the_newest_come_first():
    assert ids(SNAPSHOT)[2:] == [E_SECRET.id, E_MET.id]
    assert set(ids(SNAPSHOT)[:2]) == {E_NEXT.id, E_STEP.id}


def test_what_has_no_day_stands_at_the_end_and_a_bare_year_after_its_months():
    undated = entry(("radio", replace(next_round, days=None, place="Ley")))
    some_month = entry(("radio", replace(next_round, days=month(2031, 2), place="Ley")))
    some_year = entry(("radio", replace(next_round, days=year(2030), place="Ley")))
    made = stretches(happenings(of(undated, some_year, some_month, E_MET)))
    assert [(part.key, part.title) for part in made] == [
        ("2031-02", "Feb 2031"),
        ("2030", "2030, month not given"),
        ("", "Day not given"),
    ]
    assert [one.entry.id for one in made[0].happenings] == [E_MET.id, some_month.id]


def test_a_contact_tells_who_where_and_when():
    one = next(h for h in happenings(SNAPSHOT) if h.entry.id == E_MET.id)
    assert (one.what, one.where, one.when) == (
        "talks, “more than four hours”",
        "Port Ley",
        "28 Feb 2031",
    )
    assert who_text(one) == "Norland, Sudmark and Vesse (mediator)"
    assert one.weight == "over"


def test_what_no_sure_claim_tells_of_it_is_possible():
    planned = replace(met, status="planned", statuses=(StatusBy("planned", "narrator"),))
    told = entry(("wire", planned), ("radio", replace(met, statuses=(StatusBy("held", "Vesse"),))))
    (one,) = happenings(of(replace(told, statuses=(StatusBy("planned", "wire"),))))
    assert [(t.status, t.possible) for t in one.told] == [("planned", False), ("held", True)]


@pytest.mark.parametrize(
    ("became", "outcome"), [("held", "outcome not sure"), ("planned", "outcome not found")]
)
def test_what_possibly_became_of_it_is_no_outcome_that_was_not_found(became: str, outcome: str):
    planned = replace(met, status="planned", statuses=(StatusBy("planned", "narrator"),))
    later = replace(planned, status=became, statuses=(StatusBy(became, "Vesse"),))
    told = entry(("wire", planned), ("radio", later))
    (one,) = happenings(of(replace(told, statuses=(StatusBy("planned", "wire"),))))
    assert (one.weight, one.outcome) == ("passed", outcome)


def test_nothing_is_to_become_of_the_day_of_an_invitation():
    inviting = replace(
        met, kind="invitation", status="proposed", statuses=(StatusBy("proposed", "narrator"),)
    )
    (one,) = happenings(of(entry(("wire", inviting))))
    assert (one.weight, one.outcome) == ("over", "")
    later = replace(inviting, days=month(2031, 4))
    assert [h.weight for h in happenings(of(entry(("wire", later))))] == ["ahead"]


def test_from_planned_to_held_to_denied_with_who_says_so():
    told = entry(
        ("wire", replace(met, status="planned", statuses=(StatusBy("planned", "narrator"),))),
        ("lantern", replace(met, statuses=(StatusBy("held", "Norland"),))),
        (
            "radio",
            replace(
                met,
                statuses=(
                    StatusBy("held", "Norland"),
                    StatusBy("held", "Vesse"),
                    StatusBy("denied", "Sudmark"),
                ),
            ),
        ),
        status_line="held (per Norland; Sudmark denies)",
    )
    one = happenings(of(told))[0]
    assert one.told == (
        Told("planned", ("narrator",), dt.date(2031, 3, 1)),
        Told("held", ("Norland", "Vesse"), dt.date(2031, 3, 3)),
        Told("denied", ("Sudmark",), dt.date(2031, 3, 5)),
    )
    assert status_now(told) == "held"
    assert one.weight == "over"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("postponed (one outlet)", "cancelled"),
        ("denied (per Sudmark)", "denied"),
        (None, "planned"),
    ],
)
def test_the_status_is_that_of_all_who_speak_of_it(line, status):
    assert status_now(replace(E_NEXT, status_line=line)) == status
    assert status_now(E_STEP) is None


def test_what_lies_ahead_and_what_nobody_says_the_outcome_of():
    weights = {one.entry.id: one.weight for one in happenings(SNAPSHOT)}
    assert weights[E_NEXT.id] == "ahead"
    later = replace(SNAPSHOT, as_of=dt.date(2031, 4, 1))
    weights = {one.entry.id: one.weight for one in happenings(later)}
    assert weights[E_NEXT.id] == "passed"
    assert weights[E_SECRET.id] == "over"


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Wanted(kind="talks"), {E_MET.id}),
        (Wanted(kind="step"), {E_STEP.id}),
        (Wanted(status="denied"), {E_SECRET.id}),
        (Wanted(status="planned"), {E_NEXT.id, E_STEP.id}),
        (Wanted(day=dt.date(2031, 3, 13)), {E_STEP.id}),
        (Wanted(party="a-2"), {E_MET.id}),
        (Wanted(party="a-0"), set()),
    ],
)
def test_one_asks_for_some(wanted, left):
    assert set(ids(narrowed(SNAPSHOT, wanted))) == left


def test_who_speaks_for_a_party_counts_as_it():
    lund = replace(E_NEXT, actors=("Ada Lund",))
    assert ids(narrowed(of(lund), Wanted(party="a-2"))) == [lund.id]
    assert [party.name for party in meeting_parties(of(lund, E_MET))] == ["Sudmark", "Norland"]


def test_what_is_not_sure_can_be_left_out():
    unsure = replace(E_NEXT, sure=False)
    assert ids(narrowed(of(unsure, E_MET), Wanted(possible=False))) == [E_MET.id]


def test_a_month_holds_each_day_once_and_what_is_on_it():
    page = month_page(happenings(SNAPSHOT), 2031, 3)
    days = [day for week in page.weeks for day in week]
    assert page.title == "Mar 2031"
    assert all(len(week) == 7 for week in page.weeks)
    assert page.weeks[0][0].date.weekday() == 0
    assert [d.date.day for d in days if d.inside] == list(range(1, 32))
    on = {d.date.day: {h.entry.id for h in d.happenings} for d in days if d.inside}
    assert on[4] == {E_SECRET.id}
    assert on[12] == {E_NEXT.id, E_STEP.id}
    assert on[13] == {E_STEP.id}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=12))
def test_nothing_is_lost_on_the_way(snapshot: Snapshot):
    every = {e.id for e in (*snapshot.contacts, *snapshot.next_steps)}
    parts = stretches(happenings(snapshot))
    assert {one.entry.id for part in parts for one in part.happenings} == every
    assert len({part.key for part in parts}) == len(parts)
