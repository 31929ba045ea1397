"""What changed between two states: by day of publication, or by moment of entry."""

import datetime as dt
from typing import Any

import pytest

from detente.model.claims import Commitment, NextStep, Progress
from detente.model.dates import parse_days
from detente.model.snapshot import Change
from detente.record import Record
from tests.record.build import Draft

START = dt.date(2031, 3, 5)


def stance(record: Record, day: int, what: str, by: str = "Karin Lund", **more: Any) -> None:
    draft = Draft(f"Norland {what} a toll, {by} said on day {day}.", f"2031-03-{day:02}")
    draft.position("Norland", what, "a toll", f"Norland {what} a toll", reported_by=by, **more)
    record.enter([draft.reading()])


def lines(record: Record, since: dt.date | dt.datetime = START, **more: Any) -> list[Change]:
    return list(record.changes(since, **more).changes)


def told(changes: list[Change]) -> list[tuple[str, str, str | None, str | None]]:
    return [(c.kind, c.family, c.before, c.after) for c in changes]


def test_a_changed_stance_is_told_from_what_to_what(record: Record) -> None:
    stance(record, 1, "rejects")
    stance(record, 9, "accepts")
    (change,) = lines(record)
    assert told([change]) == [("changed", "positions", "rejects", "accepts")]
    (cell,) = record.snapshot().standings
    assert change.basis == (cell.own[0].entry.id, cell.earlier[0].entry.id)


def test_another_voice_contradicts_and_changes_nothing(record: Record) -> None:
    stance(record, 1, "rejects")
    stance(record, 9, "accepts", "Ivo Brand", voice="counterpart")
    (change,) = lines(record)
    assert told([change]) == [("contradicted", "positions", "rejects", "accepts / rejects")]


def test_what_lies_before_or_after_the_two_days_is_not_told(record: Record) -> None:
    stance(record, 1, "rejects")
    stance(record, 9, "accepts")
    assert lines(record, dt.date(2031, 3, 9)) == []
    assert lines(record, START, until=dt.date(2031, 3, 8)) == []
    assert len(lines(record, START, until=dt.date(2031, 3, 9))) == 1
    both = [(c.kind, c.text) for c in lines(record, dt.date(2031, 2, 1))]
    assert both == [("changed", "Norland: a toll"), ("new", "Norland rejects a toll")]


def test_since_a_moment_goes_by_what_was_entered(record: Record) -> None:
    stance(record, 9, "accepts")
    (seen,) = [r.entered for r in record.reports()]
    stance(record, 1, "rejects")  # older, but learned later
    delta = record.changes(seen)
    assert delta.reports == 1
    assert [(c.kind, c.text) for c in delta.changes] == [("new", "Norland rejects a toll")]
    assert record.changes(max(r.entered for r in record.reports())).changes == ()


def test_what_is_new_is_told_once_and_its_repeats_are_counted(record: Record) -> None:
    one = Draft("The fate of the pilots is unclear.", "2031-03-06")
    one.unknown("the fate of the pilots", "The fate of the pilots is unclear")
    two = Draft("It is unclear what becomes of the pilots: the fate of the pilots.", "2031-03-07")
    two.unknown("the fate of the pilots", "the fate of the pilots")
    record.enter([one.reading(), two.reading()])
    delta = record.changes(START)
    assert [(c.kind, c.text) for c in delta.changes] == [
        ("new", "The fate of the pilots is unclear")
    ]
    assert record.changes(dt.date(2031, 3, 6)).repeats == 1


def test_what_was_only_possible_is_told_as_new_once_it_is_sure(record: Record) -> None:
    for day, confidence in ((1, 0.5), (6, 0.9), (8, 0.9)):
        stance(record, day, "rejects", confidence=confidence)
    (change,) = lines(record)
    assert told([change]) == [("new", "positions", None, None)]
    assert record.changes(START, until=dt.date(2031, 3, 6)).repeats == 0  # it is a line itself
    known = record.changes(dt.date(2031, 3, 6))
    assert (known.changes, known.repeats) == ((), 1)


def test_an_updated_article_makes_no_news_of_words_that_it_had(record: Record) -> None:
    for day, confidence in ((1, 0.5), (6, 0.9)):
        text = f"Norland rejects a toll. Day {day}."
        draft = Draft(text, f"2031-03-{day:02}", address="https://harbour.example/2")
        draft.position("Norland", "rejects", "a toll", text[:22], confidence=confidence)
        record.enter([draft.reading()])
    assert record.snapshot().standings[0].own[0].entry.sure
    delta = record.changes(START)
    assert (delta.changes, delta.repeats) == ((), 1)


