"""Documents: drafts as they come, text, Markdown, HTML, PDF and DOCX, as text with notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from detente.model.errors import InputError, UnknownName
from detente.reports.files import charset, check_length, decode, read_bytes
from detente.reports.wording import with_letters

# Between the pages of a PDF: what runs over them is told by where it stands.
PAGE_BREAK = "\n\f\n"
# What sets words off in Markdown, and what makes a character of its marks plain.
_MARKS = re.compile(r"(?<!\w)(\*\*\*|\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?: \"[^\"]*\")?\)")
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]+\]:.*\n?(?:(?:[ \t]*\n)?(?: {2,}|\t)\S.*\n?)*", re.MULTILINE)
_FOOTNOTE_SIGN = re.compile(r"\[\^[^\]\s]+\]")
_TABLE_RULE = re.compile(r"^[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*\n", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.MULTILINE)
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_PLAIN = re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])")


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a file. text: Unicode NFC, a line a paragraph. notes: What must be known."""

    name: str
    text: str
    notes: tuple[str, ...] = ()


def read_document(path: Path) -> Document:
    """Return the words of a file.

    Errors: InputError if it holds none that we can read; UnknownName for another kind of file.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UnknownName("kind of document", kind or path.name, KINDS)
    try:
        text, notes = KINDS[kind](read_bytes(path))
        text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        text = with_letters(text.replace("\0", " "))
        if not text.strip():
            raise InputError("it holds no words; is it empty, or a picture of a text?")
        check_length(text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    return Document(path.name, text, notes)


def _plain(data: bytes) -> tuple[str, tuple[str, ...]]:
    return decode(data), ()


def _markdown(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the words of Markdown; headings and lists stay as they are written."""
    text, footnotes = _FOOTNOTE.subn("", decode(data))
    text = _LINK.sub(r"\1", _FOOTNOTE_SIGN.sub("", text) if footnotes else text)
    notes = ("its footnotes are left out",) if footnotes else ()
    text = _ROW.sub(lambda row: _cells(row[1]), _TABLE_RULE.sub("", text))
    return _PLAIN.sub(r"\1", _MARKS.sub(r"\2", text)), notes


def _cells(row: str) -> str:
    """Return the row of a table as a line; a number in its first cell is that of a point."""
    cells = [cell.strip() for cell in _BETWEEN_CELLS.split(row) if cell.strip()]
    if len(cells) > 1 and cells[0].isdigit():
        cells[0] += "."
    return " ".join(cells)


def _page(data: bytes) -> tuple[str, tuple[str, ...]]:
    from detente.reports.markup import document_text  # noqa: PLC0415  (most drafts are no pages)

    return document_text(decode(data, declared=charset(data)))


def _pdf(data: bytes) -> tuple[str, tuple[str, ...]]:
    from detente.reports.pdf import pdf_text  # noqa: PLC0415  (most drafts are no PDF)

    return pdf_text(data, between=PAGE_BREAK)


def _docx(data: bytes) -> tuple[str, tuple[str, ...]]:
    from detente.reports.docx import docx_text  # noqa: PLC0415  (most drafts are no DOCX)

    return docx_text(data)


KINDS: dict[str, Callable[[bytes], tuple[str, tuple[str, ...]]]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _page,
    ".htm": _page,
    ".pdf": _pdf,
    ".docx": _docx,
}
