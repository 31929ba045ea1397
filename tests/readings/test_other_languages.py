"""What is not English is kept unread, with a note; what is short or mixed is read."""

import datetime as dt

import pytest

from detente.model.claims import Reading
from detente.model.text import Details, make_report
from detente.readings.readers import explainer, reader

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
FRENCH = (
    "Les pourparlers sur la redevance du port ont repris mardi à Brage, a annoncé le ministre.\n\n"
    "« Norland ne paiera pas cette taxe », a déclaré Osterby, le président de Norland."
)
GERMAN = "Norland lehnt die Zölle ab, sagte Präsident Osterby. " * 4
ENGLISH = "Norland rejects the tolls, President Osterby said on Tuesday. Sudmark did not answer."


def read(text: str, language: str | None = None) -> Reading:
    report = make_report(text, retrieved=NOW, details=Details(language=language))
    return reader().read(report)


@pytest.mark.parametrize("text", [FRENCH, GERMAN], ids=["French", "German"])
def test_another_language_is_unread_and_said_to_be(text: str) -> None:
    found = read(text)
    assert found.claims == ()
    assert found.actors == ()
    assert [note.kind for note in found.notes] == ["not_english"]
    assert found.notes[0].message.startswith("unread: ")
    assert found.report.text == text


def test_english_is_read_whatever_a_page_says_of_it() -> None:
    assert read(ENGLISH, "fr").claims
    assert read(f"{ENGLISH} « Nous ne paierons pas », Osterby added in French.").claims


def test_of_a_few_words_what_is_declared_counts() -> None:
    short = "Osterby, Lund, Falk, Brand, Norland, Sudmark, Brage, Halmark: pourparlers."
    assert read(short, "fr").notes[0].message.startswith("unread: ")
    assert not any(note.message.startswith("unread: ") for note in read(short).notes)


def test_reports_beside_one_in_another_language_are_read() -> None:
    reports = [make_report(text, retrieved=NOW) for text in (ENGLISH, FRENCH, ENGLISH)]
    counts = [len(reading.claims) for reading in reader().read_all(reports)]
    assert counts[0] == counts[2] > counts[1] == 0


def test_reasons_of_one_in_another_language_are_none() -> None:
    (explained,) = explainer().explain_all([make_report(FRENCH, retrieved=NOW)])
    assert (explained.whys, explained.silences) == ((), ())
