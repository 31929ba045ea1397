"""Exchange formats, read back as their readers read them."""

from __future__ import annotations

import asyncio
import csv
import html
import importlib.util
import io
import json
import re
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from detente.views.exports import EXPORTERS, Export
from detente.views.interchange.sqlite import VIEWS
from detente.views.tables import actor_table, entry_table, note_table, report_table
from tests.views.sample import E_SAID, PARTIES, SNAPSHOT
from tests.views.test_tables import REPORT

POSITIONS = tuple(
    held.entry for standing in SNAPSHOT.standings for held in (*standing.own, *standing.others)
)
EXPORT = Export(
    snapshot=SNAPSHOT,
    tables=(
        report_table([REPORT]),
        actor_table(PARTIES),
        entry_table("statements", [E_SAID]),
        entry_table("contacts", SNAPSHOT.contacts),
        entry_table("positions", POSITIONS),
        note_table([]),
        replace(note_table([]), kind="judgements"),
    ),
)
# What FollowTheMoney 4 publishes of the schemata used here: which properties are theirs.
KNOWN = {
    "Person": {"name", "alias", "position"},
    "PublicBody": {"name", "alias", "summary"},
    "Organization": {"name", "alias", "summary"},
    "Representation": {"agent", "client", "role"},
    "Documentation": {"document", "entity"},
    "Article": {"title", "publisher", "publishedAt", "retrievedAt", "sourceUrl"},
    "Note": {"name", "entity", "description", "publisher", "proof", "keywords"},
    "Event": {
        *("name", "startDate", "endDate", "location", "involved", "organizer", "summary"),
        *("description", "proof", "keywords"),
    },
}


def written(name: str, export: Export = EXPORT) -> dict[str, bytes]:
    return dict(next(e for e in EXPORTERS if e.name == name).write(export))


def rows(name: str) -> list[dict[str, str]]:
    [data] = written(name).values()
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def entities() -> list[dict[str, Any]]:
    [data] = written("ftm").values()
    return [json.loads(line) for line in data.decode().splitlines()]


def test_dna_has_a_statement_a_position_with_who_what_and_whether() -> None:
    found = {row["statement_id"]: row for row in rows("dna")}
    assert set(found) == {entry.id for entry in POSITIONS}
    by_stance = {row["stance"]: row["agreement"] for row in found.values()}
    assert by_stance["rejects"] == "0"
    assert by_stance["demands"] == "1"
    [row] = [row for row in found.values() if row["stance"] == "rejects"]
    assert (row["person"], row["organization"]) == ("Ada Lund", "Sudmark")
    assert row["concept"] == "forces leave the Saltmarsh strip"
    assert row["time"] == "2031-03-01"


def test_words_that_are_a_translation_say_so_in_every_format() -> None:
    one, *_ = POSITIONS
    spoken = replace(one, claim=replace(one.claim, translated="stated"))
    export = replace(EXPORT, tables=(entry_table("positions", [spoken]), actor_table(PARTIES)))
    [dna] = written("dna", export).values()
    [row] = csv.DictReader(io.StringIO(dna.decode(), newline=""))
    assert row["translated"] == "stated"
    [lines] = written("ftm", export).values()
    notes = [made for made in map(json.loads, lines.decode().splitlines()) if made["id"] == one.id]
    assert "translation stated" in notes[0]["properties"]["keywords"]
    assert {row["translated"] for row in rows("dna")} == {""}
    assert {row["translated"] for row in rows("mend")} == {""}


# Of each statement in an event list of rDNA 3, without its place in the document and its coder.
RDNA_EVENT = {
    *("statement_id", "time", "text", "document_id", "document_title", "document_author"),
    *("document_source", "document_section", "document_type"),
}
# Of the kind of statement that a new database of Discourse Network Analyzer has.
DNA_STATEMENT = ("person", "organization", "concept", "agreement")
FORMATS_PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
DAY_OR_NONE = re.compile(r"(\d{4}-\d\d-\d\d)?")


def documented(name: str) -> list[str]:
    """The columns of a format, in the order in which its page lists them."""
    page = FORMATS_PAGE.read_text("utf-8")
    listed = re.search(rf"^{name}: ([^:]*?)$\n(?=\w+: |```)", page, re.MULTILINE)
    assert listed is not None
    return listed[1].split()


def test_dna_has_the_columns_of_an_event_list_and_their_types() -> None:
    found = rows("dna")
    keys = list(found[0])
    assert set(keys[:9]) == RDNA_EVENT
    assert tuple(keys[9:13]) == DNA_STATEMENT
    assert keys == documented("dna")
    for row in found:
        assert DAY_OR_NONE.fullmatch(row["time"])
        assert row["agreement"] in ("0", "1")
        assert row["sure"] in ("yes", "no")
        assert row["organization"] and row["concept"] and row["text"] and row["document_id"]
    assert len({row["statement_id"] for row in found}) == len(found)


def test_mend_has_days_numbers_and_yes_or_no() -> None:
    assert list(rows("mend")[0]) == documented("mend")
    for row in rows("mend"):
        assert DAY_OR_NONE.fullmatch(row["start_date"])
        assert DAY_OR_NONE.fullmatch(row["end_date"])
        assert row["start_date"] <= row["end_date"]
        assert row["date_precision"] in ("", "day", "month", "year", "range")
        parties = [name for name in row["parties"].split("; ") if name]
        assert int(row["n_parties"]) == len(parties)
        through = row["mediators"] or row["format"] == "indirect"
        assert row["mediated"] == ("yes" if through else "")
        assert int(row["sources"]) >= 1