def test_what_the_desk_let_stand_is_no_news_to_it(record: Record) -> None:
    stance(record, 1, "rejects", confidence=0.5)
    moment = max(report.entered for report in record.reports())
    (cell,) = record.snapshot().standings
    assert not cell.own
    record.judge(cell.possible[0].entry.id, "accepted", by="ada", mark="public")
    assert record.snapshot().standings[0].own
    assert record.changes(moment).changes == ()


def test_a_step_that_nobody_reports_on_falls_due(record: Record) -> None:
    draft = Draft("Envoys are to sign the charter on 8 March.", "2031-03-01")
    draft.add(
        NextStep, "to sign the charter", what="sign the charter", days=parse_days("2031-03-08")
    )
    record.enter([draft.reading(), Draft("Nothing happened.", "2031-03-12").reading()])
    (change,) = lines(record)
    assert (change.kind, change.before) == ("fallen_due", "due 2031-03-08")
    record.judge(
        change.entry.id, "corrected", fields=[("resolved", "yes")], by="ada", mark="public"
    )
    assert "fallen_due" not in [c.kind for c in lines(record)]


def test_a_planned_contact_that_took_place_is_resolved(record: Record) -> None:
    for day, status in ((1, "planned"), (9, "held")):
        draft = Draft(f"The envoys' meeting is {status} ({day}).", f"2031-03-{day:02}")
        draft.contact("Norland; Sudmark", status, f"meeting is {status}", "2031-03-08")
        record.enter([draft.reading()])
    (change,) = lines(record)
    assert told([change]) == [
        ("resolved", "contacts", "planned (one outlet)", "held (one outlet)")
    ]


def test_the_state_of_the_talks_is_told_when_it_changes(record: Record) -> None:
    for day, label in ((1, "unclear"), (9, "setback"), (10, "setback")):
        draft = Draft(f"Talks: {label} on day {day}.", f"2031-03-{day:02}")
        record.enter([draft.add(Progress, f"Talks: {label}", label=label).reading()])
    assert told(lines(record)) == [("changed", "progress", "unclear", "setback")]


def test_an_updated_article_does_not_bring_its_unchanged_facts_up_again(record: Record) -> None:
    facts = [f"Norland demands toll {n}." for n in range(40)]

    def article(extra: str, day: int) -> Draft:
        text = " ".join([extra, *facts])
        draft = Draft(text, f"2031-03-{day:02}", address="https://harbour.example/1")
        for n, fact in enumerate(facts):
            draft.position("Norland", "demands", f"toll {n}", fact)
        return draft

    record.enter([article("First.", 1).reading()])
    update = article("Update: Norland offers a pier.", 6)
    update.position("Norland", "offers", "a pier", "Norland offers a pier")
    record.enter([update.reading()])
    delta = record.changes(START)
    assert [c.text for c in delta.changes] == ["Norland offers a pier"]
    assert (delta.repeats, delta.copies) == (40, 0)


def test_copies_among_the_new_reports_are_counted(record: Record) -> None:
    text = (
        "Envoys of both shores spoke about tolls, ferries, pilots and the old customs all night "
        "long and parted at dawn without a word to the press."
    )
    for outlet in ("Norwire", "Vell Echo", "Harbour Post"):
        draft = Draft(text, "2031-03-06", outlet, address=f"https://{outlet[:3]}.example")
        record.enter([draft.reading()])
    delta = record.changes(START)
    assert (delta.reports, delta.copies) == (3, 2)


def test_accounts_alone_that_contradict_each_other_are_told_with_both(record: Record) -> None:
    for day, stance in ((2, "rejects"), (4, "accepts")):
        draft = Draft(f"Norland {stance} the toll, Ivo Brand said.", f"2031-03-{day:02}")
        draft.position(
            "Norland",
            stance,
            "the harbour toll",
            f"{stance} the toll",
            reported_by="Ivo Brand",
            voice="counterpart",
        )
        record.enter([draft.reading()])
    (told,) = (
        change
        for change in record.changes(dt.date(2031, 3, 1)).changes
        if change.kind == "contradicted"
    )
    assert told.after == "accepts / rejects"
    assert len(told.basis) == 2


