"""One point through all versions of a proposal: what became of it, who speaks of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.drafts.threads import Stage
from detente.model.drafts import Draft
from detente.model.errors import NoSuchEntry
from detente.model.versions import Hearing, Step
from detente.views.comparison import label, stance_words
from detente.views.edits import edit_text
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.page import Page

# Stances on a point that are listed for one version.
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point of a draft. start: Where it begins in the text."""

    label: str
    start: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A stance that bears on a point: an inference. how: "by its number" or "by its words".

    asked: Whether it had asked for what changed here. sure: Whether the reader is sure of it.
    where: Of which draft the number is, "" for the one that is shown.
    """

    entry: str
    party: str
    stance: str
    words: str
    own: bool
    how: str
    published: dt.date | None
    asked: bool
    sure: bool
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A point in one version. fate: What became of it since the version that this was made from.

    points: Several if it was split, none if it is not in it. edits: In words. compare: Address.
    """

    draft: str
    name: str
    dated: dt.date | None
    fate: str
    weight: str | None
    points: tuple[PointLine, ...]
    edits: tuple[str, ...]
    heard: tuple[Heard, ...]
    more: int
    compare: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPage:
    """One point through the versions, in their order. at, label: In the draft asked for."""

    draft: str
    name: str
    at: int
    label: str
    steps: tuple[StepLine, ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    draft: Annotated[str, Query(description="Id, or NAME@LABEL.")],
    at: Annotated[int, Query(ge=0, description="Where the point begins in its draft.")],
) -> PointPage:
    """Return a point through all versions. Errors: UnknownName, NoSuchEntry."""
    version = shared.record.draft(draft, asked.up_to)
    found = shared.comparing.history(version.proposal, asked)
    stages = found.stages
    place = next(n for n, stage in enumerate(stages) if stage.version.id == version.id)
    own = stages[place].draft
    part = next((n for n in own.points if own.parts[n].start == at), None)
    if part is None:
        raise NoSuchEntry(f"no point of {version.name} begins at {at}; open the draft anew")
    line = next(line for line in found.threads if part in line.steps[place].parts)
    return PointPage(
        draft=version.id,
        name=version.name,
        at=at,
        label=label(own, part),
        steps=tuple(
            _step(asked, stages, stage, step)
            for stage, step in zip(stages, line.steps, strict=True)
        ),
    )


def _step(asked: Asked, stages: Sequence[Stage], stage: Stage, step: Step) -> StepLine:
    before = stages[stage.earlier].version.id if stage.earlier is not None else None
    weights = [changed.weight for changed in step.changes]
    heard = tuple(_heard(step))
    return StepLine(
        draft=stage.version.id,
        name=stage.version.name,
        dated=stage.version.dated,
        fate=step.fate,
        weight=next((w for w in ("substantive", "editorial", "unchanged") if w in weights), None),
        points=tuple(_point(stage.draft, part) for part in step.parts),
        edits=tuple(
            edit_text(edit)
            for changed in step.changes
            for edit in changed.edits
            if edit.kind != "editorial"
        ),
        heard=heard[:_MOST],
        more=max(0, len(heard) - _MOST),
        compare=asked.address("/drafts/compare", a=before, b=stage.version.id) if before else None,
    )


def _point(draft: Draft, part: int) -> PointLine:
    found = draft.parts[part]
    return PointLine(label=label(draft, part), start=found.start, words=found.body)


def _heard(step: Step) -> Iterator[Heard]:
    asking = {one.hearing.entry: one.hearing for one in step.askings}
    others = {one.entry: one for one in step.hearings}
    for entry, hearing in {**asking, **others}.items():
        yield heard_of(hearing, asked=entry in asking)


def heard_of(hearing: Hearing, *, asked: bool = False, where: str = "") -> Heard:
    """Return a stance on a point as pages show it. where: Of which draft the point's number is."""
    return Heard(
        entry=hearing.entry,
        party=hearing.party,
        stance=stance_words(hearing),
        words=hearing.words,
        own=hearing.voice == "own",
        how=f"by its number{where}" if hearing.how == "number" else "by its words",
        where=where.strip(),
        published=hearing.published,
        asked=asked,
        sure=hearing.sure,
    )


PAGE = Page(
    path="/drafts/point",
    title="A point's history",
    answer=answer,
    template="point.html",
    rows=("steps",),
)
