"""What hangs on little: the weakest lines of brief and matrix, and what would overturn each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from detente.views.papers import Paper
from detente.views.papers.fragile import MOST, STALE_DAYS, fragile
from detente.web.asking import Shared, State
from detente.web.page import Page, takes
from detente.web.papers import Sheet, sheet
from detente.web.taking import of_paper

# More than anybody goes through at a time.
_MOST_SHOWN = 500
PATH = "/fragile"


@dataclass(frozen=True, slots=True)
class Made:
    """The paper, and what was asked for."""

    paper: Paper
    days: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FragilePage:
    """The weakest lines first. days: After how many a line counts as unconfirmed.

    most: Lines that are shown. further: Address that shows more of them, None if all are.
    """

    paper: Sheet
    days: int
    most: int
    further: str | None


def made(
    *,
    shared: Shared,
    asked: State,
    days: Annotated[
        int, Query(ge=0, le=36_500, description="Days after which a line is unconfirmed.")
    ] = STALE_DAYS,
    most: Annotated[int, Query(ge=1, le=_MOST_SHOWN, description="Lines to show.")] = MOST,
) -> Made:
    """Return the lines that hang on least."""
    snapshot = shared.snapshot(asked)
    findings = shared.findings(snapshot, asked)
    paper = shared.worked.of(
        ("fragile", asked, days, most),
        (snapshot,),
        lambda: fragile(snapshot, findings=findings, days=days, most=most),
    )
    return Made(paper, days, most)


def answer(asked: State, found: Annotated[Made, Depends(made)]) -> FragilePage:
    """Return the lines that hang on least."""
    paper, days, most = found.paper, found.days, found.most
    left = any(part.more for part in paper.parts) and most < _MOST_SHOWN
    given = days if days != STALE_DAYS else None
    return FragilePage(
        paper=sheet(paper),
        days=days,
        most=most,
        further=asked.address(PATH, days=given, most=min(_MOST_SHOWN, 3 * most)) if left else None,
    )


def paper_of(found: Annotated[Made, Depends(made)]) -> Paper:
    """Return the paper alone."""
    return found.paper


PAGE = Page(
    path=PATH,
    title="What hangs on little",
    answer=answer,
    template="fragile.html",
    takes=takes(PATH, "docx", "html"),
)
FILES = of_paper(PATH, "What hangs on little", paper_of)
