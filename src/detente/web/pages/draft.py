"""One draft in its points."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.model.drafts import Draft
from detente.views.brackets import brackets_of
from detente.views.comparison import label
from detente.web.asking import Shared, State
from detente.web.page import Page

# Parts of a page; a draft of more is read on, page by page.
PARTS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part of a draft. start: Where it begins in the text. depth: How deep it is nested."""

    kind: str
    label: str
    start: int
    depth: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """A draft in its parts, in order; those from `first` on. points: Number of points.

    brackets: How many are open in it.
    """

    id: str
    name: str
    proponent: str | None
    dated: dt.date | None
    file: str
    notes: tuple[str, ...]
    points: int
    brackets: int
    total: int
    first: int
    parts: tuple[PartLine, ...]
    before: str | None
    after: str | None


def answer(
    *,
    shared: Shared,
    asked: State,
    draft: Annotated[str, Query(description="Id, or NAME@LABEL.")],
    first: Annotated[int, Query(ge=0, description="First part that is shown.")] = 0,
) -> DraftPage:
    """Return a draft in its points. Errors: UnknownName, NoSuchEntry."""
    version = shared.record.draft(draft, asked.up_to)
    found = shared.comparing.draft(version)
    shown = range(first, min(first + PARTS, len(found.parts)))
    back = max(0, first - PARTS) or None

    def there(part: int | None) -> str:
        return asked.address("/drafts/draft", draft=version.id, first=part)

    return DraftPage(
        id=version.id,
        name=version.name,
        proponent=version.proponent,
        dated=version.dated,
        file=version.file,
        notes=found.notes,
        points=len(found.points),
        brackets=brackets_of(found),
        total=len(found.parts),
        first=first,
        parts=tuple(_part(found, number) for number in shown),
        before=there(back) if first else None,
        after=there(first + PARTS) if first + PARTS < len(found.parts) else None,
    )


def _part(draft: Draft, number: int) -> PartLine:
    part = draft.parts[number]
    is_point = part.kind == "point"
    return PartLine(
        kind=part.kind,
        label=label(draft, number) if is_point else "",
        start=part.start,
        depth=max(0, len(part.path) - 1),
        words=part.body,
    )


PAGE = Page(
    path="/drafts/draft", title="Draft", answer=answer, template="draft.html", rows=("parts",)
)
