"""Tables: CSV and Parquet files, a report a row, columns named as the fields of JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from detente.model.errors import InputError
from detente.model.text import Report
from detente.reports.archives import ALIASES, FIELDS, report_of
from detente.reports.files import MAX_CHARACTERS, open_file
from detente.reports.given import Failure, Given

_SEPARATORS = ",;\t|"
_SAMPLE = 64_000
_MOST_COLUMNS = 1_000
_ROWS = 256


def collect_csv(path: Path, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each row of a CSV file; its first row names the columns.

    Errors: InputError if it cannot be opened, is not UTF-8, or lacks a column of texts.
    """
    with open_file(path) as stream, io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
        try:
            yield from _of_rows(_csv_rows(text), path, given)
        except UnicodeDecodeError as error:
            raise InputError(f"it is not UTF-8 (byte {error.start}); save it as UTF-8") from error
        except csv.Error as error:
            raise InputError(f"it is no CSV table ({error}); save it anew") from error


def collect_parquet(path: Path, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each row of a Parquet file.

    Errors: InputError if it cannot be read, lacks a column of texts, or pyarrow is missing.
    """
    try:
        import pyarrow  # noqa: PLC0415  (an extra, and slow to load)
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "Parquet files need an extra: pip install 'detente[tables]', or save it as .csv"
        ) from error
    with open_file(path) as stream:
        try:
            yield from _of_rows(_parquet_rows(pyarrow.parquet.ParquetFile(stream)), path, given)
        except (pyarrow.ArrowException, ValueError, OSError, MemoryError) as error:
            raise InputError(
                f"it is no Parquet file that can be read ({_short(error)})"
            ) from error


def _csv_rows(text: io.TextIOWrapper) -> Iterator[Mapping[str, Any]]:
    sample = text.read(_SAMPLE)
    text.seek(0)
    first = sample.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(2 * MAX_CHARACTERS)
    rows = csv.reader(text, delimiter=separator, strict=False)
    names = next(rows, [])
    if len(names) > _MOST_COLUMNS:
        raise InputError(f"its first row names {len(names)} columns; is it a table of reports?")
    columns = _columns(names)
    for row in rows:
        if any(cell.strip() for cell in row):
            yield {columns[n]: cell for n, cell in enumerate(row) if n in columns and cell}


def _parquet_rows(file: Any) -> Iterator[Mapping[str, Any]]:
    names = list(file.schema_arrow.names)
    columns = _columns(names)
    wanted = [names[n] for n in columns]
    for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
        for row in batch.to_pylist():
            found = {columns[names.index(name)]: value for name, value in row.items()}
            yield {name: _plain(value) for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    """A cell as JSON would have it: days and moments as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _columns(names: Iterable[str]) -> dict[int, str]:
    """Return which column is which field. Errors: InputError if none is of texts."""
    folded = [name.strip().lower() for name in names]
    found: dict[int, str] = {}
    for field in FIELDS:
        also = [other for other, meant in ALIASES.items() if meant == field]
        column = next((name for name in (field, *also) if name in folded), None)
        if column is not None:
            found[folded.index(column)] = field
    if "text" not in found.values():
        listed = ", ".join(name for name in folded[:10] if name) or "none"
        raise InputError(f"it has no column 'text' (its columns: {listed}); name it in its head")
    return found


def _of_rows(
    rows: Iterator[Mapping[str, Any]], path: Path, given: Given
) -> Iterator[Report | Failure]:
    number = 1
    for number, row in enumerate(rows, 2):  # the head is row 1
        try:
            yield report_of(row, given)
        except InputError as error:
            yield Failure(f"{path}:{number}", str(error))
    if number == 1:
        raise InputError("it holds no rows; write one report a row under the head")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120]
