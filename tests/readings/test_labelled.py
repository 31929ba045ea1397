"""Transcripts: labels at the head of a paragraph tell who speaks, and are no actors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import NextStep, Position, Reading, Statement, Unknown
from detente.model.text import make_report
from detente.readings.labels import is_asked, label_of
from detente.readings.readers import reader
from tests.readings.conftest import RETRIEVED

Read = Callable[..., Reading]

TRANSCRIPT = """Press conference on the lock

Present: Anna Berg, minister of transport of Sudmark; Ole Strand, director of the Dorn Lock Trust.

MODERATOR: Good afternoon. The minister will speak first.

BERG: We want the lock back. We will not accept a lease.

MR STRAND: The trust is ready to open the lock.

QUESTION (Radio Nine): Mr Strand, will you resign? Nobody knows what the trust wants.

MR STRAND (through an interpreter): I will not resign.

Q. Minister, what happens if the talks fail?

A. We will go to court.

KOLB: The court is closed this week.
"""


@pytest.mark.parametrize("name", ["rules", "learned"])
def test_a_label_tells_who_speaks(name: str) -> None:
    reading = reader(name).read(make_report(TRANSCRIPT, retrieved=RETRIEVED))
    assert [(s.speaker, s.main.text) for s in reading.of(Statement)] == [
        ("Anna Berg", "We want the lock back. We will not accept a lease."),
        ("Ole Strand", "The trust is ready to open the lock."),
        ("Ole Strand", "I will not resign."),
        ("Anna Berg", "We will go to court."),
        ("unnamed: KOLB", "The court is closed this week."),
    ]
    assert {s.kind for s in reading.of(Statement)} == {"direct"}
    assert {a.name for a in reading.actors} >= {"Anna Berg", "Ole Strand"}
    assert not [a.name for a in reading.actors if a.name.isupper()]


def test_what_is_asked_is_nobodys_word(read: Read) -> None:
    reading = read(TRANSCRIPT)
    assert reading.of(Unknown) == ()
    asked = ("Radio Nine", "what happens", "speak first")
    for kind in (Position, NextStep, Statement):
        assert not [c for c in reading.of(kind) for words in asked if words in c.main.text]


def test_an_answer_to_nobody_in_particular_is_nobodys(read: Read) -> None:
    text = TRANSCRIPT.replace("Q. Minister, what", "Q. What")
    speakers = [s.speaker for s in read(text).of(Statement)]
    assert speakers[3] == "unnamed: who answers"


def test_one_line_with_a_colon_is_no_transcript(read: Read) -> None:
    reading = read("Anna Berg met Ole Strand.\n\nBERG: We want the lock back.")
    assert reading.of(Statement) == ()


def test_whoever_answers_again_and_again_speaks_though_nobody_names_her(read: Read) -> None:
    reading = read(
        "MS KOVAL: The agency met the trust on Monday.\n\nQUESTION: Will it meet again?\n\n"
        "MS KOVAL: I do not know. It may."
    )
    assert [s.speaker for s in reading.of(Statement)] == ["unnamed: MS KOVAL"] * 2


def test_without_a_question_a_label_in_capitals_is_no_turn(read: Read) -> None:
    reading = read(
        "Anna Berg met Ole Strand.\n\nWHAT NEXT: The talks go on.\n\nWHAT NEXT: The lock opens."
    )
    assert reading.of(Statement) == ()


def test_a_list_of_those_present_says_nothing(read: Read) -> None:
    reading = read(
        "Anna Berg: minister of transport\n\nOle Strand: director, who leads the talks\n\n"
        "Anna Berg met Ole Strand on Monday."
    )
    assert reading.of(Statement) == ()


def test_lines_that_are_narrated_are_no_turns(read: Read) -> None:
    reading = read(
        "Anna Berg met Ole Strand.\n\nTIMELINE: The talks went badly.\n\n"
        'Strand: "We will sign," he said on Monday.\n\nBerg: "We will not," she said.\n\n'
        "Strand: We will sign. Berg: We will not.\n\nBerg: We will go. Strand: We will stay."
    )
    rules = {s.rule.partition("@")[0] for s in reading.of(Statement)}
    assert "en.speech.labelled" not in rules


@pytest.mark.parametrize(
    "text",
    [
        "LOCK LOCKOUT: Anna Berg of Sudmark said the trust had to pay.",
        "LOCK LOCKOUT has split the town. Anna Berg of Sudmark said the trust had to pay.",
        "QUESTION: will they pay? Anna Berg of Sudmark said the trust had to pay.",
    ],
)
def test_a_kicker_in_capitals_is_no_actor(read: Read, text: str) -> None:
    reading = read("The lock opened on Monday.\n\n" + text)
    assert not [a.name for a in reading.actors if a.name.split()[0].isupper()]


def test_a_name_in_capitals_is_an_actor(read: Read) -> None:
    reading = read("ANNA BERG has vowed to open the lock. Berg said the trust had to pay.")
    assert {s.speaker.casefold() for s in reading.of(Statement)} == {"anna berg"}


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("MS BERG: Yes.", "MS BERG"),
        ("Berg: Yes.", "Berg"),
        ("Q: Will you go?", "Q"),
        ("A. We will.", "A"),
        ("A clerk said: no.", ""),
        ("Q. is a letter.", ""),
        ("It was over by 12:30 on Monday.", ""),
    ],
)
def test_what_a_label_is(paragraph: str, label: str) -> None:
    assert label_of(paragraph)[0] == label


def test_who_asks() -> None:
    assert is_asked("QUESTION (Radio Nine): Will you go?")
    assert is_asked("REPORTER 2: Will you go?")
    assert not is_asked("BERG: Will you go?")
