"""Draft, Part: a draft text cut into its points, nothing of it lost."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from detente.model.text import Span

# A mark that sends to a note, with the blank before it: it parts no words.
_MARK = re.compile(r"[ \t]?(?:[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\])")
# What holds articles and is none, and how many words a title has.
_CHAPTER = re.compile(r"(?i)(?:part|chapter|title)\b")
_TITLE = 12
_NUMBER = re.compile(r"\d+(?=\D*$)")
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
        """Indices of what reports count as its points: those in no other point but a chapter."""
        held, chapters, found = self._held(), self.chapters, []
        waiting = [n for n in self.points if self._above(n) is None]
        while waiting:
            number, *waiting = waiting
            if number in chapters:
                waiting = [*held[number], *waiting]
            else:
                found.append(number)
        return tuple(found)

    @property
    def chapters(self) -> frozenset[int]:
        """Indices of the points that only hold others: "Part II", or titles over one numbering."""
        held = self._held()
        titles: dict[int | None, list[int]] = {}
        for number in self.points:
            if number in held and _is_title(self.parts[number].body):
                titles.setdefault(self._above(number), []).append(number)
        running = (
            number
            for found in titles.values()
            if self._run_on([held[number] for number in found])
            for number in found
        )
        named = (n for n in held if _CHAPTER.match(self.parts[n].label))
        return frozenset((*named, *running))

    def _above(self, number: int) -> int | None:
        parent = self.parts[number].parent
        return None if parent is None or self.parts[parent].kind != "point" else parent

    def _held(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number in self.points:
            above = self._above(number)
            if above is not None:
                found.setdefault(above, []).append(number)
        return found

    def _run_on(self, rows: Sequence[Sequence[int]]) -> bool:
        """Whether numbers of points go on from one title to the next: 1 to 4, then 5 to 9."""
        ends = [[_NUMBER.search(self.parts[row[n]].label) for n in (0, -1)] for row in rows]
        told = [[int(one[0]) for one in both if one] for both in ends]
        return len(told) > 1 and all(
            len(one) == len(other) == 2 and other[0] == one[1] + 1 for one, other in pairwise(told)
        )


def _is_title(body: str) -> bool:
    return len(body.split()) <= _TITLE and not body.endswith((".", ";", ":", ","))


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
        "added" or "dropped", of a bound "turned around", "now at most", "no longer at least" and
        the like, of times "nearly the same", of a number "now a range", "no longer a range" or
        "in another unit" (of which neither is more: crowns and euros), of what was forbidden
        "now allowed" and the other way round "now forbidden", of days in figures "may be the same
        day" or "in an order of day and month that is not told"; None if it has none. Of
        brackets also "lifted" (an option stands), "bracketed" (what stood is open), "replaced" (by
        words of none of them), "changed".
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