def after_a_step(
    record: Record, status: str, days: str = "2031-03-08", **more: Any
) -> list[tuple[str, str, str | None]]:
    """Enter a meeting that is announced twice, and a contact of its day; return what is due."""
    one = Draft("Norland and Sudmark are to meet again in Vell on 8 March.", "2031-03-01")
    one.add(NextStep, "to meet again in Vell", what="meet again in Vell", days=EIGHTH)
    two = Draft("The meeting of both sides in Vell is set for 8 March.", "2031-03-02")
    two.add(NextStep, "The meeting of both sides in Vell", what="meeting in Vell", days=EIGHTH)
    three = Draft(f"The meeting of Norland and Sudmark in Vell is {status}.", "2031-03-09")
    three.contact("Norland; Sudmark", status, f"in Vell is {status}", days, **more)
    later = Draft("Nothing happened.", "2031-03-12")
    record.enter([one.reading(), two.reading(), three.reading(), later.reading()])
    return [(c.family, c.text, c.after) for c in lines(record) if c.kind == "fallen_due"]


EIGHTH = parse_days("2031-03-08")


def test_a_step_that_was_a_contact_is_left_to_the_contact(record: Record) -> None:
    assert after_a_step(record, "held", place="Vell") == []


def test_a_step_that_possibly_took_place_falls_due_with_that_once(record: Record) -> None:
    assert after_a_step(record, "held", place="Vell", confidence=0.5) == [
        ("next_steps", "to meet again in Vell", "possibly held (one outlet)")
    ]


def test_a_contact_elsewhere_says_nothing_of_a_step(record: Record) -> None:
    assert after_a_step(record, "held", place="Port Orr") == [
        ("next_steps", "to meet again in Vell", "no report found that it took place")
    ]


def test_a_step_of_the_second_day_is_left_to_a_contact_that_was_held_on_both(
    record: Record,
) -> None:
    plan = Draft("Norland and Sudmark will open talks in Vell on 7 March.", "2031-03-01")
    plan.contact("Norland; Sudmark", "planned", "open talks in Vell", "2031-03-07", place="Vell")
    record.enter([plan.reading()])
    two_days = after_a_step(record, "held", place="Vell", days="2031-03-07/2031-03-08")
    assert two_days == []


def test_a_step_that_is_owed_is_left_to_the_commitment(record: Record) -> None:
    draft = Draft("Under the accord Norland will open the pier by 8 March.", "2031-03-01")
    draft.add(NextStep, "open the pier by 8 March", what="open the pier", days=EIGHTH)
    draft.add(
        Commitment, "will open the pier by 8 March", by="Norland", what="open it", days=EIGHTH
    )
    record.enter([draft.reading(), Draft("Nothing happened.", "2031-03-12").reading()])
    due = [(c.family, c.after) for c in lines(record) if c.kind == "fallen_due"]
    assert due == [("commitments", "its day is over")]


@pytest.mark.parametrize(("day", "falls_due"), [("2031-03-06", False), ("2031-03-08", True)])
def test_the_day_of_inviting_does_not_fall_due(record: Record, day: str, falls_due: bool) -> None:
    draft = Draft("Norland invites Sudmark to talks next week.", "2031-03-06")
    words = "Norland invites Sudmark to talks next week"
    draft.contact("Norland; Sudmark", "proposed", words, day, kind="invitation")
    draft.add(NextStep, words, what="talks next week", days=parse_days(day))
    record.enter([draft.reading(), Draft("Nothing happened.", "2031-03-12").reading()])
    assert ("fallen_due" in [c.kind for c in lines(record)]) == falls_due


def test_a_planned_contact_that_is_only_possibly_held_falls_due_with_that(record: Record) -> None:
    for day, status, sureness in ((1, "planned", 1.0), (9, "held", 0.5)):
        draft = Draft(f"The envoys' meeting is {status} ({day}).", f"2031-03-{day:02}")
        words, more = f"meeting is {status}", {"confidence": sureness}
        draft.contact("Norland; Sudmark", status, words, "2031-03-08", **more)
        record.enter([draft.reading()])
    record.enter([Draft("Nothing happened.", "2031-03-12").reading()])
    due = [c.after for c in lines(record) if c.kind == "fallen_due"]
    assert due == ["possibly held"]
