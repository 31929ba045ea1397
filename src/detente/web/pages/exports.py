"""Exports: the record in open formats, and what marks hold back before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path
from starlette.responses import Response

from detente.analysis import methods
from detente.exporting import bounds, exported, exporter, listed
from detente.model.errors import UnknownName
from detente.model.text import Mark
from detente.plugins import table
from detente.views.brief import show_brief
from detente.views.exports import EXPORTERS
from detente.views.kinds import KINDS
from detente.views.marks import held_text, lets_out_text
from detente.views.matrix import show_matrix
from detente.views.office.documents import brief_document, matrix_document
from detente.views.phrases import date_text
from detente.views.tables import table_csv
from detente.web.asking import Shared, State
from detente.web.page import File, Page
from detente.web.taking import document, file, files, printed, spreadsheet, wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatLine:
    """A format of the whole record. address: Of its file."""

    name: str
    about: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """A table of the record. sheet, csv: Addresses of its files."""

    kind: str
    sheet: str
    csv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper that is made of the whole record: form and address of its files."""

    title: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """What can be taken away, up to the mark.

    goes_out, left_out: In numbers, what an export up to this mark holds, and what stays here.
    held: Ids and marks of the reports that stay; none are told on a page that may not show them.
    """

    up_to: Mark
    goes_out: str
    left_out: str
    held: int
    papers: tuple[PaperLine, ...]
    formats: tuple[FormatLine, ...]
    tables: tuple[TableLine, ...]
    analyses: tuple[FormatLine, ...]


def answer(shared: Shared, asked: State) -> Exports:
    """Return the formats, and what goes out in them: a dry run."""
    # whatever bears a higher mark counts too, and is in no state that this page may show
    now = ("bounds", asked, shared.record.version())
    found = shared.worked.of(now, (), lambda: bounds(shared.record, wanted(asked)))
    every = table(EXPORTERS, "detente.exporters").values()
    return Exports(
        up_to=asked.up_to,
        goes_out=lets_out_text(found),
        left_out=held_text(found),
        held=len(found.held),
        papers=tuple(
            PaperLine(
                title=title,
                forms=tuple((form, asked.address(f"{path}.{form}")) for form in forms),
            )
            for title, path, forms in _PAPERS
        ),
        formats=tuple(
            FormatLine(
                name=one.name, about=one.about, address=asked.address(f"/exports/{one.name}")
            )
            for one in every
        ),
        tables=tuple(
            TableLine(
                kind=kind,
                sheet=asked.address(f"/tables/{kind}.xlsx"),
                csv=asked.address(f"/tables/{kind}.csv"),
            )
            for kind in KINDS
        ),
        analyses=tuple(
            FormatLine(
                name=one.name, about=one.about, address=asked.address(f"/analyses/{one.name}.html")
            )
            for one in methods().values()
        ),
    )


def export(
    shared: Shared, asked: State, name: Annotated[str, Path(description="Of the format.")]
) -> Response:
    """Return the record in a format. Errors: UnknownName; RecordError if there is none of it."""
    state = shared.snapshot(asked)
    made = exported(shared.record, exporter(name), wanted(asked), state=state)
    return files(name, made)


def sheet(
    shared: Shared, asked: State, kind: Annotated[str, Path(description="Of entries.")]
) -> Response:
    """Return a table as XLSX. Errors: UnknownName."""
    found = listed(shared.record, _kind(kind), wanted(asked))
    return spreadsheet(kind, [found.table], [found.about(asked.up_to)])


def rows(
    shared: Shared, asked: State, kind: Annotated[str, Path(description="Of entries.")]
) -> Response:
    """Return a table as CSV. Errors: UnknownName."""
    found = listed(shared.record, _kind(kind), wanted(asked))
    return file(f"{kind}.csv", table_csv(found.table).encode())


def brief_docx(shared: Shared, asked: State) -> Response:
    """Return the brief as DOCX."""
    state = shared.snapshot(asked)
    written = brief_document(state, findings=shared.findings(state, asked))
    return document(shared, f"Brief {date_text(state.as_of)}", written)


def brief_html(shared: Shared, asked: State) -> Response:
    """Return the brief as one HTML file."""
    state = shared.snapshot(asked)
    text = show_brief(state, findings=shared.findings(state, asked), format="html")
    return printed(f"Brief {date_text(state.as_of)}", text)


def matrix_docx(shared: Shared, asked: State) -> Response:
    """Return the matrix as DOCX."""
    state = shared.snapshot(asked)
    return document(shared, f"Matrix {date_text(state.as_of)}", matrix_document(state))


def matrix_html(shared: Shared, asked: State) -> Response:
    """Return the matrix as one HTML file."""
    state = shared.snapshot(asked)
    return printed(f"Matrix {date_text(state.as_of)}", show_matrix(state, format="html"))


def matrix_csv(shared: Shared, asked: State) -> Response:
    """Return the matrix as CSV."""
    state = shared.snapshot(asked)
    return file("matrix.csv", show_matrix(state, format="csv").encode())


def _kind(name: str) -> str:
    if name not in KINDS:
        raise UnknownName("kind", name, KINDS)
    return name


_PAPERS = (
    ("The brief", "/brief", ("docx", "html")),
    ("The matrix", "/matrix", ("docx", "html", "csv")),
    ("The chronology", "/chronology", ("docx", "html")),
    ("What hangs on little", "/fragile", ("docx", "html")),
)
PAGE = Page(path="/exports", title="Take it along", answer=answer, template="exports.html")
FILES = (
    File(path="/exports/{name}", title="The record in a format", answer=export),
    File(path="/tables/{kind}.xlsx", title="A table as XLSX", answer=sheet),
    File(path="/tables/{kind}.csv", title="A table as CSV", answer=rows),
    File(path="/brief.docx", title="The brief as DOCX", answer=brief_docx),
    File(path="/brief.html", title="The brief as one HTML file", answer=brief_html),
    File(path="/matrix.docx", title="The matrix as DOCX", answer=matrix_docx),
    File(path="/matrix.html", title="The matrix as one HTML file", answer=matrix_html),
    File(path="/matrix.csv", title="The matrix as CSV", answer=matrix_csv),
)
