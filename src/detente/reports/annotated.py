"""A folder of annotated reports: texts with their days, and what they say by the codebook.

DIR/texts/ID.txt     the text; spans count its code points
DIR/texts/ID.json    {"date": "2031-03-04" or null, "title": "…" or null}; may be missing
DIR/gold/ID.json     the annotation, in the codebook's form
"""

from __future__ import annotations

import datetime as dt
import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.model.dates import parse_day
from detente.model.errors import DateError, InputError
from detente.model.text import Report, make_report
from detente.model.vocabulary import Act, Polarity, ProgressLabel, Stance, Status
from detente.reports.files import decode, read_bytes

# What an annotated item must have to be compared, by its kind; `progress` is one item or null.
# A kind that is left out of an annotation was not annotated: none of it is expected, save LATER.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "actors": ("name",),
    "statements": ("speaker", "content"),
    "contacts": ("status", "participants", "evidence"),
    "proposals": ("evidence",),
    "positions": ("actor", "stance", "evidence"),
    "sticking_points": ("evidence",),
    "assessments": ("by", "polarity", "evidence"),
    "next_steps": ("evidence",),
    "unknowns": ("evidence",),
    "quantities": ("value", "evidence"),
    "commitments": ("by", "what", "evidence"),
    "compliance": ("by", "act", "evidence"),
}
# Kinds of which older annotations do not know: one that is missing there is not compared.
LATER = frozenset({"commitments", "compliance"})
_SPANS = ("content", "evidence")
_CLOSED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("contacts", "status"): typing.get_args(Status),
    ("positions", "stance"): typing.get_args(Stance),
    ("assessments", "polarity"): typing.get_args(Polarity),
    ("progress", "label"): typing.get_args(ProgressLabel),
    ("compliance", "act"): typing.get_args(Act),
}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report, and what it says in the codebook's form."""

    report: Report
    gold: dict[str, Any]


def annotated(folder: Path, retrieved: dt.datetime) -> Iterator[Annotated]:
    """Yield the annotated reports of a folder, by id.

    retrieved: The moment to note as that of retrieval, aware UTC.

    Errors: InputError, with file and place, if the folder or an annotation cannot be used.
    """
    if not folder.is_dir():
        raise InputError(
            f"{folder}: there is no such folder; name one with texts/ and gold/ in it"
        )
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise InputError(
            f"{folder}: no annotations; put each report's into gold/ID.json "
            "and its text into texts/ID.txt"
        )
    for path in paths:
        report = _report(folder / "texts" / f"{path.stem}.txt", retrieved)
        yield Annotated(report, _gold(path, report.text))


def _report(path: Path, retrieved: dt.datetime) -> Report:
    text = _text(path)
    about_path = path.with_suffix(".json")
    about = _object(about_path) if about_path.exists() else {}
    try:
        day = parse_day(about["date"]) if about.get("date") else None
        report = make_report(
            text, key=path.stem, title=about.get("title"), published=day, retrieved=retrieved
        )
    except DateError as error:
        raise InputError(f"{about_path}: {error}") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    if report.text != text:
        raise InputError(
            f"{path}: the text is not Unicode NFC with plain line ends, so that spans would "
            "shift; convert it and annotate it anew"
        )
    return report


def _gold(path: Path, text: str) -> dict[str, Any]:
    gold = _object(path)
    form: dict[str, Any] = {**gold, "ignore": gold.get("ignore", [])}
    for kind, needed in _NEEDED.items():
        if kind in LATER and kind not in gold:
            continue
        form[kind] = _list(gold.get(kind, []), f"{path}: {kind}")
        for n, item in enumerate(form[kind], 1):
            _check_item(f"{path}: {kind} {n}", kind, item, needed=needed, text=text)
    progress = gold.get("progress")
    form["progress"] = progress
    if progress is not None:
        _check_item(f"{path}: progress", "progress", progress, needed=("label",), text=text)
    for n, span in enumerate(_list(form["ignore"], f"{path}: ignore"), 1):
        _check_span(f"{path}: ignore {n}", span, text)
    return form


def _check_item(where: str, kind: str, item: Any, *, needed: tuple[str, ...], text: str) -> None:
    if not isinstance(item, dict):
        raise InputError(f"{where}: is no object; see the codebook's form")
    missing = [name for name in needed if name not in item]
    if missing:
        raise InputError(f"{where}: lacks {', '.join(missing)}; see the codebook's form")
    for name in needed:
        choices = _CLOSED.get((kind, name))
        if choices is not None and item[name] not in choices:
            raise InputError(
                f"{where}: unknown {name} {item[name]!r}; choose one of {', '.join(choices)}"
            )
        if name in _SPANS:
            _check_span(f"{where}: {name}", item[name], text)
        elif name == "participants":
            _list(item[name], f"{where}: {name}")


def _check_span(where: str, span: Any, text: str) -> None:
    ends = (span.get("start"), span.get("end")) if isinstance(span, dict) else (None, None)
    start, end = ends
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise InputError(
            f"{where}: no words at {start}:{end} of a text of {len(text)} code points; "
            "was the text changed?"
        )
    if "text" in span and span["text"] != text[start:end]:
        raise InputError(
            f"{where}: the words at {start}:{end} of the text are {text[start:end]!r}, "
            f"not {span['text']!r}; was the text changed?"
        )


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(f"{where}: is no list; see the codebook's form")
    return value


def _object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(_text(path))
    except ValueError as error:
        raise InputError(f"{path}: is no JSON ({error}); correct it") from error
    if not isinstance(value, dict):
        raise InputError(f"{path}: holds no JSON object; see the codebook's form")
    return value


def _text(path: Path) -> str:
    try:
        return decode(read_bytes(path))
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
