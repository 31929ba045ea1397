"""What can be taken away from a page, as a file: the forms that the command line writes too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Depends
from starlette.responses import Response

from detente.exporting import Wanted
from detente.model.errors import NoSuchEntry
from detente.model.findings import Finding
from detente.model.snapshot import Snapshot
from detente.views.archive import zipped
from detente.views.findings import finding_about, finding_table, finding_tables, show_finding
from detente.views.office.documents import paper_document
from detente.views.office.written import Written
from detente.views.papers import Paper, show_paper
from detente.views.phrases import date_text
from detente.views.tables import Table, table_csv
from detente.web.asked import Asked
from detente.web.asking import Shared
from detente.web.page import File
from detente.web.workbench import Workbench

KINDS: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "zip": "application/zip",
}
_ANY = "application/octet-stream"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_MOST_NAME = 80


def file(name: str, data: bytes) -> Response:
    """Return a file to be kept, not shown. name: With its ending, which says its kind."""
    kind = KINDS.get(name.rpartition(".")[2], _ANY)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    given = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=kind, headers={"Content-Disposition": given})


def document(shared: Workbench, name: str, written: Written) -> Response:
    """Return a document as DOCX, in the house's template if the workbench has one."""
    from detente.views.office.docx import write_docx  # noqa: PLC0415  (most pages write none)

    return file(f"{file_name(name)}.docx", write_docx(written, shared.settings.template))


def spreadsheet(name: str, tables: Sequence[Table], about: Iterable[str]) -> Response:
    """Return tables as XLSX, after what they are."""
    from detente.views.office.xlsx import write_xlsx  # noqa: PLC0415  (most pages write none)

    return file(f"{name}.xlsx", write_xlsx(tables, about))


def printed(name: str, text: str) -> Response:
    """Return a page that is whole in one file."""
    return file(f"{file_name(name)}.html", text.encode())


def files(name: str, made: Mapping[str, bytes]) -> Response:
    """Return the files of an export: one as it is, several as an archive."""
    if len(made) == 1:
        [(only, data)] = made.items()
        return file(only, data)
    return file(f"{name}.zip", zipped(made))


def file_name(title: str) -> str:
    """Return a title as the name of a file, without an ending.

    >>> file_name("Readouts: talks of A & B, 10 Mar")
    'Readouts_talks_of_A_B_10_Mar'
    """
    return _NOT_IN_NAMES.sub("_", title).strip("_.")[:_MOST_NAME].rstrip("_.") or "detente"


def wanted(asked: Asked) -> Wanted:
    """Return what an address asks for, as exports take it: nobody is named, no reason is given."""
    return Wanted(
        as_of=asked.as_of,
        known_by=asked.known_by,
        up_to=asked.up_to,
        reviewed_only=asked.reviewed_only,
    )


def of_paper(path: str, title: str, made: Callable[..., Paper | None]) -> tuple[File, ...]:
    """Return the files that a page of a paper has.

    made: FastAPI dependency that returns the paper, None while nobody said of what.
    """
    asks = Depends(made)

    def as_docx(shared: Shared, paper: Paper | None = asks) -> Response:
        """Return what the page shows as DOCX. Errors: NoSuchEntry if nothing was chosen."""
        paper = _there(paper)
        return document(shared, paper.title, paper_document(paper))

    def as_html(paper: Paper | None = asks) -> Response:
        """Return what the page shows as one HTML file. Errors: as for DOCX."""
        paper = _there(paper)
        return printed(paper.title, show_paper(paper, format="html", long=True))

    return (
        File(path=f"{path}.docx", title=f"{title} as DOCX", answer=as_docx),
        File(path=f"{path}.html", title=f"{title} as one HTML file", answer=as_html),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of an analysis shows: all of its rows. snapshot: None for a desk's own model."""

    finding: Finding
    snapshot: Snapshot | None
    model: bool


def of_finding(path: str, made: Callable[..., Found]) -> tuple[File, ...]:
    """Return the files that a page of an analysis has. made: FastAPI dependency."""
    asks = Depends(made)

    def as_html(found: Found = asks) -> Response:
        """Return what the page shows as one HTML file."""
        text = show_finding(found.finding, found.snapshot, format="html", model=found.model)
        return printed(_called(found), text)

    def as_csv(found: Found = asks) -> Response:
        """Return every row as CSV."""
        data = table_csv(finding_table(found.finding)).encode()
        return file(f"{file_name(_called(found))}.csv", data)

    def as_xlsx(found: Found = asks) -> Response:
        """Return every row as a sheet."""
        about = finding_about(found.finding, found.snapshot)
        return spreadsheet(file_name(_called(found)), finding_tables(found.finding), about)

    return (
        File(path=f"{path}.html", title="An analysis as one HTML file", answer=as_html),
        File(path=f"{path}.csv", title="An analysis as CSV", answer=as_csv),
        File(path=f"{path}.xlsx", title="An analysis as XLSX", answer=as_xlsx),
    )


def _called(found: Found) -> str:
    day = f" {date_text(found.snapshot.as_of)}" if found.snapshot else ""
    return f"{found.finding.method}{day}"


def _there(paper: Paper | None) -> Paper:
    if paper is None:
        raise NoSuchEntry("nobody said of what; choose it on the page, and take it along there")
    return paper
