from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from detente.model.claims import FAMILIES, Participant
from detente.model.snapshot import Change
from detente.views.words import asides, change_text, say, say_claim
from tests.views import sample
from tests.views.sample import (
    E_MET,
    declined,
    meet_again,
    met,
    observers_if,
    said,
    timetable,
    words,
)
from tests.views.worlds import EXAMPLES


def test_every_family_has_a_form():
    assert {type(claim) for claim in EXAMPLES} == set(FAMILIES)
    assert all(say_claim(claim) for claim in EXAMPLES)


def test_a_step_whose_name_says_nothing_is_told_in_the_words_of_its_report():
    evidence = (words("lantern", "The two sides are to meet again in Vesse on 12 March"),)
    bare = replace(meet_again, what="The two", date_text="on 12 March", evidence=evidence)
    named = replace(bare, what="the next", who=())
    for one in (named, replace(named, who=("Norland",))):
        assert say_claim(one) == f"{evidence[0].text}: 12 to 13 Mar 2031"
    assert say_claim(bare).startswith("The two (Norland and Sudmark)")


def test_a_condition_is_always_said():
    assert "if Norland first reopens the ferry" in say_claim(observers_if)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("without an audit", "but not “without an audit”"),
        ("Unless the ferry runs", "but not “unless the ferry runs”"),
        ("if the ferry runs", "condition: “if the ferry runs”"),
        ("not before the vote", "but not “before the vote”"),
    ],
)
def test_a_yes_that_hangs_on_what_must_not_lack_reads_the_right_way_round(condition, told):
    assert say_claim(replace(observers_if, condition=condition)).split("; ")[1] == told


def test_a_threat_asks_for_what_it_holds_unless_and_says_so_once():
    asked = replace(
        observers_if,
        stance="demands",
        proposition="the ferry runs",
        condition="unless the ferry runs",
    )
    assert "unless" not in say_claim(asked)
    assert "condition: “unless the ferry runs”" in say_claim(replace(asked, proposition="a toll"))


def test_anothers_account_names_who_gives_it():
    said = say_claim(timetable)
    assert "as told by Norland (a counterpart)" in said
    assert said.endswith("(hedged)")


def test_a_cue_that_denies_is_said_and_one_that_only_tells_is_not():
    assert say_claim(said) == "Ada Lund: “We will not leave the strip,”"
    denied = replace(said, cue=words("radio", "denied"))
    assert say_claim(denied) == "Ada Lund denied: “We will not leave the strip,”"


def test_the_absent_are_not_among_those_who_met():
    there = (Participant("Norland"), Participant("Sudmark", "absent"))
    said = say_claim(replace(met, participants=there))
    assert "Talks of Norland in Port Ley" in said
    assert "without Sudmark" in said


def test_the_status_over_all_comes_before_that_of_one_claim():
    assert say(E_MET).endswith(": held (one outlet)")


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("due 2031-03-08", "due 8 Mar 2031"),
        ("due 2031-03-08/2031-04-02", "due 8 Mar 2031 to 2 Apr 2031"),
        ("due in spring", "due in spring"),
    ],
)
def test_what_has_fallen_due_says_its_days_in_words(before, told):
    due = Change(
        kind="fallen_due",
        family="contacts",
        entry=E_MET,
        text="",
        before=before,
        after="no report",
    )
    assert change_text(due).endswith(f": {told} → no report")


def test_a_refusal_is_said_in_its_own_words():
    assert say_claim(declined) == "Sudmark: “Sudmark declined to comment on it”"


@pytest.mark.parametrize("name", [n for n in vars(sample) if n.startswith("E_")])
def test_no_form_leaves_an_empty_field_behind(name):
    said = say(getattr(sample, name))
    assert "None" not in said
    assert "  " not in said


def test_a_deed_stands_with_its_to_behind_who_is_to_do_it():
    assert (
        say_claim(meet_again)
        == "Norland and Sudmark to meet again in Vesse, due 12 to 13 Mar 2031"
    )
    late = Change(
        kind="fallen_due",
        family="next_steps",
        entry=sample.E_STEP,
        text="",
        before="due 2031-03-12",
        after="no report found",
        basis=(),
    )
    assert change_text(late).startswith("Norland and Sudmark to meet again in Vesse: due 12 Mar")
    alone = replace(meet_again, who=())
    assert say_claim(alone) == "to meet again in Vesse, due 12 to 13 Mar 2031"
    (main,) = meet_again.evidence
    said_by = replace(main, text="Members are to meet again in Vesse on 12 March")
    clause = replace(alone, evidence=(said_by,))
    assert say_claim(clause) == f"{said_by.text}, due 12 to 13 Mar 2031"
    thing = replace(meet_again, what="again in Vesse")  # no verb that stands bare
    assert say_claim(thing) == "again in Vesse (Norland and Sudmark), due 12 to 13 Mar 2031"


def test_a_next_step_does_not_say_twice_what_its_words_say():
    made = replace(meet_again, what="Norland meets Vesse on 12 March", date_text="on 12 March")
    said = say_claim(made)
    assert said == "Norland meets Vesse on 12 March (Sudmark): 12 to 13 Mar 2031"


@pytest.mark.parametrize("claim", EXAMPLES)
def test_a_translation_is_said_beside_the_words_of_whatever_rests_on_them(claim):
    assert " (probably a translation)" in say_claim(replace(claim, translated="likely"))
    assert "translation" not in say_claim(replace(claim, translated=None))
    both = asides(replace(claim, hedged=True, translated="stated"))
    assert both == ("hedged", "a translation, as the report states")


def test_what_goes_on_is_told_with_the_day_on_which_it_last_did():
    (first,) = E_MET.sightings
    body = replace(first.body, status="ongoing")
    last = replace(first, body=body, published=dt.date(2031, 3, 9), origin="another")
    goes_on = replace(
        E_MET,
        claim=replace(E_MET.claim, status="ongoing"),
        sightings=(first, last),
        status_line="ongoing (one outlet)",
    )
    assert say(goes_on).endswith(": ongoing on 9 Mar 2031, end not reported (one outlet)")
    copy = replace(last, report="copy", published=dt.date(2031, 3, 20))
    copied = replace(goes_on, sightings=(first, last, copy))
    assert say(copied) == say(goes_on)
    undated = replace(goes_on, sightings=(replace(last, published=None),))
    assert say(undated).endswith(": ongoing, end not reported (one outlet)")
    assert say(E_MET).endswith(": held (one outlet)")
