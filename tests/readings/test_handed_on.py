"""Whose words they are where an outlet hands them on, and who is named though he does little."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading, Statement
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.readings.background import OPENING
from tests.readings.conftest import RETRIEVED

Read = Callable[..., Reading]


def told(reading: Reading) -> list[tuple[str, tuple[str, ...], str]]:
    """Speaker, who hands it on, and words of every statement behind the opening."""
    return [
        (s.speaker, tuple(link.name for link in s.chain[1:]), s.main.text)
        for s in reading.of(Statement)
        if s.main.start >= len(OPENING)
    ]


@pytest.mark.parametrize("name", ["rules", "learned"])
@pytest.mark.parametrize(
    ("sentence", "outlet", "words"),
    [
        (
            "Skov insisted in an interview that nobody would fight over the island, the Vell "
            "Courier reported.",
            "Vell Courier",
            "nobody would fight over the island",
        ),
        (
            "Skov said on Friday that her country had no interest in a toll, according to "
            "Reuters.",
            "Reuters",
            "her country had no interest in a toll",
        ),
        (
            "Norland will reject the toll, Skov said on Friday, the Vell Courier reported on "
            "Monday.",
            "Vell Courier",
            "Norland will reject the toll",
        ),
        (
            '"We have not closed the strait. It is open," the newspaper Kestra quoted Skov as '
            "saying on Friday.",
            "Kestra",
            '"We have not closed the strait. It is open,"',
        ),
    ],
)
def test_an_outlet_that_hands_words_on_has_not_said_them(
    name: str, sentence: str, outlet: str, words: str
) -> None:
    report = make_report(OPENING + sentence, retrieved=RETRIEVED)
    assert told(reader(name).read(report)) == [("Ragna Skov", (outlet,), words)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Norland would close the strait, the Vell Courier reported.", "Vell Courier"),
        ("The Vell Courier reported that Norland would close the strait.", "Vell Courier"),
        ("Norland would close the strait, according to Reuters.", "Reuters"),
    ],
)
def test_what_an_outlet_tells_by_itself_is_its_own(
    read: Read, sentence: str, speaker: str
) -> None:
    ((found, _, words),) = told(read(OPENING + sentence))
    assert found == speaker
    assert words.endswith("orland would close the strait")


def test_the_day_of_the_saying_has_said_nothing(read: Read) -> None:
    found = told(read(f"{OPENING}Skov, quoting the harbour board, today said the pier was open."))
    assert all("today" not in name for speaker, chain, _ in found for name in (speaker, *chain))
    assert found


def test_who_speaks_by_a_full_name_alone_is_a_person(read: Read) -> None:
    found = read(f"{OPENING}The Centre Union will accept the cap, Hanne Brock said on Monday.")
    assert [s.speaker for s in found.of(Statement)][-1] == "Hanne Brock"
    assert ("Hanne Brock", "person") in [(a.name, a.kind) for a in found.actors]


@pytest.mark.parametrize("place", ["Port Ley said", "the Lower Reach said", "in Osting Vale said"])
def test_a_place_is_none(read: Read, place: str) -> None:
    found = read(f"{OPENING}The cap stays, {place} on Monday.")
    assert [a.name for a in found.actors if a.kind == "person"] == ["Ragna Skov"]


def test_a_body_that_does_no_more_than_speak_is_named(read: Read) -> None:
    found = read(f"{OPENING}The strait was shut, according to the Halden Wire.")
    assert [s.speaker for s in found.of(Statement)][-1] == "Halden Wire"


@pytest.mark.parametrize(
    "source",
    [
        *("officials", "an official", "Diplomats", "a Norland official", "envoys of Norland"),
        *("a Palace Source", "a Senior Administration Official", "a Western Diplomat"),
    ],
)
def test_who_is_only_described_stays_unnamed(read: Read, source: str) -> None:
    found = read(f"{OPENING}{source[:1].upper()}{source[1:]} said that the strait was shut.")
    assert [s.speaker for s in found.of(Statement)][-1].startswith("unnamed: ")


def test_the_words_for_an_unnamed_source_have_no_marks_around_them(read: Read) -> None:
    text = f'{OPENING}"The pier is shut," a senior official in Vell told reporters.'
    speaker = read(text).of(Statement)[-1].speaker
    assert speaker == "unnamed: senior official in Vell"


def test_what_a_minister_says_handed_on_is_a_stance_of_the_state(read: Read) -> None:
    text = f"{OPENING}Skov said that Norland rejects the toll, according to Reuters."
    (found,) = [p for p in read(text).of(Position) if p.stance == "rejects"]
    assert (found.actor, found.reported_by) == ("Norland", "Ragna Skov")


@pytest.mark.parametrize("words", ["Meadows said", "Meadows told reporters", "said Meadows"])
def test_a_surname_that_the_parser_takes_for_no_name_is_that_of_the_one_who_bears_it(
    read: Read, words: str
) -> None:
    text = f'{OPENING}Toni Meadows, a banker in Vell, met both. "It was hard," {words}.'
    assert read(text).of(Statement)[-1].speaker == "Toni Meadows"
    text = f"{OPENING}Toni Meadows met Jan Meadows. The pier is shut, Meadows said."
    assert read(text).of(Statement)[-1].speaker not in ("Toni Meadows", "Jan Meadows")


@pytest.mark.parametrize(
    "sentence",
    [
        "The newspaper Kestra quoted Skov as saying that the pier was shut.",
        "The newspaper Kestra quoted Ragna Skov, the minister, as saying that the pier was shut.",
        "Skov was quoted by the newspaper Kestra as saying that the pier was shut.",
        "Skov was quoted as saying that the pier was shut.",
    ],
)
def test_who_is_quoted_as_saying_it_says_it(read: Read, sentence: str) -> None:
    assert [(s, w) for s, _, w in told(read(OPENING + sentence))] == [
        ("Ragna Skov", "the pier was shut")
    ]
