"""What reports say of themselves is kept beside them, and goes with them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert, text

from detente.model.claims import Reading
from detente.model.text import NO_DETAILS, Details
from detente.record import Record, schema
from detente.record.database import Database
from detente.record.facts import moment
from detente.record.forms import FORMS, Forms
from tests.record.build import Clock, Draft
from tests.record.places import Places

SAID = Details(
    author="Mara Lind",
    agency="Northern Press",
    language="en",
    updated=dt.date(2031, 3, 2),
    updated_at=dt.datetime(2031, 3, 2, 7, 30, tzinfo=dt.UTC),
)


def reading(number: int, details: Details) -> Reading:
    draft = Draft(f"Norland demands toll {number}, it said.")
    written = draft.reading()
    return replace(written, report=replace(written.report, details=details))


def kept_rows(name: str) -> int:
    database = Database(name)
    with database.read() as connection:
        found = connection.execute(text("SELECT count(*) FROM report_details")).scalar()
    database.close()
    assert isinstance(found, int)
    return found


def test_what_a_report_says_of_itself_comes_back(record: Record) -> None:
    one, other = reading(1, SAID), reading(2, NO_DETAILS)
    record.enter([one, other])
    assert record.report(one.report.id) == one.report
    assert record.report(other.report.id).details == NO_DETAILS
    rows = {row.id: row.details for row in record.reports()}
    assert rows == {one.report.id: SAID, other.report.id: NO_DETAILS}


def test_a_purge_takes_it_along(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        one = reading(1, SAID)
        record.enter([one, reading(2, NO_DETAILS), reading(3, Details(language="fr"))])
        record.purge(one.report.id, "asked to", "ada")
    assert kept_rows(name) == 1


def test_a_record_from_before_opens_and_takes_them(files: Places) -> None:
    name = files()
    old = Database(name, forms=Forms(FORMS.folder, FORMS.steps[:3]))
    old.open(create=True, now=Clock())
    first = reading(1, NO_DETAILS).report
    with old.write() as connection:
        connection.execute(
            insert(schema.reports).values(
                id=first.id,
                key=first.key,
                outlet=first.source.name,
                address=first.source.address,
                retrieved=moment(first.retrieved),
                entered=moment(first.retrieved),
                mark=first.mark,
                text=first.text,
            )
        )
    old.close()
    with files.open(name) as record:
        record.enter([reading(2, SAID)])
        found = [record.report(row.id).details for row in record.reports()]
    assert sorted(found, key=str) == sorted([SAID, NO_DETAILS], key=str)
    assert list(Path(name).parent.glob("*.bak"))
