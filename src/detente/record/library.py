"""Which reports are revisions of which, and which are copies. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.record.facts import Library, Pair, Printed, Read, View, moment
from detente.record.twins import COPY


def arrange(
    reports: Iterable[Printed],
    readings: Iterable[Read],
    pairs: Iterable[Pair],
    *,
    view: View,
) -> Library:
    """Return the reports within a view: which are current, which copy which.

    What is first is settled by publication, not by order of entry.
    """
    known = list(reports)
    within = [report for report in known if view.holds(report)]
    shown = sorted((r for r in within if view.shows(r.mark)), key=lambda r: r.order)
    by_id = {report.id: report for report in shown}
    previous, current = _revisions(shown)
    every = {report.id: report for report in known}
    by_report = _by_report(every, pairs)
    return Library(
        reports=by_id,
        current=current,
        previous=previous,
        origins=_origins(by_id, previous, by_report),
        readings=_newest(by_id, readings, view),
        left_out=len(within) - len(shown),
        pairs=by_report,
        instead=_instead(by_id, by_report),
        articles=_articles(previous),
    )


def _by_report(every: Mapping[str, Printed], pairs: Iterable[Pair]) -> dict[str, tuple[Pair, ...]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.report in every and pair.other in every:
            found.setdefault(pair.report, []).append(pair)
    return {
        report: tuple(sorted(those, key=lambda pair: every[pair.other].order))
        for report, those in found.items()
    }


def _instead(
    by_id: Mapping[str, Printed], pairs: Mapping[str, tuple[Pair, ...]]
) -> dict[str, str]:
    """Return who stands for reports outside the view: the first that took words over from them."""
    found: dict[str, str] = {}
    for report in by_id:  # in order of publication
        for pair in pairs.get(report, ()):
            if pair.other not in by_id:
                found.setdefault(pair.other, report)
    return found


def _articles(previous: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for report, before in previous.items():  # in order of publication
        found[report] = found.get(before, before)
    return found


def _revisions(shown: list[Printed]) -> tuple[dict[str, str], frozenset[str]]:
    latest: dict[str, str] = {}
    previous: dict[str, str] = {}
    for report in shown:
        if report.address is not None:
            if report.address in latest:
                previous[report.id] = latest[report.address]
            latest[report.address] = report.id
    replaced = set(previous.values())
    return previous, frozenset(r.id for r in shown if r.id not in replaced)


def _origins(
    by_id: Mapping[str, Printed],
    previous: Mapping[str, str],
    pairs: Mapping[str, tuple[Pair, ...]],
) -> dict[str, str]:
    """Return the first report with the text of each: of its article, or that it is a copy of.

    What lies outside the view is as if it had never been: it is nobody's origin, and no link.
    """
    before: dict[str, str] = {}
    for report in by_id:
        copied = [p for p in pairs.get(report, ()) if p.other in by_id and p.share >= COPY]
        if copied:
            before[report] = max(copied, key=lambda pair: pair.share).other
    before.update(previous)
    first: dict[str, str] = {}
    for report in by_id:  # in order of publication
        first[report] = first.get(before.get(report, report), report)
    return first


def _newest(by_id: Mapping[str, Printed], readings: Iterable[Read], view: View) -> dict[str, Read]:
    known_by = None if view.known_by is None else moment(view.known_by)
    found: dict[str, Read] = {}
    for reading in readings:
        if reading.report not in by_id or (known_by is not None and reading.entered > known_by):
            continue
        if reading.report not in found or reading.id > found[reading.report].id:
            found[reading.report] = reading
    return found
