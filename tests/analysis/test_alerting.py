"""Rules of alerts: what they say in words, and which changes they ask for."""

import datetime as dt
from collections.abc import Iterator

import pytest

from detente.analysis.alerting import fired
from detente.model.alerts import (
    FORMS,
    Known,
    Rule,
    change_key,
    is_quiet,
    parse_quiet,
    parse_rule,
    parse_target,
)
from detente.model.errors import InputError
from detente.model.snapshot import Delta
from detente.record import Record, open_record
from tests.record.build import Clock, Draft

MONDAY, TUESDAY = "2031-03-03", "2031-03-04"


@pytest.fixture
def record() -> Iterator[Record]:
    with open_record(":memory:", now=Clock(), create=True) as opened:
        yield opened


def day(published: str, text: str, address: str | None = None) -> Draft:
    return Draft(text, published=published, address=address)


def since_monday(record: Record) -> Delta:
    return record.changes(dt.date.fromisoformat(MONDAY))


def told(record: Record, words: str, known: Known | None = None) -> list[str]:
    """What a rule finds, by kind and family."""
    state = record.snapshot()
    given = known or Known(parties=state.parties, issues=state.issues)
    found = fired(parse_rule(words), since_monday(record), given, possible=True)
    return [f"{change.kind} {change.family}" for change in found]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.example)
def test_each_form_takes_its_example(form: object) -> None:
    assert isinstance(parse_rule(form.example), Rule)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Norland changes its stance on the port fees.",
            Rule(about="stance_changes", parties=("Norland",), issue="the port fees"),
        ),
        ("anyone changes stance", Rule(about="stance_changes")),
        (
            "A meeting is denied between Norland and Sudmark",
            Rule(about="contact", kind="meeting", state="denied", parties=("Norland", "Sudmark")),
        ),
        (
            "a contact is held with Halmark",
            Rule(about="contact", state="held", parties=("Halmark",)),
        ),
        (
            "the harbour plan is revised",
            Rule(about="proposal", name="the harbour plan", state="revised"),
        ),
        ("a proposal is agreed in principle", Rule(about="proposal", state="agreed_in_principle")),
        (
            "Sudmark conditionally accepts monitors",
            Rule(
                about="stance",
                parties=("Sudmark",),
                state="conditionally_accepts",
                issue="monitors",
            ),
        ),
        ("a forecast’s condition is met", Rule(about="forecast")),
    ],
)
def test_a_sentence_is_a_rule(words: str, rule: Rule) -> None:
    assert parse_rule(words) == rule


@pytest.mark.parametrize("words", ["", "Norland", "tell me everything", "a contact is nice"])
def test_what_is_no_rule_lists_the_forms(words: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_rule(words)
    assert all(form.shape in str(raised.value) for form in FORMS)


@pytest.mark.parametrize(
    "text", ["", "  ", "mailto:nobody", "https://user:word@hook.example/x", "a\0b"]
)
def test_what_is_no_target_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_target(text)


def test_quiet_hours_may_cross_midnight() -> None:
    night = parse_quiet("22:00-07:00")
    at = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)
    quiet = [hour for hour in range(24) if is_quiet(night, at.replace(hour=hour))]
    assert quiet == [0, 1, 2, 3, 4, 5, 6, 22, 23]
    assert not is_quiet(parse_quiet("09:00-10:00"), at)
    for wrong in ("22-07", "25:00-07:00", "08:00-08:00", "now"):
        with pytest.raises(InputError):
            parse_quiet(wrong)


def test_a_stance_that_changes_is_told_to_who_asked_for_its_party_and_issue(
    record: Record,
) -> None:
    record.enter(
        [
            day(MONDAY, "Norland rejects the toll.")
            .position("Norland", "rejects", "the toll", "rejects the toll")
            .reading(),
            day(TUESDAY, "Norland accepts the toll now.")
            .position("Norland", "accepts", "the toll", "accepts the toll")
            .reading(),
        ]
    )
    assert told(record, "Norland changes stance") == ["changed positions"]
    assert told(record, "anyone changes stance on the toll") == ["changed positions"]
    assert told(record, "Sudmark changes stance") == []
    assert told(record, "Norland changes stance on monitors") == []
    assert told(record, "Norland accepts the toll") == ["changed positions"]
    assert told(record, "Norland rejects anything") == []


