"""One report of the record: where it is from, what it replaces or copies, and its words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.model.answers import Revision, TakenOver
from detente.model.errors import UnknownName
from detente.model.rows import UNREAD, NoteRow, ReportRow
from detente.model.text import Details, Mark, Report
from detente.model.translations import Translation
from detente.views.escape import json_text, one_line
from detente.views.layout import COLUMNS, beside, shorten, wrap
from detente.views.pages import page
from detente.views.phrases import date_text, left_out_text, many, moment_text, quote
from detente.views.revisions import edits
from detente.views.tables import report_table, table_json
from detente.views.translations import translation_head, translation_lines, translations_json

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A report as it is shown.

    taken: Words that stood elsewhere before. texts: All texts of its article, oldest first.
    translations: What the desk laid beside it; `left_out` counts those above the mark.
    notes: What in it was not understood. names: Whether it is said who made them.
    """

    row: ReportRow
    text: str
    taken: Sequence[TakenOver] = ()
    texts: Sequence[Revision] = ()
    translations: Sequence[Translation] = ()
    notes: Sequence[NoteRow] = ()
    left_out: int = 0
    names: bool = False


def show_report(shown: Shown, *, format: str = "text", up_to: Mark) -> str:  # noqa: A002
    """Return one report as text, json or html."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](shown, up_to)


def text_digest(report: Report) -> str:
    """Return the SHA-256 of a report's text in UTF-8, to compare with another copy of it."""
    return hashlib.sha256(report.text.encode()).hexdigest()


def _text(shown: Shown, up_to: Mark) -> str:
    row, text = shown.row, shown.text
    head = f"report, {row.outlet}, {date_text(row.published)}"
    lines = [beside(head, row.id) or head, *wrap(_title(row), first="  ", rest="  "), ""]
    for name, value in _facts(shown):
        lines += wrap(f"{name}: {value}", first="  ", rest="    ")
    lines += _not_understood(shown)
    lines += _taken(shown)
    lines += _texts(shown)
    lines += ["", "Words"]
    for part in text.strip("\n").split("\n"):
        lines += wrap(part, COLUMNS, first="  | ", rest="  | ") if part.strip() else ["  |"]
    lines += translation_lines(shown.translations, names=shown.names)
    return "\n".join([*lines, "", left_out_text(shown.left_out, up_to, "translation")]) + "\n"


def taken_text(one: TakenOver) -> str:
    """Return where words stood first, in words."""
    return f"{one.outlet}, {date_text(one.published)}"


def _taken(shown: Shown) -> list[str]:
    if not shown.taken:
        return []
    lines = ["", "Words that stood elsewhere first"]
    for one in shown.taken:
        words = quote(shorten(one_line(shown.text[one.start : one.end]), 2 * COLUMNS))
        said = f"{one.start}:{one.end} {taken_text(one)}, report {one.origin}: {words}"
        lines += wrap(said, first="  ", rest="    ")
    return lines


def _not_understood(shown: Shown) -> list[str]:
    told = [note for note in shown.notes if not _is_of_unread(note)]
    if not told:
        return []
    lines = ["", "Not understood"]
    for note in told:
        lines += wrap(_note_text(note), first="  ", rest="    ")
    return lines


def _note_text(note: NoteRow) -> str:
    if note.evidence is None:
        return one_line(note.message)
    words = quote(shorten(one_line(note.evidence.text), 2 * COLUMNS))
    return f"{note.evidence.start}:{note.evidence.end} {one_line(note.message)}: {words}"


def _texts(shown: Shown) -> list[str]:
    if len(shown.texts) < 2:
        return []
    lines = ["", "Texts of this article"]
    for before, after in pairwise(shown.texts):
        lines += wrap(edits_text(before, after), first="  ", rest="    ")
        found = edits(before, after)
        changed = [("+", found.came), ("-", found.went), ("~", found.moved)]
        changed += [(">", tuple(pair.after for pair in found.reworded))]
        for sign, sentences in changed:
            for sentence in sentences:
                lines += wrap(one_line(sentence.text), first=f"    {sign} ", rest="      ")
    return lines


