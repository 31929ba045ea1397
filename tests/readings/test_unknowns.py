"""What is not known or not told, on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Reading, Unknown

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Norland did not disclose the terms of the pact.", "the terms of the pact"),
        ("It is unclear whether Norland will sign.", "whether Norland will sign"),
        ("The date of the next round remains unknown.", "The date of the next round"),
        ("The terms of the pact were not disclosed.", "The terms of the pact"),
        (
            "Anna Berg declined to say whether the strip was closed.",
            "whether the strip was closed",
        ),
        ("Anna Berg declined to comment.", "comment"),
        ("Much remains unclear about the toll.", "the toll"),
        ("Much remains unclear about where the talks stand.", "where the talks stand"),
    ],
)
def test_what_is_unknown_stands_in_the_texts_words(read: Read, text: str, what: str) -> None:
    (unknown,) = read(text).of(Unknown)
    assert unknown.what == what


def test_who_withholds_it_is_named(read: Read) -> None:
    reading = read(
        "Foreign Minister Anna Berg said the strip was closed. "
        "Berg declined to say when it would open."
    )
    (unknown,) = reading.of(Unknown)
    assert unknown.withheld_by == ("Anna Berg",)


def test_what_nobody_knows_is_withheld_by_nobody(read: Read) -> None:
    (unknown,) = read("It was not immediately clear who would pay.").of(Unknown)
    assert unknown.withheld_by == ()


def test_an_answer_that_tells_nothing_is_the_speakers(read: Read) -> None:
    reading = read('"What comes out of it? I can\'t tell you," Anna Berg said.')
    (unknown,) = reading.of(Unknown)
    assert (unknown.reported_by, unknown.withheld_by) == ("Anna Berg", ("Anna Berg",))


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that Norland will sign.",
        "Norland disclosed the terms.",
        "The offer was declined.",
    ],
)
def test_what_is_told_is_no_unknown(read: Read, text: str) -> None:
    assert read(text).of(Unknown) == ()


def test_an_answer_leaves_open_what_was_asked_before(read: Read) -> None:
    reading = read('"Which of the maps will they sign? I can\'t tell you," Anna Berg said.')
    (unknown,) = reading.of(Unknown)
    assert unknown.what == "Which of the maps will they sign?"
    assert unknown.main.text == "Which of the maps will they sign? I can't tell you"


def test_those_without_a_name_may_withhold_too(read: Read) -> None:
    reading = read("Delegates from either capital have not disclosed the terms of the pact.")
    (unknown,) = reading.of(Unknown)
    assert unknown.withheld_by == ("unnamed: Delegates from either capital",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norland did not provide details on the toll.", True),
        ("Norland refused to release the text of the pact.", True),
        ("Norland refused to release the prisoners.", False),
        ("Norland refused to give ground.", False),
    ],
)
def test_refusing_things_is_no_unknown(read: Read, text: str, *, found: bool) -> None:
    assert bool(read(text).of(Unknown)) is found


@pytest.mark.parametrize(
    "text",
    [
        "The agreement does not say what happens to the skipper.",
        "Norland and Sudmark met. The draft treaty did not specify what happens to the skipper.",
    ],
)
def test_what_an_agreement_leaves_open_nobody_keeps_back(read: Read, text: str) -> None:
    (unknown,) = read(text).of(Unknown)
    assert (unknown.what, unknown.withheld_by) == ("what happens to the skipper", ())


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("It gave no reason.", "the reason"),
        ("It gave no further details of the visit.", "further details of the visit"),
    ],
)
def test_what_a_body_does_not_tell_is_told_without_the_no(
    read: Read, told: str, what: str
) -> None:
    before = "The visit has been put off until Wednesday, the Norland foreign ministry said. "
    (unknown,) = read(before + told).of(Unknown)
    assert unknown.what == what
    assert unknown.withheld_by == ("unnamed: Norland foreign ministry",)


def test_whom_it_means_is_not_guessed_after_a_person_spoke(read: Read) -> None:
    (unknown,) = read("The visit is off, a spokesman said. It gave no reason.").of(Unknown)
    assert (unknown.what, unknown.withheld_by) == ("the reason", ())


@pytest.mark.parametrize(
    ("text", "what", "withheld_by"),
    [
        ("Anna Berg won't be drawn on the price.", "the price", ("Anna Berg",)),
        ("Anna Berg would neither confirm nor deny the figure.", "the figure", ("Anna Berg",)),
        ("Neither club would comment.", "comment", ()),
        ("Neither side gave details of the lease.", "details of the lease", ()),
        ("Norland has yet to say whether it will come.", "whether it will come", ("Norland",)),
        ("Norland had not decided whether to come.", "whether to come", ()),
        ("No date has been set for the next round.", "the date", ()),
        ("It’s still unclear who will pay.", "who will pay", ()),
        ("It remains to be seen who will pay.", "who will pay", ()),
    ],
)
def test_plain_ways_to_say_nothing(
    read: Read, text: str, what: str, withheld_by: tuple[str, ...]
) -> None:
    behind = " Norland wants a pier. Anna Berg, the minister of Norland, spoke on Monday."
    (unknown,) = read(text + behind).of(Unknown)
    assert (unknown.what, unknown.withheld_by) == (what, withheld_by)


def test_no_reply_is_that_of_whom_it_was_awaited_from(read: Read) -> None:
    reading = read("There was no immediate reply from Norland. Norland wants a pier.")
    (unknown,) = reading.of(Unknown)
    assert unknown.withheld_by == ("Norland",)


def test_it_would_not_say_is_the_body_that_spoke_before(read: Read) -> None:
    reading = read(
        "Anna Berg met Ole Strand, as the newspaper Linden Kurier had reported.\n\n"
        "The president's office said it had no plan. It would not say what it would do."
    )
    (unknown,) = reading.of(Unknown)
    assert unknown.withheld_by == ("unnamed: president's office",)


def test_it_would_not_comment_is_the_body_that_says_so(read: Read) -> None:
    reading = read(
        "Kandor said that no jobs would go. The business department said it would not comment."
    )
    (unknown,) = reading.of(Unknown)
    assert unknown.withheld_by == ("unnamed: business department",)


@pytest.mark.parametrize(
    ("text", "what", "by"),
    [
        ("Sudmark has not yet replied to the invitation.", "reply", "Sudmark"),
        ("Sudmark did not respond to a request for comment.", "comment", "Sudmark"),
        ("Sudmark would not comment on that.", "comment", "Sudmark"),
        (
            "The Norlandish monitoring mission, which has 40 observers, said it had seen two "
            "raids. It did not say who began.",
            "who began",
            "unnamed: Norlandish monitoring mission",
        ),
        (
            "A spokesman for the council, Paula Aldous, would not say who began.",
            "who began",
            "Paula Aldous",
        ),
    ],
)
def test_what_is_kept_back_and_by_whom(read: Read, text: str, what: str, by: str) -> None:
    (found,) = read(text + " Norland wants a pier. Sudmark wants a road.").of(Unknown)
    assert (found.what, found.withheld_by) == (what, (by,))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Neither side disclosed whether the toll was discussed.", "whether the toll was"),
        ("Neither of the two firms would say who pays.", "who pays"),
        ("Neither disclosed what was discussed.", "what was discussed"),
        ("Neither the union nor the yard would say when they would meet.", "when they would meet"),
        ("Nobody said who would pay.", "who would pay"),
    ],
)
def test_what_neither_of_two_tells_is_kept_back(read: Read, text: str, what: str) -> None:
    (found,) = read(text + " Norland wants a pier. Sudmark wants a road.").of(Unknown)
    assert found.what.startswith(what)


@pytest.mark.parametrize(
    "text",
    [
        "Neither side said that it would leave the port.",
        "Neither side declined to say who would pay.",
        "Norland did not refuse to disclose the terms.",
    ],
)
def test_what_neither_of_two_would_do_is_not_kept_back(read: Read, text: str) -> None:
    assert not read(text).of(Unknown)