def test_contacts_are_told_by_status_and_who_took_part(record: Record) -> None:
    record.enter(
        [
            day(TUESDAY, "Norland and Sudmark met on Monday.")
            .contact("Norland; Sudmark", "held", "Norland and Sudmark met", MONDAY)
            .reading(),
            day(TUESDAY, "Halmark denied that it met Norland on Monday.")
            .contact("Norland; Halmark", "denied", "it met Norland", MONDAY, by="Halmark")
            .reading(),
        ]
    )
    assert told(record, "a contact is held") == ["new contacts"]
    assert told(record, "a contact is denied with Halmark") == ["new contacts"]
    assert told(record, "a meeting is held between Norland and Halmark") == []
    assert told(record, "a call is held") == []
    assert told(record, "a contact is planned") == []


def test_an_accepted_claim_that_is_contradicted_is_told(record: Record) -> None:
    record.enter(
        [
            day(MONDAY, "Norland and Sudmark met on Monday.")
            .contact("Norland; Sudmark", "held", "Norland and Sudmark met", MONDAY)
            .reading()
        ]
    )
    [entry] = record.entries("contacts")
    record.judge(entry.id, "accepted", by="mara")
    record.enter(
        [
            day(TUESDAY, "Sudmark says that no meeting with Norland took place on Monday.")
            .contact("Norland; Sudmark", "denied", "no meeting", MONDAY, by="Sudmark")
            .reading()
        ]
    )
    accepted = Known(accepted=frozenset({entry.id}))
    assert told(record, "anything contradicts an accepted claim", accepted) == [
        "contradicted contacts"
    ]
    assert told(record, "anything contradicts an accepted claim", Known()) == []
    assert told(record, "accounts contradict each other") == ["contradicted contacts"]
    assert told(record, "a contact is denied") == ["contradicted contacts"]


def test_proposals_are_told_when_they_are_new_revised_or_come_further(record: Record) -> None:
    record.enter(
        [
            day(MONDAY, "The harbour plan is on the table.")
            .proposal("harbour plan", "The harbour plan", stage="tabled")
            .reading(),
            day(TUESDAY, "The harbour plan was signed.")
            .proposal("harbour plan", "The harbour plan", stage="signed")
            .reading(),
            day(TUESDAY, "The lock plan, made from the ferry plan, is new.")
            .proposal("lock plan", "The lock plan", revised_from="the ferry plan")
            .reading(),
        ]
    )
    assert told(record, "a proposal is signed") == ["changed proposals"]
    assert told(record, "the harbour plan is signed") == ["changed proposals"]
    assert told(record, "the lock plan is signed") == []
    assert told(record, "a proposal is new") == ["new proposals"]
    assert told(record, "the lock plan is revised") == ["new proposals"]
    assert told(record, "anything is said about the FERRY") == []  # its words are "The lock plan"
    assert told(record, "anything is said about the lock") == ["new proposals"]
    assert len(told(record, "anything changes")) == 2


def test_a_change_is_the_same_one_however_often_it_is_found(record: Record) -> None:
    record.enter(
        [
            day(TUESDAY, "Norland rejects the toll.")
            .position("Norland", "rejects", "the toll", "rejects the toll")
            .reading()
        ]
    )
    [first] = since_monday(record).changes
    record.enter(
        [
            day("2031-03-05", "Once more: Norland rejects the toll.")
            .position("Norland", "rejects", "the toll", "rejects the toll")
            .reading()
        ]
    )
    [again] = since_monday(record).changes
    assert first != again
    assert change_key(first) == change_key(again)
