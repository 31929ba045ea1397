"""Draft, Part: a draft text cut into its points, nothing of it lost."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from detente.model.text import Span

# A mark that sends to a note, with the blank before it: it parts no words.
_MARK = re.compile(r"[ \t]?(?:[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\])")
# What a part of a draft is. A heading stands over the points that follow it.
PartKind = Literal["preamble", "heading", "point", "signature"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a draft's text; the parts in order, joined, are the text.

    start, end: Code points of the draft's text.
    label: As the draft numbers it ("4", "(a)", "Article 12"), "" without a number.
    path: Labels from the outermost point to this one ("4", "(a)"), for points.
    parent: Index of the point that it lies in, None at the top.
    spans: Where its words are: without label, page numbers, running headers and footnotes.
    body: These words, blanks evened out.
    """

    kind: PartKind
    start: int
    end: int
    label: str = ""
    path: tuple[str, ...] = ()
    parent: int | None = None
    spans: tuple[Span, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One version of a draft.

    name: What it is called where it is compared: a file's name, or proposal and version.
    text: Unicode NFC, never edited again. Spans count its code points.
    notes: What was seen and could not be used, or must be known: "changes were tracked".
    """

    name: str
    text: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Digest of the text, 12 hexadecimal digits: the same text is the same draft."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def points(self) -> tuple[int, ...]:
        """Indices of the parts that are points, in order."""
        return tuple(n for n, part in enumerate(self.parts) if part.kind == "point")

    @property
    def top(self) -> tuple[int, ...]:
        """Indices of the points that lie in no other point: what reports count as its points."""
        kinds = {n: part.kind for n, part in enumerate(self.parts)}
        above = ((n, self.parts[n].parent) for n in self.points)
        return tuple(n for n, parent in above if parent is None or kinds[parent] != "point")


def gap(text: str, one: Span, other: Span) -> str:
    """Return what parts the words of two spans: a blank, nothing where a mark of a note stood."""
    return "" if _MARK.fullmatch(text, one.end, other.start) else " "


# How a point of one draft came to stand in the other.
PairKind = Literal["kept", "moved", "split", "merged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Points of two drafts that are one.

    a, b: Indices of parts. One each, but for a split (several b) and a merger (several a).
    score: 0 to 1, how sure it is. pinned: Whether the desk said so.
    """

    kind: PairKind
    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Two drafts point by point.

    pairs: In order of the second draft, then the first. deleted, added: Points without a partner.
    candidates: Pairs that are too unsure to count, the surest first: the desk decides.
    by_meaning: Whether the meaning of sentences was weighed beside their words.
    """

    a: Draft
    b: Draft
    pairs: tuple[Pair, ...]
    deleted: tuple[int, ...]
    added: tuple[int, ...]
    candidates: tuple[Pair, ...] = ()
    by_meaning: bool = False


# What a change is about. Frequency: how often. Brackets: options that a text leaves open. Wording:
# none of the others, but words that matter differ.
ChangeKind = Literal[
    "number",
    "deadline",
    "frequency",
    "obligation",
    "actor",
    "condition",
    "exception",
    "negation",
    "definition",
    "reference",
    "brackets",
    "wording",
    "editorial",
]
Weight = Literal["unchanged", "editorial", "substantive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change within a pair.

    a, b: Where it stands in each draft; empty spans where words were added or dropped.
    before, after: The words, "" for none.
    direction: "up", "down", "later", "earlier", "more often", "less often", "stronger", "weaker",
        "added" or "dropped", of a bound "turned around", of times "nearly the same"; None if it
        has none. Of brackets also "lifted" (an option stands),
        "bracketed" (what stood is open), "replaced" (by words of none of them), "changed".
    percent: Of a number, how much it changed, of what it was; None if that says nothing.
    """

    kind: ChangeKind
    a: Span
    b: Span
    before: str
    after: str
    direction: str | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed in one pair. edits: In order of the second draft."""

    pair: Pair
    weight: Weight
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two drafts, their alignment, and what changed in each pair, in the alignment's order.

    around: What changed in what is no point and stands in both drafts: title, preambles, headings,
    signatures, by kind and order.
    """

    alignment: Alignment
    changed: tuple[Changed, ...]
    around: tuple[Changed, ...] = ()
