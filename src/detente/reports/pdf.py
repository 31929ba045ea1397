"""The words of a PDF file, page by page."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterable
from typing import Any

from detente.model.errors import InputError
from detente.reports.columns import in_reading_order
from detente.reports.raised import Stretch, stretch, with_raised
from detente.reports.wording import with_letters

# A treaty with annexes has hundreds of pages; more is no draft.
_MOST_PAGES = 2000
# What its library raises on files that are damaged, beside its own errors.
_DAMAGED = (
    *(ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError),
    *(RecursionError, NotImplementedError, OSError, struct.error, zlib.error),
)
_HYPHENATED = re.compile(r"(\w+)[-\u2010\u00ad]\n[ \t]*(\w+)")

# It logs what it mends; a file that cannot be read is told to the user once, by us.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def pdf_text(data: bytes, *, between: str = "\n") -> tuple[str, tuple[str, ...]]:
    """Return the words of a PDF and notes on pages without any.

    between: What stands between two pages. Errors: InputError for a file that is encrypted,
    damaged, or a picture of a text.
    """
    from pypdf import PdfReader  # noqa: PLC0415  (most commands read no PDF)
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted()
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"the PDF has {len(reader.pages)} pages, more than {_MOST_PAGES}")
        pages = [_words(page) for page in reader.pages]
    except (DependencyError, FileNotDecryptedError) as error:
        raise _encrypted() from error
    except (PyPdfError, *_DAMAGED) as error:
        raise InputError(f"the PDF cannot be read ({error}); save it anew, or as text") from error
    empty = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        raise InputError("the PDF holds pictures of pages and no words; run OCR on it first")
    notes = (f"no words on page {', '.join(map(str, empty))}",) if empty else ()
    return _with_whole_words(pages, between), notes


def _words(page: Any) -> str:
    """Return the words of a page, column by column."""
    stretches: list[Stretch] = []

    def seen(text: str, *said: Any) -> None:
        outer, inner, _, size = said
        stretches.append(stretch(text, size, outer=outer, inner=inner))

    plain: str = page.extract_text(visitor_text=seen)
    if "".join(one.text for one in stretches) != plain:
        stretches = [Stretch(plain, 0.0, 0.0, 0.0)]
    try:
        laid_out: str = page.extract_text(extraction_mode="layout")
    except _DAMAGED:  # what it cannot lay out it can still read
        return with_raised(stretches, "")[0]
    return in_reading_order(*with_raised(stretches, laid_out))


def _encrypted() -> InputError:
    return InputError("the PDF is encrypted; save a copy without its password first")


def _with_whole_words(pages: Iterable[str], between: str = "\n") -> str:
    r"""Return the pages as one text; words cut at the end of a line are whole, if known whole.

    >>> _with_whole_words(["a withdrawal, the with-", "drawal of long-", "term guards"])
    'a withdrawal, the withdrawal\nof long-\nterm guards'
    """
    text = with_letters(between.join(pages))
    known = set(re.findall(r"\w+", text.casefold()))

    def joined(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        return f"{whole}\n" if whole.casefold() in known else match[0]

    return re.sub(r"\n[ \t]+", "\n", _HYPHENATED.sub(joined, text))
