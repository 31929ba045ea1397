"""What the name of an outlet tells, and what follows of who was first and who copied whom."""

from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy import text as sql

from detente.model.agencies import agency_names
from detente.record import Record, schema
from detente.record.database import Database
from detente.record.outlets import is_agency, is_body
from tests.record.build import Clock, Draft
from tests.record.places import Places
from tests.record.test_twins import FIRST, OWN, QUOTE, SECOND

AGREED = "The ministers agreed that their experts would meet again in Port Vell on 6 October."


def test_every_agency_that_reports_credit_is_known_as_one() -> None:
    names = agency_names()
    assert len(names) > 50
    assert [name for name in names if not is_agency(name)] == []


@pytest.mark.parametrize("name", ["The Vell Gazette", "Agency Review", "Lantern 24"])
def test_other_outlets_are_no_agencies(name: str) -> None:
    assert not is_agency(name)


def test_who_publishes_for_a_body_is_told_by_name() -> None:
    assert is_body("Office of the Prime Minister of Norland")
    assert not is_body("Norland Post")


def outlets(record: Record, draft: Draft) -> list[tuple[str, str]]:
    entry = record.entry(draft.claims[0].id)
    return [(sighting.outlet, sighting.origin) for sighting in entry.sightings]


def demand(outlet: str, text: str) -> Draft:
    address = f"https://{outlet.replace(' ', '').lower()}.example/a"
    draft = Draft(text, outlet=outlet, address=address)
    return draft.position("Norland", "demands", "a fee", "Norland demands a fee")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_one_day_the_agency_was_first(record: Record, order: tuple[int, int]) -> None:
    text = f"{FIRST}\nNorland demands a fee, its envoys said.\n{SECOND}"
    both = [demand("A Gazette", text), demand("Halden News Agency", text)]
    for place in order:
        record.enter([both[place].reading()])
    wire = both[1].report.id
    assert outlets(record, both[0]) == [("Halden News Agency", wire), ("A Gazette", wire)]


def readouts() -> list[Draft]:
    said = "Norland demands a fee, the minister said."
    return [
        demand("Norland Ministry of Foreign Affairs", f"{OWN}\n{said}\n{AGREED}"),
        demand("Sudmark Ministry of Foreign Affairs", f"{AGREED}\n{said} {QUOTE}"),
    ]


def test_what_two_bodies_agreed_on_is_in_the_words_of_each(record: Record) -> None:
    record.enter(draft.reading() for draft in readouts())
    origins = {origin for _, origin in outlets(record, readouts()[0])}
    assert origins == {draft.report.id for draft in readouts()}


def test_a_communique_that_two_bodies_publish_is_one_text(record: Record) -> None:
    text = f"{FIRST}\nNorland demands a fee, both said.\n{SECOND}"
    both = [demand(draft.report.source.name, text) for draft in readouts()]
    record.enter(draft.reading() for draft in both)
    assert len({origin for _, origin in outlets(record, both[0])}) == 1


def pairs(database: Database) -> list[Any]:
    with database.read() as connection:
        return sorted(map(tuple, connection.execute(select(schema.copies))))


def test_an_older_record_is_paired_as_a_new_one_is(places: Places) -> None:
    name = places()
    text = f"{FIRST}\nNorland demands a fee, its envoys said.\n{SECOND}"
    wire, paper = demand("Halden News Agency", text), demand("A Gazette", text)
    with places.open(name) as record:
        assert isinstance(record, Record)
        record.enter(draft.reading() for draft in (wire, paper, *readouts()))
    database = Database(name)
    before = pairs(database)
    assert [(row[0], row[1]) for row in before] == [(paper.report.id, wire.report.id)]
    norland, sudmark = (draft.report.id for draft in readouts())
    older = [(wire.report.id, paper.report.id), (sudmark, norland)]
    with database.write() as connection:
        connection.execute(schema.copies.delete())
        for report, other in older:
            row = {"report": report, "other": other, "share": 0.3, "taken": "[]"}
            connection.execute(insert(schema.copies), [row])
        schema.first_pages.drop(connection)  # of a later form
        connection.execute(sql("UPDATE alembic_version SET version_num = '0007'"))
    database.close()
    database.open(create=False, now=Clock())
    assert pairs(database) == before
    database.close()
