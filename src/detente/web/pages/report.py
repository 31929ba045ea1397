"""One report: its text with the claims marked, what the record holds beside, its revisions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from fastapi import Path, Query

from detente.model.answers import ReportClaim, Revision, TakenOver
from detente.model.claims import FAMILIES
from detente.model.errors import InputError, UnknownName
from detente.model.text import MARKS, Details, Evidence, Mark, Report, Span, cite, marks_up_to
from detente.views.pages import web_address
from detente.views.report import text_digest
from detente.views.revisions import Reworded, edits
from detente.views.translations import Translated, together
from detente.web.asking import Shared, State, User
from detente.web.forms import Sent
from detente.web.margin import (
    POSSIBLE,
    Family,
    Noted,
    Paragraph,
    families_of,
    notes_of,
    paragraphs_of,
)
from detente.web.page import Act, Done, Page
from detente.web.pages.missed import report_within
from detente.web.pages.reports import ReportLine, report_line
from detente.web.workbench import Workbench

_AT = re.compile(r"(\d{1,9})-(\d{1,9})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionLine:
    """A text of the article. here: Whether it is this one. slight: Only case, marks or spacing.

    notice: The sentence that says that the text was changed. silent: Whether neither a sentence
    nor a date says so.
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
    silent: bool = False


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
class TranslationLine:
    """A translation; who made it stays at the desk. deed: Its number in the log."""

    deed: int
    language: str
    text: str
    at: dt.datetime
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedLine:
    """Words of a report, None for all of it, with their translations beside each other."""

    words: Evidence | None
    versions: tuple[TranslationLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report.

    digest: SHA-256 of the text, to compare with another copy. newer: The text that replaced it.
    claims, agreeing, departing, new: Numbers of claims without those that the desk rejected.
    hidden: What is not marked, as asked. taken: Words that stood in other reports before.
    at: The span that was asked for. details: What else the report says of itself.
    foreign: Whether it is in another language, so that nothing was read of it. translations: What
    the desk laid beside it, those of the same words together; as many more as are left out have a
    higher mark.
    """

    report: ReportLine
    details: Details
    foreign: bool
    translations: tuple[TranslatedLine, ...]
    translations_left_out: int
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
    taken: tuple[TakenOver, ...]
    passed: tuple[Passed, ...]
    at: Span | None


def answer(
    shared: Shared,
    asked: State,
    id: Annotated[str, Path(description="Of a report.")],  # noqa: A002
    *,
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
    noted = notes_of(found)
    notes = [one.note for one in noted]
    live = [note for note in notes if not note.rejected]
    passed = _passed(shared, row.id, asked)
    translations = shared.record.translations(row.id, asked.up_to)
    return ReportPage(
        report=report_line(row),
        details=report.details,
        foreign=any(one.kind == "not_english" for one in passed),
        translations=tuple(map(_translated, together(translations))),
        translations_left_out=len(shared.record.translations(row.id, MARKS[-1]))
        - len(translations),
        reader=row.reader,
        digest=text_digest(report),
        newer=texts[-1].report.id if texts[-1].report.id != row.id else None,
        paragraphs=paragraphs_of(report, noted, lit=lit),
        families=families_of(live, hidden),
        hidden=hidden,
        rejected=tuple(note for note in notes if note.rejected),
        claims=len(live),
        agreeing=sum(note.elsewhere is not None for note in live),
        departing=sum(note.departs is not None for note in live),
        new=sum(note.new for note in live),
        revisions=_revisions(texts, row.id),
        copies=_copies(found, texts, row.id, row.origin),
        taken=shared.record.taken_over(row.id, asked.up_to),
        passed=passed,
        at=lit,
    )


def _translated(group: Translated) -> TranslatedLine:
    return TranslatedLine(
        words=group.words,
        versions=tuple(
            TranslationLine(
                deed=one.deed, language=one.language, text=one.text, at=one.at, mark=one.mark
            )
            for one in group.translations
        ),
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
                silent=after.report.silent,
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
    rows = shared.record.notes(asked.up_to, asked.as_of, asked.known_by, report=report)
    return tuple(
        Passed(
            row.kind,
            row.message,
            row.evidence.text if row.evidence else None,
            row.evidence.start if row.evidence else None,
            row.evidence.end if row.evidence else None,
        )
        for row in rows
    )


def translate(*, shared: Shared, asked: State, user: User, sent: Sent) -> Done:
    """Lay a translation beside a report. Errors: as `Record.translate`."""
    report = report_within(shared, asked, sent.get("report", ""))
    shared.record.translate(
        report.id,
        sent.get("text", ""),
        words=sent.get("words") or None,
        language=sent.get("language") or "en",
        by=user,
    )
    seen_from = max(asked.up_to, "internal", key=MARKS.index)
    there = f"{asked.address(f'/reports/{report.id}', up_to=seen_from)}#translations"
    return Done("The translation stands beside the report; undo takes it back.", to=there)


def mark(*, shared: Shared, asked: State, user: User, sent: Sent) -> Done:
    """Say who may see a report, from now on and for every day. Errors: UnknownName."""
    within = marks_up_to(shared.settings.ceiling)
    wanted = next((one for one in within if one == sent.get("mark")), None)
    if wanted is None:
        raise UnknownName("mark served here", sent.get("mark", ""), within)
    report = report_within(shared, asked, sent.get("report", ""))
    old = shared.record.mark(report.id, wanted, by=user, why=sent.get("why") or None)
    if old is None:
        return Done(f"It is {wanted} already.", undoable=False)
    seen_from = max(asked.up_to, wanted, key=MARKS.index)
    told = f"It is {wanted} now, and was {old}. What left before stays where it is."
    return Done(told, to=asked.address(f"/reports/{report.id}", up_to=seen_from), undoable=False)


PAGE = Page(
    path="/reports/{id}",
    title="Report",
    answer=answer,
    template="report.html",
    scripts=("report.js",),
    rows=("paragraphs.notes",),
)

ACTS = (Act(path="/translations", do=translate), Act(path="/reports/mark", do=mark))
