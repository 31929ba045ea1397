from __future__ import annotations

import json
from dataclasses import replace

import pytest

from detente.model.claims import StatusBy
from detente.views.entry import context, show_entry
from tests.record.build import Draft
from tests.views.expected import matches
from tests.views.pagecheck import check
from tests.views.sample import E_DEMAND, E_MET, E_REFUSAL, LEAVE, REPORTS
from tests.views.worlds import EXAMPLES, NASTY, entry_of

BY_ID = {report.id: report for report in REPORTS.values()}


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_the_entry_is_the_expected_one(form):
    ending = {"text": "txt"}.get(form, form)
    assert matches(f"entry.{ending}", show_entry(E_DEMAND, BY_ID, format=form))


def test_words_stand_in_their_context():
    made = context(REPORTS["wire"], LEAVE)
    whole = made.before.lstrip("…") + made.words + made.after.rstrip("…")
    assert made.words == LEAVE.text
    assert whole in REPORTS["wire"].text


def test_without_the_text_the_words_alone_are_shown():
    made = show_entry(E_DEMAND, {})
    assert f"»{LEAVE.text}«" in made
    assert "long-standing demand" not in made


def test_where_else_it_was_seen():
    made = show_entry(E_DEMAND, BY_ID)
    assert "Harbour Wire, 1 Mar 2031" in made
    assert "The Lantern, 3 Mar 2031" in made
    assert "seen in: 2 places, 2 outlets, 2 independent texts" in made


def test_judgements_need_their_mark_and_names_need_asking():
    public = show_entry(E_REFUSAL, BY_ID)
    assert "1 judgement marked above public left out" in public
    assert "recording" not in public
    internal = show_entry(E_REFUSAL, BY_ID, up_to="internal")
    assert "recording" not in internal  # a reason is the desk's own, and must be asked for
    asked = show_entry(E_REFUSAL, BY_ID, up_to="internal", reasons=True)
    assert "checked against the recording" in asked
    assert "rosa" not in internal
    for form in ("text", "html", "json"):
        named = show_entry(E_REFUSAL, BY_ID, up_to="internal", reviewers=True, format=form)
        assert "rosa" in named
        assert "rosa" not in show_entry(E_REFUSAL, BY_ID, up_to="internal", format=form)


def test_a_contact_shows_every_status_with_who_gives_it():
    statuses = (StatusBy("held", "Norland"), StatusBy("denied", "Sudmark"))
    made = show_entry(replace(E_MET, statuses=statuses), BY_ID)
    assert "statuses: held (per Norland); denied (per Sudmark)" in made


@pytest.mark.parametrize("text", NASTY)
def test_words_stay_words(text):
    for number, claim in enumerate(EXAMPLES):
        entry = entry_of(claim, text, number)
        page = check(show_entry(entry, {}, format="html"))
        assert not page.tags & {"b"}
        made = show_entry(entry, {})
        assert "\x1b" not in made
        assert all(len(line) <= 100 for line in made.split("\n"))
        json.loads(show_entry(entry, {}, format="json"))


def test_a_voice_that_another_report_tells_is_said_to_be_so():
    (sighting, *_) = E_DEMAND.sightings
    read = replace(sighting, body=replace(E_DEMAND.claim, voice="counterpart"))
    made = show_entry(replace(E_DEMAND, sightings=(read,)), BY_ID)
    assert "voice: own: other reports say for whom" in made
    assert "(read as counterpart)" in made
    assert "read as" not in show_entry(E_DEMAND, BY_ID)


def test_a_contact_that_was_held_says_what_was_planned():
    plan = Draft("A fourth round opens in Vell on 21 April.", "2031-04-08", "Norwire")
    plan.contact("Norland; Sudmark", "planned", "A fourth round", "2031-04-21", place="Vell")
    after = Draft("They signed it after two days of talks.", "2031-04-22", "Vell Echo")
    days = "2031-04-21/2031-04-22"
    after.contact("Norland; Sudmark", "held", "two days of talks", days, place="Ley")
    held = after.claims[0]
    entry = replace(
        E_MET,
        claim=held,
        sightings=tuple(
            replace(E_MET.sightings[0], report=d.report.id, outlet=d.outlet, body=d.claims[0])
            for d in (plan, after)
        ),
    )
    made = show_entry(entry, {})
    assert "Meeting of Norland and Sudmark in Ley, 21 to 22 Apr 2031" in made
    assert "told before as: planned, Vell, 21 Apr 2031 (Norwire" in made
    assert "told before as" not in show_entry(replace(entry, sightings=entry.sightings[1:]), {})
