"""Written: a document as values, before any program's form: paragraphs, tables, footnotes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from detente.model.snapshot import Entry, Sighting
from detente.views.brief.page import cited
from detente.views.escape import one_line
from detente.views.pages import web_address
from detente.views.papers.paper import speaker_text
from detente.views.phrases import date_text, quote
from detente.views.signs import review_text
from detente.views.words import translated_text

Role = Literal[
    "title", "about", "heading", "subheading", "line", "under", "cell", "column", "basis"
]
NARRATOR_TEXT = "the report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """A sentence that words of a document rest on.

    report: Digest of the report, or of the text of an agreement or draft, which has no day.
    review: Who looked at it, in words; "" where nobody was to.
    """

    words: str
    speaker: str
    outlet: str
    published: dt.date | None
    address: str | None
    report: str
    review: str = ""
    translated: str = ""
    of: Literal["report", "agreement"] = "report"

    @property
    def sentence(self) -> tuple[str, str, str]:
        """What tells it from other sentences: report, words and who said them.

        Two may have said the same words.
        """
        return self.report, self.words, self.speaker

    @property
    def text(self) -> str:
        """What the footnote says, on one line."""
        by = "" if self.speaker == NARRATOR_TEXT else f"{self.speaker}, in "
        where = web_address(self.address)
        aside = "; ".join(filter(None, (self.translated, self.review)))
        day = date_text(self.published) if self.of == "report" else ""
        parts = [f"{by}{self.outlet}", day, where, f"text {self.report}"]
        said = ", ".join(filter(None, parts))
        return one_line(f"{quote(self.words)} {said}{f' ({aside})' if aside else ''}.")


@dataclass(frozen=True, slots=True)
class Run:
    """Words on end. foot: What the mark of a footnote stands for; words beside it look like it.

    change: Whether they are of an earlier text alone ("gone"), or of the later alone ("new").
    """

    text: str = ""
    bold: bool = False
    foot: Foot | None = None
    change: Literal["gone", "new"] | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what it is in the document. leads: Whether it stays with the next one."""

    role: Role
    runs: tuple[Run, ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells of paragraphs; the first row has the titles of the columns.

    A row of one cell goes through all columns.
    """

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A document. wide: Whether its pages lie on their long side."""

    title: str
    blocks: tuple[Paragraph | Grid, ...]
    wide: bool = False

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph, those of tables too, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (made for row in block.rows for cell in row for made in cell)


def paragraph(role: Role, text: str) -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph(role, (Run(one_line(text)),))


def feet(entries: tuple[Entry, ...]) -> tuple[Foot, ...]:
    """Return the sentences that entries are cited by, each once."""
    made = (_foot(entry, sighting) for entry in entries for sighting in cited((entry,)))
    return tuple({foot.sentence: foot for foot in made}.values())


def marks(found: Iterable[Foot]) -> Iterator[Run]:
    """Yield marks of footnotes, with a comma between two so that 1 and 2 are not 12."""
    for number, foot in enumerate(found):
        yield Run(", " if number else "", foot=foot)


def _foot(entry: Entry, sighting: Sighting) -> Foot:
    return Foot(
        words=one_line(sighting.body.main.text),
        speaker=one_line(speaker_text(sighting.body)),
        outlet=one_line(sighting.outlet),
        published=sighting.published,
        address=sighting.address,
        report=sighting.report,
        review=review_text((entry,)),
        translated=translated_text(sighting.body),
    )
