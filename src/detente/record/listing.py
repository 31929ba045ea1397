"""The reports of a record, a page at a time, and what each revision of an article changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice

from sqlalchemy import Connection, select

from detente.model.answers import Page, Revision, TakenOver
from detente.model.rows import ReportRow
from detente.model.sentences import sentences
from detente.model.text import Evidence, Mark, Report
from detente.record import schema
from detente.record.facts import Library, Printed
from detente.record.paging import ROWS, page
from detente.record.rows import report_rows, whole_report
from detente.record.words import said, words

# Code points between paragraphs that stand next to each other.
GAP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsAsked:
    """Which reports are asked for; None for all.

    words: That stand in the title, outlet or address; of a report in another language, of which
        nothing was read, in its text too. since, until: First and last day.
    copies: Whether only those that copy another text, or only those that do not.
    """

    words: str | None = None
    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    mark: Mark | None = None
    copies: bool | None = None


def report_page(
    connection: Connection,
    library: Library,
    asked: ReportsAsked,
    *,
    limit: int = ROWS,
    after: str | None = None,
) -> Page[ReportRow]:
    """Return reports of a library, newest first."""
    tests = _tests(connection, asked, library)
    found = [r for r in reversed([*library.reports.values()]) if all(test(r) for test in tests)]

    def rows(shown: Iterable[Printed]) -> Iterable[ReportRow]:
        return report_rows(connection, library, [report.id for report in shown])

    return page(found, lambda report: report.id, make=rows, limit=limit, after=after)


def _tests(
    connection: Connection, asked: ReportsAsked, library: Library
) -> list[Callable[[Printed], bool]]:
    found: list[Callable[[Printed], bool]] = []
    if asked.words:
        wanted = words(asked.words)
        unread = _unread_holding(connection, library, wanted)
        found.append(lambda r: r.id in unread or _holds(r, wanted))
    if asked.outlet is not None:
        outlet = asked.outlet.casefold()
        found.append(lambda r: r.outlet.casefold() == outlet)
    if asked.since is not None:
        first = asked.since.isoformat()
        found.append(lambda r: r.day >= first)
    if asked.until is not None:
        last = asked.until.isoformat()
        found.append(lambda r: r.day <= last)
    if asked.mark is not None:
        found.append(lambda r: r.mark == asked.mark)
    if asked.copies is not None:
        found.append(lambda r: _copies(r.id, library) == asked.copies)
    return found


def _holds(report: Printed, wanted: Iterable[str]) -> bool:
    text = said(f"{report.title or ''} {report.outlet} {report.address or ''}")
    return _stand_in(wanted, text)


def _unread_holding(
    connection: Connection, library: Library, wanted: Sequence[str]
) -> frozenset[str]:
    """Return the reports in other languages whose text holds the words."""
    n, r = schema.notes.c, schema.reports.c
    unread = select(n.report).where(n.kind == "not_english")
    question = select(r.id, r.text).where(r.id.in_(unread))
    return frozenset(
        row.id
        for row in connection.execute(question)
        if row.id in library.reports and _stand_in(wanted, said(row.text))
    )


def _stand_in(wanted: Iterable[str], text: str) -> bool:
    return all(word in text for word in wanted)


def _copies(report: str, library: Library) -> bool:
    return library.origins[report] != report and report not in library.previous


def taken_over(library: Library, report: str) -> tuple[TakenOver, ...]:
    """Return the words of a report that stood in reports of other articles before, in order."""
    spans = sorted({span[:2] for pair in library.pairs.get(report, ()) for span in pair.spans})
    found: list[TakenOver] = []
    for start, end in spans:
        origin = library.origin(report, start)
        if origin == library.articles.get(report, report):
            continue
        if found and found[-1].origin == origin and start - found[-1].end <= GAP:
            found[-1] = replace(found[-1], end=max(end, found[-1].end))
            continue
        first = library.reports[origin]
        found.append(
            TakenOver(
                start=start,
                end=end,
                origin=origin,
                outlet=first.outlet,
                title=first.title,
                published=dt.date.fromisoformat(first.published) if first.published else None,
            )
        )
    return tuple(found)


def newest_texts(
    connection: Connection, library: Library, *, since: dt.date | None, limit: int
) -> tuple[Report, ...]:
    """Return reports with their texts, the newest first: no copies, no replaced revisions."""
    after = "" if since is None else since.isoformat()
    fit = (
        key
        for key, report in reversed([*library.reports.items()])
        if report.day > after and key in library.current and library.is_own(key)
    )
    return tuple(whole_report(connection, key) for key in islice(fit, limit))


def revisions(connection: Connection, library: Library, report: str) -> tuple[Revision, ...]:
    """Return the texts of a report's article, oldest first, with what each changed."""
    chain = _chain(library, report)
    texts = [whole_report(connection, key) for key in chain]
    rows = report_rows(connection, library, chain)
    found = [Revision(report=rows[0])]
    for row, old, new in zip(rows[1:], texts, texts[1:], strict=False):
        came, went = changed_sentences(old, new)
        found.append(Revision(report=row, came=came, went=went))
    return tuple(found)


def _chain(library: Library, report: str) -> list[str]:
    following = {before: after for after, before in library.previous.items()}
    while report in library.previous:
        report = library.previous[report]
    chain = [report]
    while chain[-1] in following:
        chain.append(following[chain[-1]])
    return chain


def changed_sentences(
    old: Report, new: Report
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the sentences of a text that came, and those of the older one that went.

    Case, marks and spacing make no difference.
    """
    before, after = sentences(old), sentences(new)
    matcher = SequenceMatcher(
        None, [said(s.text) for s in before], [said(s.text) for s in after], autojunk=False
    )
    came: list[Evidence] = []
    went: list[Evidence] = []
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            went += before[old_start:old_end]
            came += after[new_start:new_end]
    return tuple(came), tuple(went)
