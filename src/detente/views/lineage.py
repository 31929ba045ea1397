"""The lineage of plans as a picture: where each stands in time, and which grew out of which.

Places are worked out here, in the units of the picture; a template draws them. The same is said in
words for those who do not see it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.model.dates import month
from detente.model.snapshot import Entry
from detente.views.layout import shorten
from detente.views.phrases import MONTHS, date_text, many, quote
from detente.views.plans import Plan, plan_name

# In units of the picture, about a pixel each on a screen of usual size.
WIDTH = 960
_LEFT, _RIGHT = 250, 30
_TOP, _ROW = 34, 30
# Columns of a name that fit left of the axis.
_NAME = 34
# Rows that a reader takes in; of more plans those that are linked, then the newest, are drawn.
MOST = 24
# Up to so many days the marks of time are weeks, then months, then years.
_WEEKS, _MONTHS = 100, 1500
# A mark is so wide that two of them do not run into each other.
_APART = 84
# Share of the days that may lie far before the others, how wide the band before them is, and the
# gap between: one old treaty would push all else together at the right.
_OUTLYING, _BAND, _GAP = 0.05, 130, 40
# Between dots that are nearer to each other a line is straight, so that its arrow points along it.
_STEEP = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A plan in the picture, or an earlier version that is only named (id None).

    x, y: Where it was first told of. end: Where it was last told of. dots: Each further telling.
    """

    id: str | None
    name: str
    full: str
    sure: bool
    x: float
    y: float
    end: float
    dots: tuple[float, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Edge:
    """From an earlier version to a later one. path: As SVG draws it."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of time."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The picture. said: The same in words, a sentence each. left_out: Plans not drawn."""

    width: int
    height: int
    top: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    ticks: tuple[Tick, ...]
    said: tuple[str, ...]
    left_out: int


def lineage(plans: Sequence[Plan]) -> Lineage | None:
    """Return the picture of plans, None if there is nothing to draw: no plan that has a day.

    Those whose name is too general to tell which is meant are not drawn. Plans that grew out of
    each other stand together, the earlier one above; else the one first told of stands first.
    """
    dated = [p for p in plans if p.entry.first_published and (_linked(p) or not p.general)]
    if not dated:
        return None
    shown = _shown(dated)
    days = [day for plan in shown for day in _days(plan.entry)]
    scale = _Scale(days)
    nodes: list[Node] = []
    places: dict[str, Node] = {}
    edges: list[Edge] = []
    for plan in _ordered(shown):
        before = None if plan.earlier is None else places.get(plan.earlier.id)
        if plan.revised_from and plan.earlier is None:
            before = _named_only(plan, row=len(nodes), scale=scale)
            nodes.append(before)
        node = _node(plan, row=len(nodes), scale=scale)
        nodes.append(node)
        places[plan.entry.id] = node
        if before is not None:
            edges.append(_edge(before, node, plan.revised_from or ""))
    return Lineage(
        width=WIDTH,
        height=_TOP + _ROW * len(nodes) + 6,
        top=_TOP,
        nodes=tuple(nodes),
        edges=tuple(edges),
        ticks=scale.ticks(),
        said=tuple(map(_said, _ordered(shown))),
        left_out=len(plans) - len(shown),
    )


class _Scale:
    """Where days lie; a few that lie far before all others are drawn close together."""

    def __init__(self, days: Iterable[dt.date]) -> None:
        ordered = sorted(days)
        self._before, self._last = ordered[0], ordered[-1]
        self._first = ordered[int(len(ordered) * _OUTLYING)]
        if self._first - self._before <= self._last - self._first:
            self._first = self._before
        self._days = max(1, (self._last - self._first).days)
        self._start = _LEFT + (_BAND if self._first > self._before else 0)

    def x(self, day: dt.date) -> float:
        if day < self._first:
            share = (day - self._before).days / (self._first - self._before).days
            return round(_LEFT + share * (_BAND - _GAP), 1)
        share = (day - self._first).days / self._days
        return round(self._start + share * (WIDTH - self._start - _RIGHT), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the first day, then weeks, months or years, as many as fit."""
        kept = [Tick(self.x(self._before), date_text(self._before))]
        if self._first > self._before:
            kept.append(Tick(self.x(self._first), date_text(self._first)))
        for day, text in self._marks():
            if self.x(day) - kept[-1].x > _APART:
                kept.append(Tick(self.x(day), text))
        return tuple(kept)

    def _marks(self) -> Iterator[tuple[dt.date, str]]:
        if self._days <= _WEEKS:
            for number in range(7, self._days + 1, 7):
                day = self._first + dt.timedelta(days=number)
                yield day, date_text(day)
            return
        years = self._days > _MONTHS
        at = month(self._first.year, self._first.month).end
        while at <= self._last:
            if not years or at.month == 1:
                yield at, str(at.year) if years else f"{MONTHS[at.month - 1]} {at.year}"
            at = month(at.year, at.month).end


def _linked(plan: Plan) -> bool:
    return bool(plan.earlier or plan.later or plan.revised_from)


def _shown(plans: Sequence[Plan]) -> list[Plan]:
    linked = [plan for plan in plans if _linked(plan)]
    ids = {plan.entry.id for plan in linked}
    others = [plan for plan in plans if plan.entry.id not in ids]
    return [*linked, *others][:MOST]


def _ordered(plans: Iterable[Plan]) -> list[Plan]:
    """Return plans by their first day, each with those that grew out of it right after it.

    Those of as many points stand together: they may be one plan by several names.
    """
    plans = list(plans)
    begins: dict[int | None, dt.date] = {}
    for plan in plans:
        points, first = plan.claim.points, _days(plan.entry)[0]
        begins[points] = min(begins.get(points, first), first)

    def place(plan: Plan) -> tuple[dt.date, int, dt.date, str]:
        points, first = plan.claim.points, _days(plan.entry)[0]
        return (first if points is None else begins[points], points or 0, first, plan.entry.id)

    waiting = sorted(plans, key=place)
    ids = {plan.entry.id for plan in waiting}
    children: dict[str, list[Plan]] = {}
    tops: list[Plan] = []
    for plan in waiting:
        if plan.earlier is not None and plan.earlier.id in ids:
            children.setdefault(plan.earlier.id, []).append(plan)
        else:
            tops.append(plan)
    found: list[Plan] = []
    stack = tops[::-1]
    while stack:
        plan = stack.pop()
        found.append(plan)
        stack += children.pop(plan.entry.id, [])[::-1]
    # two plans that each name the other as their earlier version stand in no line from a top
    left = {plan.entry.id for plan in waiting} - {plan.entry.id for plan in found}
    return found + [plan for plan in waiting if plan.entry.id in left]


def _days(entry: Entry) -> list[dt.date]:
    return sorted({s.published for s in entry.sightings if s.published})


def _node(plan: Plan, *, row: int, scale: _Scale) -> Node:
    days = _days(plan.entry)
    counts = ", ".join(given.value for given in plan.counts)
    stage = plan.stages[-1].value.replace("_", " ") if plan.stages else ""
    note = ", ".join(filter(None, [f"{counts} points" if len(plan.counts) > 1 else "", stage]))
    return Node(
        id=plan.entry.id,
        name=shorten(plan.claim.name, _NAME),
        full=plan.claim.name,
        sure=plan.entry.sure,
        x=scale.x(days[0]),
        y=_y(row),
        end=scale.x(days[-1]),
        dots=tuple(scale.x(day) for day in days[1:]),
        note=note,
    )


def _named_only(plan: Plan, *, row: int, scale: _Scale) -> Node:
    words = plan.revised_from or ""
    x = scale.x(_days(plan.entry)[0])
    return Node(
        id=None,
        name=shorten(quote(words), _NAME),
        full=words,
        sure=False,
        x=x,
        y=_y(row),
        end=x,
        dots=(),
        note="only named",
    )


def _y(row: int) -> float:
    return _TOP + _ROW * row + _ROW / 2


def _edge(before: Node, after: Node, words: str) -> Edge:
    if before.y > after.y or abs(after.x - before.x) < _STEEP:
        return Edge(f"M {before.x} {before.y} L {after.x} {after.y}", words)
    bend = round((before.x + after.x) / 2, 1)
    path = f"M {before.x} {before.y} C {bend} {before.y} {bend} {after.y} {after.x} {after.y}"
    return Edge(path, words)


def _said(plan: Plan) -> str:
    days = _days(plan.entry)
    last = f", last told of on {date_text(days[-1])}" if len(days) > 1 else ""
    sources = many(len({s.report for s in plan.entry.sightings}), "report")
    parts = [f"{plan.claim.name}, first told of on {date_text(days[0])}{last}, in {sources}"]
    if plan.revised_from:
        known = (
            f", which is {plan_name(plan.earlier)}" if plan.earlier else ", which is only named"
        )
        parts.append(f"revised from {quote(plan.revised_from)}{known}")
    return f"{'; '.join(parts)}."
