"""The record in open formats: CSV files, one JSON file, one calendar."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.model.snapshot import Snapshot
from detente.views.calendar import calendar
from detente.views.escape import json_text
from detente.views.gold import ABOUT_GOLD, JudgedReport, gold_files
from detente.views.matrix import matrix_json, show_matrix
from detente.views.phrases import left_out_text
from detente.views.tables import Table, table_csv, table_json

# ZIP knows no time before 1980; a fixed one keeps the bytes the same.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


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
    """

    name: str
    write: Callable[[Export], Mapping[str, bytes]]
    judged: bool = False


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


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive, by name, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("csv", export_csv),
    Exporter("json", export_json),
    Exporter("ics", export_ics),
    Exporter("gold", export_gold, judged=True),
)


def _about(snapshot: Snapshot) -> list[str]:
    return [
        f"State of the record as of {snapshot.as_of.isoformat()}.",
        left_out_text(snapshot.coverage.left_out, snapshot.up_to),
        "A cell that would begin with = + - @ has an apostrophe before it, so that no "
        "spreadsheet takes it for a formula.",
    ]
