"""One report: its text with the claims marked, what the record holds beside, its revisions."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from fastapi import Path, Query

from detente.model.answers import ReportClaim, Revision
from detente.model.claims import FAMILIES
from detente.model.errors import InputError, UnknownName
from detente.model.text import Evidence, Report, Span, cite
from detente.views.margins import departs_text, elsewhere_text, is_new, margin_text
from detente.views.marked import LETTERS, Marking, Segment, mark, paragraphs
from detente.views.pages import web_address
from detente.views.report import text_digest
from detente.views.revisions import Reworded, edits
from detente.views.signs import POSSIBLE as POSSIBLE_SIGN
from detente.views.signs import hangs_on, review_sign, review_text
from detente.views.words import say
from detente.web.asking import Shared, State
from detente.web.page import Page
from detente.web.pages.reports import ReportLine, report_line
from detente.web.workbench import Workbench

# What can be hidden beside the families: claims that are not shown as fact.
POSSIBLE = "possible"
_AT = re.compile(r"(\d{1,9})-(\d{1,9})\Z")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionLine:
    """A text of the article. here: Whether it is this one. slight: Only case, marks or spacing.

    notice: The sentence that says that the text was changed, None if it was changed silently.
    """

    report: ReportLine
    here: bool
    first: bool
    came: tuple[Evidence, ...] = ()
    went: tuple[Evidence, ...] = ()
    moved: tuple[Evidence, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    headline: tuple[str, str] | None = None
    notice: Evidence | None = None
    slight: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """Another outlet's report with the same text."""

    id: str
    outlet: str
    title: str | None
    published: dt.date | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that was seen but not understood."""

    kind: str
    message: str
    words: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report.

    digest: SHA-256 of the text, to compare with another copy. newer: The text that replaced it.
    claims, agreeing, departing, new: Numbers of claims without those that the desk rejected.
    hidden: What is not marked, as asked.
    at: The span that was asked for.
    """

    report: ReportLine
    reader: str | None
    digest: str
    newer: str | None
    paragraphs: tuple[Paragraph, ...]
    families: tuple[Family, ...]
    hidden: tuple[str, ...]
    rejected: tuple[Noted, ...]
    claims: int
    agreeing: int
    departing: int
    new: int
    revisions: tuple[RevisionLine, ...]
    copies: tuple[Copy, ...]
    passed: tuple[Passed, ...]
    at: Span | None


def answer(
    shared: Shared,
    asked: State,
    id: Annotated[str, Path(description="Of a report.")],  # noqa: A002
    at: Annotated[str, Query(description="Words to light up: START-END, code points.")] = "",
    hide: Annotated[
        str, Query(description="Families not to mark, and `possible`, with commas.")
    ] = "",
) -> ReportPage:
    """Return one report. Errors: NoSuchEntry, SpanError, UnknownName, InputError."""
    texts = shared.record.revisions(id, asked.up_to)
    row = next(text.report for text in texts if text.report.id.startswith(id))
    report = shared.record.report(row.id)
    found = shared.record.report_claims(row.id, asked.up_to)
    hidden = _hidden(hide)
    lit = _span(report, at)
    markings = mark([one.claim for one in found])
    firsts = _firsts(found)
    notes = [
        _noted(one, marking, is_first=number in firsts)
        for number, (one, marking) in enumerate(zip(found, markings, strict=True))
    ]
    live = [note for note in notes if not note.rejected]
    return ReportPage(
        report=report_line(row),
        reader=row.reader,
        digest=text_digest(report),
        newer=texts[-1].report.id if texts[-1].report.id != row.id else None,
        paragraphs=_paragraphs(report, markings, notes, lit),
        families=_families(live, hidden),
        hidden=hidden,
        rejected=tuple(note for note in notes if note.rejected),
        claims=len(live),
        agreeing=sum(note.elsewhere is not None for note in live),
        departing=sum(note.departs is not None for note in live),
        new=sum(note.new for note in live),
        revisions=_revisions(texts, row.id),
        copies=_copies(found, texts, row.id, row.origin),
        passed=_passed(shared, row.id, asked),
        at=lit,
    )


def _hidden(hide: str) -> tuple[str, ...]:
    known = (*(family.family for family in FAMILIES), POSSIBLE)
    asked = [name.strip() for name in hide.split(",") if name.strip()]
    for name in asked:
        if name not in known:
            raise UnknownName("kind to hide", name, known)
    return tuple(name for name in known if name in asked)


def _span(report: Report, at: str) -> Span | None:
    if not at:
        return None
    found = _AT.match(at)
    if found is None:
        raise InputError(f"{at!r} is no place in a report; write START-END, as in 120-180")
    words = cite(report, int(found[1]), int(found[2]))
    return Span(words.start, words.end)


def _firsts(found: Iterable[ReportClaim]) -> frozenset[int]:
    """Places of the claims that are the first of their entry."""
    first: dict[str, int] = {}
    for place, one in enumerate(found):
        first.setdefault(one.entry.id, place)
    return frozenset(first.values())


def _noted(found: ReportClaim, marking: Marking, *, is_first: bool) -> Noted:
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


def _paragraphs(
    report: Report, markings: Sequence[Marking], notes: Sequence[Noted], lit: Span | None
) -> tuple[Paragraph, ...]:
    by_number = {note.number: note for note in notes}
    marked = [m for m in markings if not by_number[m.number].rejected]
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


def _families(notes: Sequence[Noted], hidden: Sequence[str]) -> tuple[Family, ...]:
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


def _revisions(texts: Sequence[Revision], here: str) -> tuple[RevisionLine, ...]:
    if len(texts) == 1:
        return ()
    lines = [
        RevisionLine(
            report=report_line(texts[0].report), here=texts[0].report.id == here, first=True
        )
    ]
    for before, after in pairwise(texts):
        found = edits(before, after)
        lines.append(
            RevisionLine(
                report=report_line(after.report),
                here=after.report.id == here,
                first=False,
                came=found.came,
                went=found.went,
                moved=found.moved,
                reworded=found.reworded,
                headline=found.headline,
                notice=found.notice,
                slight=found.is_slight,
            )
        )
    return tuple(lines)


def _copies(
    found: Iterable[ReportClaim], texts: Sequence[Revision], here: str, origin: str
) -> tuple[Copy, ...]:
    """Reports with the same text: they say the same, so they stand beside its claims."""
    own = {text.report.id for text in texts} | {here}
    copies = {
        s.report: Copy(s.report, s.outlet, s.title, s.published, web_address(s.address))
        for one in found
        for s in one.entry.sightings
        if s.origin == origin and s.report not in own
    }
    return tuple(sorted(copies.values(), key=lambda c: (c.published or dt.date.min, c.id)))


def _passed(shared: Workbench, report: str, asked: State) -> tuple[Passed, ...]:
    rows = shared.record.notes(asked.up_to, asked.as_of, asked.known_by)
    return tuple(
        Passed(
            row.kind,
            row.message,
            row.evidence.text if row.evidence else None,
            row.evidence.start if row.evidence else None,
            row.evidence.end if row.evidence else None,
        )
        for row in rows
        if row.report == report
    )


PAGE = Page(
    path="/reports/{id}",
    title="Report",
    answer=answer,
    template="report.html",
    scripts=("report.js",),
)