def edits_text(before: Revision, after: Revision) -> str:
    """Return what a text of an article changed of the one before it, in one line."""
    found = edits(before, after)
    row = after.report
    counts = (
        (len(found.came), "came"),
        (len(found.went), "went"),
        (len(found.moved), "moved"),
        (len(found.reworded), "reworded"),
    )
    told = ", ".join(f"{number} {name}" for number, name in counts if number)
    told = told or ("the headline changed" if found.headline else "only case, marks or spacing")
    how = "; a silent edit" if row.silent else ""
    return f"{row.id}, {date_text(row.published)}: sentences: {told}{how}"


def _facts(shown: Shown) -> list[Fact]:
    return [*_each_fact(shown.row), _read(shown)]


def _read(shown: Shown) -> Fact:
    """Return what became of a report: how much was read, or why nothing was and what helps."""
    row = shown.row
    if not row.reader:
        return "read", "not yet"
    if row.unread is not None:
        return "unread", f"{one_line(row.unread)}: detente translate {row.id} FILE"
    counts = f"{many(row.n_claims, 'claim')}, {many(row.n_notes, 'note')}"
    return "read", f"{counts}, by {one_line(row.reader)}"


def _is_of_unread(note: NoteRow) -> bool:
    return note.kind == "not_english" and note.message.startswith(UNREAD)


def _each_fact(row: ReportRow) -> Iterator[Fact]:
    yield "name", one_line(row.key)
    if row.address:
        yield "address", one_line(row.address)
    yield from details_facts(row.details)
    yield "mark", row.mark
    yield "entered", moment_text(row.entered.isoformat(timespec="minutes"))
    if row.revises:
        silently = ", silently: neither a sentence nor a date says so" if row.silent else ""
        yield "revises", f"{row.revises}{silently}"
    if row.origin != row.id and not row.revises:  # revisions share an origin, as copies do
        yield "copy of", row.origin


def details_facts(said: Details) -> Iterator[Fact]:
    """Yield what a report says of itself beside its words, by name."""
    if said.author:
        yield "author", one_line(said.author)
    if said.agency:
        yield "agency", one_line(said.agency)
    if said.language:
        yield "language", said.language
    if said.updated_at:
        yield "updated", moment_text(said.updated_at.isoformat(timespec="minutes"))
    elif said.updated:
        yield "updated", date_text(said.updated)


def _title(row: ReportRow) -> str:
    return one_line(row.title or row.key)


def _json(shown: Shown, up_to: Mark) -> str:
    values = table_json(report_table([shown.row]))[0]
    return json_text(
        {
            "family": "reports",
            **values,
            "silent": shown.row.silent,
            "taken_over": [_taken_json(one) for one in shown.taken],
            "texts": [text.report.id for text in shown.texts],
            "details": _details_json(shown.row.details),
            "notes": [_note_json(note) for note in shown.notes],
            "translations": translations_json(shown.translations, names=shown.names),
            "text": shown.text,
            "left_out": shown.left_out,
            "up_to": up_to,
        }
    )


def _details_json(said: Details) -> dict[str, str | None]:
    updated = said.updated_at or said.updated
    return {
        "author": said.author,
        "agency": said.agency,
        "language": said.language,
        "updated": updated.isoformat() if updated else None,
    }


def _note_json(note: NoteRow) -> dict[str, object]:
    words = note.evidence
    return {
        "id": note.id,
        "kind": note.kind,
        "message": note.message,
        "start": words.start if words else None,
        "end": words.end if words else None,
        "text": words.text if words else None,
    }


def _taken_json(one: TakenOver) -> dict[str, object]:
    return {
        "start": one.start,
        "end": one.end,
        "origin": one.origin,
        "outlet": one.outlet,
        "published": one.published.isoformat() if one.published else None,
    }


def _html(shown: Shown, up_to: Mark) -> str:
    row, text = shown.row, shown.text
    return page(
        "report.html",
        styles=("entry",),
        title=_title(row),
        id=row.id,
        outlet=f"{row.outlet}, {date_text(row.published)}",
        facts=[
            *_facts(shown),
            *(("not understood", _note_text(n)) for n in shown.notes if not _is_of_unread(n)),
            *(("words of", f"{taken_text(o)} ({o.start}:{o.end})") for o in shown.taken),
            *(("changed", edits_text(a, b)) for a, b in pairwise(shown.texts)),
            *(
                ("translation", f"{translation_head(t, names=shown.names)}: {t.text}")
                for t in shown.translations
            ),
        ],
        text=text,
        footer=left_out_text(shown.left_out, up_to, "translation"),
    )


FORMATS: dict[str, Callable[[Shown, Mark], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
}
