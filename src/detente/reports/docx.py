"""The words of a DOCX file: numbers of lists written out, tracked changes as accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from detente.model.errors import InputError
from detente.reports.files import MEGABYTE
from detente.reports.numbering import Numbering, W

_TRACKED = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_BOX = f"{W}txbxContent"
# Words in these are not, or no longer, part of the text; or they stand twice, for older programs.
_GONE = frozenset(
    (
        *(f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", _BOX),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_BLANKS = frozenset((f"{W}tab", f"{W}br", f"{W}cr"))
# An office file unpacks to some ten times its size; what unpacks to more is meant to do harm.
_MOST_UNPACKED = 200 * MEGABYTE


def docx_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the words of a DOCX, a line a paragraph, and notes on what is not as it looks.

    Paragraphs and headings are set apart by a blank line; items of a list and rows are not.
    Numbers that the program makes are written out as it shows them; the cells of a row of a table
    stand on one line if each holds a paragraph. Errors: InputError for a file that is encrypted
    or damaged.
    """
    import docx  # noqa: PLC0415  (most commands read no DOCX)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("the DOCX is encrypted, or an old DOC; save it as DOCX without password")
    try:
        _check_size(data)
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        lines = list(_set_apart(_Lines(Numbering(document)).within(body)))
    except (OpcError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(error) from error
    except (LookupError, ValueError, OSError, SyntaxError, AttributeError, TypeError) as error:
        raise _damaged(error) from error
    notes = []
    if any(True for _ in body.iter(*_TRACKED)):
        notes.append("changes were tracked; this is the text with all of them accepted")
    if any(True for _ in body.iter(f"{W}footnoteReference", f"{W}endnoteReference")):
        notes.append("its footnotes are left out")
    return "\n".join(lines) + "\n", tuple(notes)


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(item.file_size for item in archive.infolist())
    if size > _MOST_UNPACKED:
        raise InputError(
            f"the DOCX unpacks to {size // MEGABYTE} MB, more than {_MOST_UNPACKED // MEGABYTE}; "
            "save its words as .txt and give that"
        )


def _damaged(error: Exception) -> InputError:
    return InputError(f"the DOCX cannot be read ({error}); save it anew, or as text")


class _Line(NamedTuple):
    """A line. apart: Whether it is a paragraph by itself, no item of a list and no row."""

    words: str
    apart: bool = False


def _set_apart(lines: Iterable[_Line]) -> Iterator[str]:
    """Yield lines, with a blank one around each paragraph, as a program leaves room there."""
    before = _Line("")
    for line in lines:
        if before.words and line.words and (before.apart or line.apart):
            yield ""
        yield line.words
        before = line


class _Lines:
    """Writes the lines of a document, from top to bottom."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._carried = ""

    def within(self, element: Any) -> Iterator[_Line]:
        """Yield the lines of all paragraphs and tables in an element."""
        for child in element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tr":
                yield from self._row(child)
            elif child.tag not in _GONE:
                yield from self.within(child)

    def _paragraph(self, paragraph: Any) -> Iterator[_Line]:
        words = self._carried + "".join(_runs(paragraph)).strip()
        self._carried = ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:  # its end was deleted
            self._carried = f"{words} " if words else ""
            return
        label = self._numbering.label(paragraph)
        yield _Line(label + words, apart=not label)
        for box in paragraph.iter(_BOX):
            if not any(above.tag in _GONE - {_BOX} for above in box.iterancestors()):
                yield from self.within(box)

    def _row(self, row: Any) -> Iterator[_Line]:
        if row.find(f"{W}trPr/{W}del") is not None:
            return
        cells = [[line.words for line in self.within(cell)] for cell in row.iter(f"{W}tc")]
        if all(len(cell) <= 1 for cell in cells):
            yield _Line(" ".join(words for cell in cells for words in cell if words))
            return
        for cell in cells:
            yield from map(_Line, cell)


def _runs(element: Any) -> Iterator[str]:
    """Yield the words of a paragraph, what was inserted in, what was deleted out."""
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            yield from _runs(child)
