"""Which reports are revisions of which, and which are copies. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.record.facts import Library, Printed, Read, View, moment

# Share of the shorter text's runs of five words that stand in the longer one too.
COPY_SHARE = 0.8
# A short agency text inside an article of more than twice its length is one source of it only.
COPY_LENGTH = 0.5


def share_of_copy(first: frozenset[int], second: frozenset[int]) -> float | None:
    """Return how much of the shorter text stands in the longer, or None if they are no copies.

    first, second: Runs of five words of each.
    """
    short, long = sorted((first, second), key=len)
    if not short or len(short) < COPY_LENGTH * len(long):
        return None
    share = len(short & long) / len(short)
    return share if share >= COPY_SHARE else None


def arrange(
    reports: Iterable[Printed],
    readings: Iterable[Read],
    copies: Iterable[tuple[str, str]],
    *,
    view: View,
) -> Library:
    """Return the reports within a view: which are current, which copy which.

    What is first is settled by publication, not by order of entry.
    """
    within = [report for report in reports if view.holds(report)]
    shown = sorted((r for r in within if view.shows(r.mark)), key=lambda r: r.order)
    by_id = {report.id: report for report in shown}
    previous, current = _revisions(shown)
    return Library(
        reports=by_id,
        current=current,
        previous=previous,
        origins=_origins(by_id, previous, copies),
        readings=_newest(by_id, readings, view),
        left_out=len(within) - len(shown),
    )


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
    by_id: Mapping[str, Printed], previous: Mapping[str, str], copies: Iterable[tuple[str, str]]
) -> dict[str, str]:
    first = {report: report for report in by_id}

    def root(report: str) -> str:
        while first[report] != report:
            first[report] = first[first[report]]
            report = first[report]
        return report

    pairs = [*copies, *previous.items()]
    for one, other in pairs:
        if one in by_id and other in by_id:
            a, b = sorted((root(one), root(other)), key=lambda r: by_id[r].order)
            first[b] = a
    return {report: root(report) for report in by_id}


def _newest(by_id: Mapping[str, Printed], readings: Iterable[Read], view: View) -> dict[str, Read]:
    known_by = None if view.known_by is None else moment(view.known_by)
    found: dict[str, Read] = {}
    for reading in readings:
        if reading.report not in by_id or (known_by is not None and reading.entered > known_by):
            continue
        if reading.report not in found or reading.id > found[reading.report].id:
            found[reading.report] = reading
    return found
