"""A report's text with the claims marked, and what stands beside it in the margin."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from detente.model.answers import ReportClaim
from detente.model.claims import FAMILIES
from detente.model.text import Report, Span
from detente.views.margins import departs_text, elsewhere_text, is_new, margin_text
from detente.views.marked import LETTERS, Marking, Segment, mark, paragraphs
from detente.views.signs import POSSIBLE as POSSIBLE_SIGN
from detente.views.signs import hangs_on, review_sign, review_text
from detente.views.words import say

# What can be hidden beside the families: claims that are not shown as fact.
POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Within:
    """A claim that a stretch of text lies in. lane: Which line under the words is its own."""

    number: int
    lane: int
    family: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A claim whose words begin."""

    number: int
    label: str
    family: str
    entry: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that lie in the same claims. opens: Those that begin here. lit: As asked for."""

    text: str
    within: tuple[Within, ...]
    opens: tuple[Opened, ...]
    lit: bool


@dataclass(frozen=True, slots=True)
class Other:
    """An entry that says otherwise."""

    id: str
    said: str
    published: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A claim in the margin.

    said: What was read, beyond the marked words. elsewhere: Where else the record holds it.
    departs: That others say otherwise; `against` are these. new: First seen in this text.
    is_first: Whether it is the first claim of its entry in this text.
    """

    number: int
    label: str
    family: str
    entry: str
    said: str
    sign: str
    review: str
    sure: bool
    rejected: bool
    signs: str
    hangs_on: tuple[str, ...]
    elsewhere: str | None
    departs: str | None
    against: tuple[Other, ...]
    new: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the report and the claims that begin in it."""

    stretches: tuple[Stretch, ...]
    notes: tuple[Noted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of claim in the legend, or those that are possible.

    shown: Whether they are marked. toggled: What `hide` is when that is changed.
    """

    name: str
    letter: str
    title: str
    count: int
    shown: bool
    toggled: str


class Marked(NamedTuple):
    """A claim as its words are marked, and as it stands in the margin."""

    marking: Marking
    note: Noted


def notes_of(found: Sequence[ReportClaim]) -> tuple[Marked, ...]:
    """Return the claims of a report in the order of its text."""
    firsts = _firsts(found)
    markings = mark([one.claim for one in found])
    return tuple(
        Marked(marking, _note(one, marking, is_first=place in firsts))
        for place, (one, marking) in enumerate(zip(found, markings, strict=True))
    )


def _firsts(found: Iterable[ReportClaim]) -> frozenset[int]:
    """Places of the claims that are the first of their entry."""
    first: dict[str, int] = {}
    for place, one in enumerate(found):
        first.setdefault(one.entry.id, place)
    return frozenset(first.values())


def _note(found: ReportClaim, marking: Marking, *, is_first: bool) -> Noted:
    entry = found.entry
    weak = hangs_on([entry])
    others = [one for one in found.departs if one.id != entry.id]
    return Noted(
        number=marking.number,
        label=marking.label,
        family=entry.family,
        entry=entry.id,
        said=margin_text(found.claim),
        sign=review_sign([entry]),
        review="rejected by the desk" if entry.review == "rejected" else review_text([entry]),
        sure=entry.sure,
        rejected=entry.review == "rejected",
        signs="".join(sign.sign for sign in weak),
        hangs_on=tuple(sign.meaning for sign in weak),
        elsewhere=elsewhere_text(found),
        departs=departs_text(found),
        against=tuple(Other(one.id, say(one), one.last_published) for one in others),
        new=is_new(found),
        is_first=is_first,
    )


def paragraphs_of(
    report: Report, noted: Sequence[Marked], *, lit: Span | None = None
) -> tuple[Paragraph, ...]:
    """Return a report by paragraph. noted: Of `notes_of`. lit: Words to light up."""
    by_number = {one.note.number: one.note for one in noted}
    marked = [one.marking for one in noted if not one.note.rejected]
    made = []
    for segments in paragraphs(report.text, marked, lit):
        opened = [m.number for segment in segments for m in segment.opens]
        stretches = tuple(_stretch(segment, by_number) for segment in segments)
        made.append(Paragraph(stretches, tuple(by_number[number] for number in opened)))
    return tuple(made)


def _stretch(segment: Segment, notes: dict[int, Noted]) -> Stretch:
    within = tuple(
        Within(m.number, m.lane, m.claim.family, notes[m.number].sure) for m in segment.within
    )
    opens = tuple(
        Opened(note.number, note.label, note.family, note.entry, note.sure)
        for note in (notes[m.number] for m in segment.opens)
    )
    return Stretch(segment.text, within, opens, segment.lit)


def families_of(notes: Sequence[Noted], hidden: Sequence[str]) -> tuple[Family, ...]:
    """Return the legend: the families that a report has, then what is possible."""
    counts = Counter(note.family for note in notes)
    kinds = [(f.family, LETTERS[f], counts[f.family]) for f in FAMILIES]
    kinds.append((POSSIBLE, POSSIBLE_SIGN, sum(not note.sure for note in notes)))
    return tuple(
        Family(
            name=name,
            letter=letter,
            title=name.replace("_", " ").capitalize(),
            count=count,
            shown=name not in hidden,
            toggled=",".join(sorted({*hidden} ^ {name})),
        )
        for name, letter, count in kinds
        if count
    )
