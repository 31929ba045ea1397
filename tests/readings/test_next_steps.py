"""What is due or announced, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import NextStep, Reading

Read = Callable[..., Reading]
BACKGROUND = " Norland and Sudmark have been at odds for years. Norland said so. Sudmark agreed."


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Norland will send its reply on Friday.", "2031-03-07"),
        ("The Norland envoys are due to meet on March 19.", "2031-03-19"),
        ("Norland is expected to sign the text next week.", "2031-03-10/2031-03-16"),
        ("The vote in Norland is scheduled for Friday.", "2031-03-07"),
        ("Norland plans to hold another round of talks with Sudmark.", None),
        ("The deadline is May 3.", "2031-05-03"),
        ("The third round opens in Vell on Friday.", "2031-03-07"),
        ("The Norland envoy leaves for Vell tomorrow.", "2031-03-05"),
        ("The mediator asked Norland to reply by April 3.", "2031-04-03"),
        ("Norland has until April 3 to reply.", "2031-04-03"),
    ],
)
def test_what_is_due_is_a_step(read: Read, text: str, days: str | None) -> None:
    (step,) = read(text + BACKGROUND).of(NextStep)
    assert (str(step.days) if step.days else None) == days
    assert step.main.text in text


@pytest.mark.parametrize(
    "text",
    [
        "Norland will not send a reply on Friday.",
        "Norland will send a reply if Sudmark pays.",
        "Norland sent its reply on Friday.",
        "Norland will be stronger than before.",
        "Would Norland send a reply on Friday?",
        "The river pact ends in 2039.",
        "The mediator told Norland that it replied on Monday.",
        "Inflation is expected to slow on both banks of the river.",
    ],
)
def test_what_is_denied_conditional_past_or_vague_is_none(read: Read, text: str) -> None:
    assert read(text + BACKGROUND).of(NextStep) == ()


def test_a_negation_that_only_sets_the_day_is_a_step(read: Read) -> None:
    (step,) = read("Norland will not open the border until Friday." + BACKGROUND).of(NextStep)
    assert str(step.days) == "2031-03-07"


def test_who_is_named(read: Read) -> None:
    (step,) = read("Norland will send its envoys to Sudmark on Friday." + BACKGROUND).of(NextStep)
    assert "Norland" in step.who


def test_what_is_due_and_who_does_it_are_told_without_what_stands_around(read: Read) -> None:
    (step,) = read(
        "As tensions go on, President Ole Strand is set to meet the premier of Sudmark, Aldo "
        "Rehn, in Bergholm to discuss the Kremsin meeting." + BACKGROUND
    ).of(NextStep)
    assert step.what.startswith("meet the premier")
    assert step.main.text.startswith("President Ole Strand")
    assert "Kremsin" not in " ".join(step.who)


def test_an_invitation_for_talks_is_a_step(read: Read) -> None:
    (step,) = read("Norland has invited Sudmark to Bergholm for talks." + BACKGROUND).of(NextStep)
    assert set(step.who) == {"Norland", "Sudmark"}
    assert step.what == "to Bergholm for talks"


@pytest.mark.parametrize(
    "text",
    [
        "Under the draft Norland would leave the strip on Friday.",
        "Norland insisted that the vote be held on Friday.",
        "Unless Norland pays, the fourth round will end on Friday.",
    ],
)
def test_a_provision_a_demand_and_a_condition_are_no_steps(read: Read, text: str) -> None:
    assert read(text + BACKGROUND).of(NextStep) == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The third round opens in Vell on Friday.", "The third round opens in Vell"),
        (
            "The third round is due to open in Vell on Friday.",
            "The third round is due to open in Vell",
        ),
        ("The summit, which Norland put off, opens in Vell on Friday.", "The summit"),
        ("Norland will send its reply on Friday.", "send its reply"),
        ("The Norland envoys are due to meet in Vell on March 19.", "meet in Vell"),
        ("The envoys of Norland meet on Friday in Vell.", "meet on Friday in Vell"),
        ("The mediator asked Norland to reply by April 3.", "reply"),
    ],
)
def test_a_step_is_called_by_its_noun_and_without_the_day_at_its_end(
    read: Read, text: str, what: str
) -> None:
    (step,) = read(text + BACKGROUND).of(NextStep)
    assert step.what == what
    assert step.days is not None


def test_an_event_that_a_verb_plans_has_the_day_of_the_verb(read: Read) -> None:
    (step,) = read("The talks will open in Vell on Friday." + BACKGROUND).of(NextStep)
    assert str(step.days) == "2031-03-07"


def test_a_plan_that_something_came_before_is_no_step(read: Read) -> None:
    reading = read("Norland had planned to close the talks on Friday." + BACKGROUND)
    assert reading.of(NextStep) == ()


def test_what_else_is_to_be_done_by_a_day_is_a_step(read: Read) -> None:
    (step,) = read("Norland will study the bid and respond by Friday." + BACKGROUND).of(NextStep)
    assert str(step.days) == "2031-03-07"


def test_a_report_without_a_day_of_its_own_has_steps(read: Read) -> None:
    text = "Norland will sell its fleet on Friday." + BACKGROUND
    (step,) = read(text, published=None).of(NextStep)
    assert (step.days, step.date_text) == (None, "Friday")


def test_what_was_to_have_been_done_is_no_step(read: Read) -> None:
    text = (
        "The summit was to have closed on Friday. Norland was to have signed it on Monday. "
        "Norland and Sudmark had been due to meet in Vell on Wednesday."
    )
    assert [c for c in read(text).of(NextStep) if c.rule.startswith("en.")] == []


def test_what_somebody_had_agreed_to_do_is_a_step(read: Read) -> None:
    text = "Norland is silent on a report that Sudmark had agreed to hold talks on rice."
    (found,) = read(text).of(NextStep)
    assert (found.what, found.who) == ("hold talks on rice", ("Sudmark",))
