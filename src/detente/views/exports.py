"""The record in open formats: tables, sheets, one JSON file, a calendar, exchange formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.model.snapshot import Snapshot
from detente.views.calendar import calendar
from detente.views.escape import json_text
from detente.views.gold import ABOUT_GOLD, JudgedReport, gold_files
from detente.views.interchange.dna import dna_csv
from detente.views.interchange.ftm import ftm_lines
from detente.views.interchange.mend import mend_csv
from detente.views.interchange.sqlite import metadata_json, sqlite_bytes
from detente.views.kinds import READ_KINDS
from detente.views.matrix import matrix_json, show_matrix
from detente.views.phrases import left_out_text
from detente.views.tables import Table, table_csv, table_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What goes out: the state as of a day, and every table of the record within the mark.

    judged: The reports that the desk judged, for formats that ask for them.
    """

    snapshot: Snapshot
    tables: tuple[Table, ...] = ()
    judged: tuple[JudgedReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format and the name to call it by. Other packages add theirs: "detente.exporters".

    write: Returns the bytes of each file by its name; several files are a folder or an archive.
    judged: Whether it asks for the reports that the desk judged, with their texts.
    about: What it is, in a few words.
    """

    name: str
    write: Callable[[Export], Mapping[str, bytes]]
    judged: bool = False
    about: str = ""


def export_csv(export: Export) -> dict[str, bytes]:
    """Return one CSV file a table, the matrix, and a text that says what was left out."""
    files = {f"{table.kind}.csv": table_csv(table).encode() for table in export.tables}
    files["matrix.csv"] = show_matrix(export.snapshot, format="csv").encode()
    files["about.txt"] = "".join(f"{line}\n" for line in _about(export.snapshot)).encode()
    return dict(sorted(files.items()))


def export_json(export: Export) -> dict[str, bytes]:
    """Return one JSON file with every table and the matrix."""
    snapshot = export.snapshot
    values = {
        "as_of": snapshot.as_of.isoformat(),
        "up_to": snapshot.up_to,
        "left_out": snapshot.coverage.left_out,
        "matrix": matrix_json(snapshot),
        **{table.kind.replace("-", "_"): table_json(table) for table in export.tables},
    }
    return {"record.json": json_text(values).encode()}


def export_ics(export: Export) -> dict[str, bytes]:
    """Return one iCalendar file with the contacts and next steps that have days."""
    return {"record.ics": calendar(export.snapshot)}


def export_gold(export: Export) -> dict[str, bytes]:
    """Return the reports that the desk judged as a folder of annotated reports."""
    left_out = left_out_text(export.snapshot.coverage.left_out, export.snapshot.up_to)
    about = "".join(f"{line}\n" for line in (*ABOUT_GOLD, left_out)).encode()
    return {"about.txt": about, **gold_files(export.judged, export.snapshot.parties)}


def export_xlsx(export: Export) -> dict[str, bytes]:
    """Return one XLSX: a sheet a table."""
    from detente.views.office.xlsx import write_xlsx  # noqa: PLC0415 (other formats need none)

    return {"record.xlsx": write_xlsx(_read(export), _about(export.snapshot)[:2])}


def export_sqlite(export: Export) -> dict[str, bytes]:
    """Return one SQLite file with views, and what Datasette says of them."""
    about = _about(export.snapshot)[:2]
    return {
        "metadata.json": metadata_json(about[0]),
        "record.db": sqlite_bytes(_read(export), about),
    }


def export_dna(export: Export) -> dict[str, bytes]:
    """Return positions as statements of a discourse network."""
    return {"statements.csv": dna_csv(export.tables, export.snapshot.issues)}


def export_mend(export: Export) -> dict[str, bytes]:
    """Return contacts as mediation events."""
    return {"events.csv": mend_csv(export.tables)}


def export_ftm(export: Export) -> dict[str, bytes]:
    """Return actors, reports, contacts and positions as entities of FollowTheMoney."""
    return {"entities.ftm.json": ftm_lines(export.tables)}


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("csv", export_csv, about="a table for each kind of entry, and the matrix"),
    Exporter("json", export_json, about="every table and the matrix in one file"),
    Exporter("ics", export_ics, about="contacts and next steps that have a day, for a calendar"),
    Exporter(
        "gold",
        export_gold,
        judged=True,
        about="the reports that the desk judged, with their texts, as annotated reports for "
        "'detente eval'",
    ),
    Exporter(
        "xlsx",
        export_xlsx,
        about="the tables as sheets of one workbook, without what the desk did",
    ),
    Exporter(
        "sqlite",
        export_sqlite,
        about="the tables in a database with views, for Datasette, without what the desk did",
    ),
    Exporter(
        "dna",
        export_dna,
        about="positions as statements: person, organization, concept, agreement",
    ),
    Exporter("mend", export_mend, about="contacts as mediation events"),
    Exporter(
        "ftm",
        export_ftm,
        about="actors, reports, contacts, positions as FollowTheMoney entities",
    ),
)


def _read(export: Export) -> tuple[Table, ...]:
    """Return the tables of what was read: what the desk did stays at the desk."""
    return tuple(table for table in export.tables if table.kind in READ_KINDS)


def _about(snapshot: Snapshot) -> list[str]:
    return [
        f"State of the record as of {snapshot.as_of.isoformat()}.",
        left_out_text(snapshot.coverage.left_out, snapshot.up_to),
        "A cell that would begin with = + - @ has an apostrophe before it, so that no "
        "spreadsheet takes it for a formula.",
    ]
