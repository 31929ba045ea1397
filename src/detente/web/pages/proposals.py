"""Plans, drafts and offers: versions, counts of points by source, what is said of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.model.snapshot import Entry
from detente.views.lineage import Lineage, lineage
from detente.views.plans import Given, Plan, plan_name, plans
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line, entry_lines
from detente.web.page import Page, sheets

# Plans of one page, and stances and judgements shown of each.
PLANS = 40
SAID = 8


@dataclass(frozen=True, slots=True)
class Other:
    """Another plan."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One plan.

    counts, proponents, stages, told: What some say of it, with their outlets, in the order of
    publication; several counts if sources disagree. earlier: The version it was revised from, if
    the record holds it. alike: Others with the same number of points. said: Stances and judgements
    that mention it, the newest first; `more` of them are not shown.
    """

    name: str
    entry: EntryLine
    counts: tuple[Given, ...]
    proponents: tuple[Given, ...]
    stages: tuple[Given, ...]
    told: tuple[Given, ...]
    revised_from: str | None
    earlier: Other | None
    later: tuple[Other, ...]
    alike: tuple[Other, ...]
    said: tuple[EntryLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Plans, those last spoken of first.

    general: Those whose name could be of any plan ("a draft"), apart. possible: Number of those
    that are not sure, which are shown only if asked for.
    """

    as_of: dt.date
    reports: int
    outlets: int
    left_out: int
    what: str
    show_possible: bool
    possible: int
    total: int
    start: int
    before: str | None
    after: str | None
    plans: tuple[PlanLine, ...]
    general: tuple[PlanLine, ...]
    lineage: Lineage | None


def answer(
    *,
    shared: Shared,
    asked: State,
    what: Annotated[str, Query(description="Words in the name or of who proposed it.")] = "",
    possible: Annotated[bool, Query(description="Also what is not sure.")] = False,
    start: Annotated[int, Query(ge=0)] = 0,
) -> Proposals:
    """Return plans with their versions, counts, stages and what is said of them."""
    snapshot = shared.snapshot(asked)
    every = shared.worked.of(
        ("plans", asked, possible), (snapshot,), lambda: plans(snapshot, possible=possible)
    )
    found = [plan for plan in every if _holds(plan, what)]
    named = [plan for plan in found if not plan.general]
    general = [plan for plan in found if plan.general]
    start = start if start < len(named) else 0
    unsure = sum(not entry.sure for entry in snapshot.proposals)
    kept = {"what": what, "possible": "true" if possible else None}
    back, on = max(0, start - PLANS) or None, start + PLANS
    return Proposals(
        as_of=snapshot.as_of,
        reports=snapshot.coverage.reports,
        outlets=snapshot.coverage.outlets,
        left_out=snapshot.coverage.left_out,
        what=what,
        show_possible=possible,
        possible=unsure,
        total=len(named),
        start=start,
        before=asked.address("/proposals", **kept, start=back) if start else None,
        after=asked.address("/proposals", **kept, start=on) if on < len(named) else None,
        plans=tuple(map(_line, named[start:on])),
        general=tuple(map(_line, general[:PLANS])),
        lineage=lineage(found),
    )


def _holds(plan: Plan, words: str) -> bool:
    text = " ".join([plan.claim.name, *(given.value for given in plan.proponents)]).casefold()
    return all(word in text for word in words.casefold().split())


def _line(plan: Plan) -> PlanLine:
    return PlanLine(
        name=plan.claim.name,
        entry=entry_line(plan.entry),
        counts=plan.counts,
        proponents=plan.proponents,
        stages=plan.stages,
        told=plan.told,
        revised_from=plan.revised_from,
        earlier=_other(plan.earlier) if plan.earlier else None,
        later=tuple(map(_other, plan.later)),
        alike=tuple(map(_other, plan.alike)),
        said=entry_lines(plan.mentions[:SAID]),
        more=max(0, len(plan.mentions) - SAID),
    )


def _other(entry: Entry) -> Other:
    return Other(entry.id, plan_name(entry))


PAGE = Page(
    path="/proposals",
    title="Proposals",
    answer=answer,
    template="proposals.html",
    key="p",
    takes=sheets("proposals", "every proposal"),
    rows=(
        "plans",
        "general",
    ),
)
