"""Translations stand beside what they translate, go with it, and are taken back like any deed."""

import pytest
from sqlalchemy import text

from detente.model.claims import Note
from detente.model.errors import InputError, NoSuchEntry, RecordError, SpanError
from detente.record import Record
from detente.record.database import Database
from tests.record.build import Draft
from tests.record.places import Places

FRENCH = "Norland refuse la taxe. Sudmark se tait."


def foreign(record: Record, mark: str = "public") -> str:
    reading = Draft(FRENCH, mark=mark).reading()  # type: ignore[arg-type]
    record.enter([reading])
    return reading.report.id


def test_translations_stand_beside_the_text_by_place(record: Record) -> None:
    report = foreign(record)
    record.translate(report, "Sudmark is silent.", words="Sudmark se tait.", by="ada")
    record.translate(report, "Norland refuses the tax.", words="0:23", by="ada")
    number = record.translate(report, "All of it.", language="de", by="bo", why="asked")
    found = record.translations(report, "internal")
    assert [(one.words.text if one.words else None, one.text) for one in found] == [
        (None, "All of it."),
        ("Norland refuse la taxe.", "Norland refuses the tax."),
        ("Sudmark se tait.", "Sudmark is silent."),
    ]
    assert (found[0].deed, found[0].language, found[0].by) == (number, "de", "bo")
    assert record.report(report).text == FRENCH
    assert record.translations(report) == ()  # a desk's own words are not public


def test_a_translation_is_shown_to_nobody_who_may_not_see_the_report(record: Record) -> None:
    report = foreign(record, "restricted")
    record.translate(report, "A translation.", by="ada", mark="public")
    assert record.translations(report, "internal") == ()
    assert len(record.translations(report, "restricted")) == 1


def test_a_translation_is_taken_back(record: Record) -> None:
    report = foreign(record)
    record.translate(report, "A translation.", by="ada")
    assert record.undo("ada") == f"taken back: the translation of report {report}"
    assert record.translations(report, "internal") == ()
    with pytest.raises(RecordError):
        record.undo("ada")


def test_a_purge_takes_the_translations_along(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        report = foreign(record)
        record.translate(report, "The secret tax.", by="ada", why="a secret reason")
        record.purge(report, "asked to", "ada")
        with pytest.raises(NoSuchEntry):
            record.translations(report, "internal")
        assert record.tombstones()[0].why == "asked to"
    database = Database(name)
    with database.read() as connection:
        rows = list(connection.execute(text("SELECT body, why FROM actions")))
    database.close()
    assert not any("secret" in f"{row.body} {row.why}" for row in rows)
    assert any(row.why == "asked to" for row in rows)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": " "}, InputError),
        ({"text": "a\0b"}, InputError),
        ({"text": "Words.", "language": "English"}, InputError),
        ({"text": "Words.", "words": "no such words"}, InputError),
        ({"text": "Words.", "words": "900:999"}, SpanError),
    ],
)
def test_what_is_no_translation_is_refused(
    given: dict[str, str], error: type[Exception], record: Record
) -> None:
    report = foreign(record)
    more = {name: value for name, value in given.items() if name != "text"}
    with pytest.raises(error):
        record.translate(report, given["text"], by="ada", **more)  # type: ignore[arg-type]


def test_without_a_report_there_is_nothing_to_translate(record: Record) -> None:
    foreign(record)
    with pytest.raises(NoSuchEntry):
        record.translate("ffffffffffff", "Words.", by="ada")


def test_the_record_goes_on_from_a_translation_without_folding_anew(record: Record) -> None:
    draft = Draft("Norland demands tolls, it said.")
    record.enter([draft.position("Norland", "demands", "tolls", "demands tolls").reading()])
    before = record.entries("positions")
    record.translate(draft.report.id, "Norland verlangt Zölle.", language="de", by="ada")
    assert record.entries("positions") == before


def test_a_report_of_which_nothing_was_read_is_found_by_its_words(record: Record) -> None:
    unread = Draft(FRENCH)
    unread.notes.append(Note(kind="not_english", message="unread"))
    read = Draft("Norland refuses the tax, said la taxe.")
    record.enter([unread.reading(), read.reading()])
    for words in ("la taxe", "NORLAND refuse", "se tait"):
        assert [row.id for row in record.reports_page(words=words).rows] == [unread.report.id]
    assert record.reports_page(words="refuses").rows == ()
