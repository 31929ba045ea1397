"""Which reports are revisions of which, and which are copies. Pure."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from detente.record.facts import Library, Pair, Printed, Read, View, moment
from detente.record.shelf import Shelf
from detente.record.twins import COPY

_order = attrgetter("order")


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
    pairs = list(pairs)
    # a record of a hundred thousand reports has a million pairs; in another most are no copies
    ends = {key for pair in pairs for key in (pair.report, pair.other)} & every.keys()
    rank = {
        one.id: place for place, one in enumerate(sorted(map(every.__getitem__, ends), key=_order))
    }
    for pair in pairs:
        if pair.report in rank and pair.other in rank:
            found.setdefault(pair.report, []).append(pair)
    return {
        report: tuple(sorted(those, key=lambda pair: rank[pair.other]))
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


def arrange_later(shelf: Shelf, old: Library, view: View) -> Library | None:
    """Return what `arrange` gives by now, at the cost of what came since.

    old: What it gave for the same view, or for one that holds less. None if a report that it has
    was read anew, or is another's revision now, or a copy of one outside the view.
    """
    beside = [one for one in shelf.reports if one.id not in old.reports]
    within = [one for one in beside if view.holds(one)]
    fresh = sorted((one for one in within if view.shows(one.mark)), key=_order)
    reports = _put_among(old.reports, fresh)
    readings = _newest(reports, _unknown(old, shelf.readings), view)
    texts = _articles_of(shelf, reports, fresh)
    pairs = _pairs_later(shelf, old, beside, within=reports)
    if pairs is None or not (old.readings.keys().isdisjoint(readings) and _stay(old, texts)):
        return None
    instead = _instead_later(old, reports, fresh, pairs=pairs)
    if instead is None:
        return None
    before = {later.id: one.id for every in texts for one, later in pairwise(every)}
    replaced = frozenset(before.values())
    moved = _carriers(shelf.carriers, (one.id for one in fresh)) & old.reports.keys()
    previous = {**old.previous, **before}
    return Library(
        reports=reports,
        current=(old.current | {one.id for one in fresh}) - replaced,
        previous=previous,
        origins=_origins(reports, previous, pairs)
        if moved
        else _origins_later(old, reports, fresh, pairs=pairs, previous=before),
        readings={**old.readings, **readings},
        left_out=len(within) - len(fresh),
        pairs=pairs,
        instead=instead,
        articles={**old.articles, **{t.id: every[0].id for every in texts for t in every[1:]}},
        # words of a report outside the view may be traced further, to one that came
        traced={} if any(one.id in shelf.carriers for one in fresh) else old.traced,
        moved=frozenset(moved),
    )


def retraced(before: Library, after: Library) -> frozenset[str]:
    """Return the reports of a library whose words one that holds more may trace elsewhere."""
    ends = {key for key, _ in before.instead.items() ^ after.instead.items()}
    ends |= after.reports.keys() - before.reports.keys()
    ends |= {key for key, pairs in after.pairs.items() if before.pairs.get(key, ()) != pairs}
    carriers: dict[str, list[str]] = {}
    for key, pairs in after.pairs.items():
        for pair in pairs:
            carriers.setdefault(pair.other, []).append(key)
    return frozenset((_carriers(carriers, ends) | ends) & before.reports.keys())


def _carriers(carriers: Mapping[str, Iterable[str]], reports: Iterable[str]) -> set[str]:
    """Return all that took words over from reports, or from others that did.

    carriers: Report -> those that took words over from it.
    """
    found: set[str] = set()
    ahead = list(reports)
    while ahead:
        fresh = [key for key in carriers.get(ahead.pop(), ()) if key not in found]
        found.update(fresh)
        ahead += fresh
    return found


def _put_among(old: Mapping[str, Printed], fresh: Sequence[Printed]) -> Mapping[str, Printed]:
    """Return reports by id, in order of publication. fresh: Those to put in, in order."""
    if not fresh:
        return old
    last = next(reversed(old.values()), None)  # type: ignore[call-overload]
    if last is None or last.order < fresh[0].order:
        return {**old, **{one.id: one for one in fresh}}
    every = list(old.values())
    for one in fresh:
        insort(every, one, key=_order)
    return {one.id: one for one in every}


def _unknown(old: Library, readings: Iterable[Read]) -> list[Read]:
    """Return the readings that are newer than the one that counts for their report."""
    known = old.readings
    return [r for r in readings if r.report not in known or known[r.report].id < r.id]


def _articles_of(
    shelf: Shelf, reports: Mapping[str, Printed], fresh: Iterable[Printed]
) -> list[list[Printed]]:
    """Return all texts of each article of which some are new, in order."""
    addresses = dict.fromkeys(one.address for one in fresh if one.address is not None)
    return [
        sorted((text for text in shelf.texts[address] if text.id in reports), key=_order)
        for address in addresses
    ]


def _stay(old: Library, texts: Iterable[Sequence[Printed]]) -> bool:
    """Whether each text that was there follows the one that it followed."""
    return all(
        later.id not in old.reports or old.previous.get(later.id) == before.id
        for every in texts
        for before, later in pairwise(every)
    )


def _pairs_later(
    shelf: Shelf, old: Library, beside: Sequence[Printed], *, within: Mapping[str, Printed]
) -> Mapping[str, tuple[Pair, ...]] | None:
    """Return from which reports each took words over; None if an old one did from one outside.

    beside: All reports that the older library has not. within: Those of the later one.
    """
    every = {one.id: one for one in beside}
    changed: list[str] = []
    for key in every:
        for carrier in shelf.carriers.get(key, ()):
            if carrier in old.reports and all(p.other != key for p in old.pairs.get(carrier, ())):
                if key not in within:
                    return None
                changed.append(carrier)
    found: dict[str, tuple[Pair, ...]] = {}
    for key in (*every, *changed):
        known, now = old.pairs.get(key, ()), shelf.pairs.get(key, {})
        if len(known) != len(now):
            ends = {other: every.get(other) or old.reports.get(other) for other in now}
            orders = {other: end.order for other, end in ends.items() if end is not None}
            found[key] = tuple(now[o] for o in sorted(orders, key=orders.__getitem__))
    return {**old.pairs, **{key: those for key, those in found.items() if those}}


def _instead_later(
    old: Library,
    reports: Mapping[str, Printed],
    fresh: Iterable[Printed],
    *,
    pairs: Mapping[str, tuple[Pair, ...]],
) -> Mapping[str, str] | None:
    """Return who stands for reports outside the view; None if that is another now."""
    found: dict[str, str] = {}
    for one in fresh:
        if one.id in old.instead:
            return None
        for pair in pairs.get(one.id, ()):
            if pair.other in reports:
                continue
            stands = old.instead.get(pair.other)
            if stands is None:
                found.setdefault(pair.other, one.id)
            elif one.order < reports[stands].order:
                return None
    return {**old.instead, **found}


def _origins_later(
    old: Library,
    reports: Mapping[str, Printed],
    fresh: Iterable[Printed],
    *,
    pairs: Mapping[str, tuple[Pair, ...]],
    previous: Mapping[str, str],
) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in fresh:
        copied = [p for p in pairs.get(one.id, ()) if p.other in reports and p.share >= COPY]
        before = max(copied, key=lambda pair: pair.share).other if copied else one.id
        before = previous.get(one.id, before)
        if before in old.origins and reports[before].order < one.order:
            found[one.id] = old.origins[before]
        else:
            found[one.id] = found.get(before, one.id)
    return {**old.origins, **found}
