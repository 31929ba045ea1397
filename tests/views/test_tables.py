from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.errors import UnknownName
from detente.model.rows import NoteRow, ReportRow
from detente.views.kinds import FAMILY_BY_KIND, KINDS
from detente.views.tables import (
    actor_table,
    entry_table,
    note_table,
    report_table,
    show_table,
)
from tests.views.expected import matches
from tests.views.pagecheck import check
from tests.views.sample import (
    E_DEMAND,
    E_REFUSAL,
    E_SAID,
    E_TIMETABLE,
    PARTIES,
    REPORTS,
    RETRIEVED,
    SNAPSHOT,
    words,
)
from tests.views.worlds import EXAMPLES, NASTY, entry_of, snapshots

POSITIONS = entry_table("positions", (E_DEMAND, E_REFUSAL, E_TIMETABLE))
REPORT = ReportRow(
    id=REPORTS["wire"].id,
    key="wire",
    outlet="Harbour Wire",
    address="https://wire.example/1",
    title="=cmd|' /C calc'!A0",
    published=dt.date(2031, 3, 1),
    retrieved=RETRIEVED,
    entered=RETRIEVED,
    mark="internal",
    revises="0123456789ab",
    origin=REPORTS["wire"].id,
    reader="rules@1",
    n_claims=8,
    n_notes=1,
)
NOTE = NoteRow(
    id="n1", report="r1", kind="doubt", message="who it is", evidence=words("wire", "Neither")
)


@pytest.mark.parametrize("form", ["text", "csv", "html", "json"])
def test_the_table_is_the_expected_one(form):
    ending = {"text": "txt"}.get(form, form)
    assert matches(f"positions.{ending}", show_table(POSITIONS, format=form, left_out=2))


def test_a_row_carries_id_report_words_rule_and_confidence():
    rows = json.loads(show_table(POSITIONS, format="json"))["rows"]
    row = rows[1]
    assert row["id"] == E_REFUSAL.id
    assert row["report"] == REPORTS["wire"].id
    assert [REPORTS["wire"].text[e["start"] : e["end"]] for e in row["evidence"]] == [
        "“We will not leave the strip,”"
    ]
    assert row["rule"] == "en.position.refusal@2"
    assert row["confidence"] == 0.8
    assert row["sightings"][0]["outlet"] == "Harbour Wire"


def test_every_kind_has_columns_that_are_keys_of_its_rows():
    for kind, family in FAMILY_BY_KIND.items():
        entries = [entry_of(c, "words", n) for n, c in enumerate(EXAMPLES) if type(c) is family]
        table = entry_table(kind, entries)
        rows = json.loads(show_table(table, format="json"))["rows"]
        assert rows
        assert all(set(table.keys) <= set(row) for row in rows)
        assert len({tuple(row) for row in rows}) == 1


def test_an_empty_table_has_its_columns_and_says_that_it_is_empty():
    table = entry_table("contacts", ())
    assert show_table(table, format="csv").startswith("id,kind,participants,")
    assert show_table(table) == "0 rows. Nothing left out (up to public).\n"


def test_what_the_mark_left_out_is_said():
    assert "2 reports marked above public left out." in show_table(POSITIONS, left_out=2)
    assert json.loads(show_table(POSITIONS, format="json", left_out=2))["left_out"] == 2


def test_reports_actors_and_notes():
    reports = show_table(report_table([REPORT]))
    assert "8 claims, 1 note · revises" in reports
    assert "0123456789ab · internal" in reports
    assert "Ada Lund: person, foreign minister, for Sudmark" in show_table(actor_table(PARTIES))
    assert "doubt: who it is: “Neither”" in show_table(note_table([NOTE]))
    for table in (report_table([REPORT]), actor_table(PARTIES), note_table([NOTE])):
        assert table.kind in KINDS
        rows = json.loads(show_table(table, format="json"))["rows"]
        assert all(set(row) == set(table.keys) for row in rows)
        check(show_table(table, format="html"))
    assert "'=cmd" in show_table(report_table([REPORT]), format="csv")


@pytest.mark.parametrize("text", NASTY)
def test_words_stay_words(text):
    entries = [entry_of(claim, text, n) for n, claim in enumerate(EXAMPLES)]
    for kind, family in FAMILY_BY_KIND.items():
        table = entry_table(kind, [e for e in entries if type(e.claim) is family])
        page = check(show_table(table, format="html"))
        assert not page.tags & {"b", "script"}
        assert all(len(line) <= 100 for line in show_table(table).split("\n"))
        rows = csv.reader(io.StringIO(show_table(table, format="csv"), newline=""))
        assert not any(cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(most=10))
def test_json_and_csv_have_a_row_for_each_entry(snapshot):
    table = entry_table("contacts", snapshot.contacts)
    rows = list(csv.reader(io.StringIO(show_table(table, format="csv"), newline="")))
    ids = [row["id"] for row in json.loads(show_table(table, format="json"))["rows"]]
    assert [row[0] for row in rows[1:]] == ids == [entry.id for entry in snapshot.contacts]


def test_an_unknown_kind_or_format_lists_the_known_ones():
    with pytest.raises(UnknownName, match="sticking-points"):
        entry_table("sticking_points", SNAPSHOT.sticking_points)
    with pytest.raises(UnknownName, match="csv, html, json, text"):
        show_table(POSITIONS, format="xml")


def test_words_that_the_sentence_has_are_not_said_twice():
    made = " ".join(show_table(entry_table("statements", (E_SAID,))).split())
    assert made.count("We will not leave the strip") == 1
