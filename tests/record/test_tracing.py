"""What an upgrade finds of whose words are whose is what entering the reports had found."""

from typing import Any

from sqlalchemy import delete, select

from detente.record import Record, schema
from detente.record.database import Database
from detente.record.tracing import trace_all
from tests.record.build import Draft
from tests.record.places import Places
from tests.record.test_twins import FIRST, OWN, SECOND

TABLES = (schema.runs, schema.copies, schema.roots, schema.revised)


def drafts() -> list[Draft]:
    wire = Draft(
        f"{FIRST}\n{SECOND}", "2031-03-01", "norwire", address="https://norwire.example/a"
    )
    told = "Norland rejects a fee, two officials told Axios."
    paper = Draft(
        f"{OWN}\n{SECOND}\n{told}", "2031-03-02", "post", address="https://post.example/a"
    )
    paper.position("Norland", "rejects", "a fee", "Norland rejects a fee", reported_by="narrator")
    later = Draft(f"{OWN}\n{SECOND}", "2031-03-03", "post", address="https://post.example/a")
    return [wire, paper, later]


def held(database: Database) -> list[Any]:
    with database.read() as connection:
        return [sorted(map(tuple, connection.execute(select(table)))) for table in TABLES]


def test_an_older_record_is_traced_as_a_new_one_is(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        assert isinstance(record, Record)
        record.enter(draft.reading() for draft in drafts())
    database = Database(name)
    before = held(database)
    assert all(before)
    with database.write() as connection:
        for table in TABLES:
            connection.execute(delete(table))
        trace_all(connection)
    assert held(database) == before
    database.close()