def test_talks_through_others_are_mediated_and_of_others_it_is_not_told() -> None:
    talks = next(entry for entry in SNAPSHOT.contacts if entry.kind == "held")
    sides = tuple(p for p in talks.claim.participants if p.role != "mediator")  # type: ignore[attr-defined]
    for form, said in (("indirect", "yes"), ("unknown", "")):
        held = replace(talks, claim=replace(talks.claim, participants=sides, format=form))
        export = replace(EXPORT, tables=(entry_table("contacts", [held]),))
        [data] = written("mend", export).values()
        [row] = csv.DictReader(io.StringIO(data.decode(), newline=""))
        assert (row["mediators"], row["mediated"]) == ("", said)


def test_dna_has_no_row_for_a_stance_that_is_neither_for_nor_against() -> None:
    first = POSITIONS[0]
    kept_open = replace(first, claim=replace(first.claim, stance="reserves"))
    tables = (entry_table("positions", [kept_open]),)
    [data] = written("dna", replace(EXPORT, tables=tables)).values()
    assert data.decode().count("\n") == 1


def test_mend_has_an_event_a_contact_with_its_days_and_roles() -> None:
    found = rows("mend")
    assert [row["event_id"] for row in found] == [entry.id for entry in SNAPSHOT.contacts]
    [talks] = [row for row in found if row["event_type"] == "talks"]
    assert (talks["parties"], talks["mediators"], talks["mediated"]) == (
        "Norland; Sudmark",
        "Vesse",
        "yes",
    )
    assert (talks["start_date"], talks["end_date"]) == ("2031-02-28", "2031-02-28")
    assert talks["location"] == "Port Ley"


def test_entities_have_properties_of_their_schema_and_point_at_one_another() -> None:
    found = entities()
    assert {one["schema"] for one in found} >= {"Article", "Event", "Note", "PublicBody"}
    ids = {one["id"] for one in found}
    assert len(ids) == len(found)
    for one in found:
        assert set(one["properties"]) <= KNOWN[one["schema"]]
        assert all(isinstance(v, str) for values in one["properties"].values() for v in values)
        for name in ("agent", "client", "document", "entity", "involved", "organizer", "proof"):
            assert set(one["properties"].get(name, ())) <= ids


class NotInstalled:
    """What stands for a library that is built from source: whoever uses it fails."""

    def __init__(self, *_: object) -> None:
        """Take what the library would be made with."""

    createInstance = classmethod(lambda cls, *_: cls())  # noqa: N815  (ICU's name)

    def transliterate(self, _: str) -> str:
        raise AssertionError("an entity is read without transliteration")

    def feed(self, _: bytes) -> None:
        raise AssertionError("an entity is read without guesses at its encoding")


@pytest.fixture
def followthemoney(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The library, also where two that it loads and does not need here are not installed."""
    for name, made in (("icu", "Transliterator"), ("chardet", "UniversalDetector")):
        if importlib.util.find_spec(name) is None:
            stand_in = ModuleType(name)
            setattr(stand_in, made, NotInstalled)
            monkeypatch.setitem(sys.modules, name, stand_in)
    return importlib.import_module("followthemoney")


def test_followthemoney_keeps_every_value(followthemoney: ModuleType) -> None:
    for one in entities():
        read = followthemoney.model.get_proxy(one, cleaned=False).to_dict()["properties"]
        assert {k: set(v) for k, v in read.items()} == {
            k: set(v) for k, v in one["properties"].items()
        }


def test_the_database_answers_the_questions_of_its_views() -> None:
    files = written("sqlite")
    described = json.loads(files["metadata.json"])["databases"]["record"]["tables"]
    database = sqlite3.connect(":memory:")
    database.deserialize(files["record.db"])
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert names >= {view.name for view in VIEWS} == set(described)
    assert "judgements" not in names  # what the desk did stays at the desk
    said = database.execute("SELECT id, speaker, words FROM who_said_what").fetchall()
    assert said == [(E_SAID.id, "Ada Lund", E_SAID.claim.main.text)]
    for view in VIEWS:
        assert database.execute(f'SELECT count(*) FROM "{view.name}"').fetchone()[0] > 0  # noqa: S608
    database.close()


def test_datasette_serves_every_view_with_what_is_said_of_it(tmp_path: Path) -> None:
    datasette = pytest.importorskip("datasette.app", reason="the tool is not installed")
    files = written("sqlite")
    (tmp_path / "record.db").write_bytes(files["record.db"])
    metadata = json.loads(files["metadata.json"])
    served = datasette.Datasette([str(tmp_path / "record.db")], metadata=metadata)

    async def ask() -> dict[str, Any]:
        await served.invoke_startup()
        made = {}
        for view in VIEWS:
            answer = await served.client.get(f"/record/{view.name}.json?_shape=objects")
            assert answer.status_code == 200, view.name
            made[view.name] = answer.json()["rows"]
            page = await served.client.get(f"/record/{view.name}")
            assert view.answers.rstrip(".") in html.unescape(page.text)
        return made

    # a thread of its own: where a browser is driven in this process, a loop runs in this one
    with ThreadPoolExecutor(1) as aside:
        made = aside.submit(asyncio.run, ask()).result()
    assert [row["words"] for row in made["who_said_what"]] == [E_SAID.claim.main.text]
    assert {row["id"] for row in made["who_met_whom"]} == {e.id for e in SNAPSHOT.contacts}


def test_every_format_has_the_same_bytes_each_time() -> None:
    for name in ("xlsx", "sqlite", "dna", "mend", "ftm"):
        assert written(name) == written(name)
