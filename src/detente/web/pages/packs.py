"""Packs: what one needs to know before meeting an actor, or before a contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from detente.meetings import pack_of
from detente.views.papers import Paper
from detente.views.papers.pack import PAGES
from detente.views.timeline import happenings
from detente.views.words import say
from detente.web.asking import Shared, State
from detente.web.owed import owed_of
from detente.web.page import Page, takes
from detente.web.papers import Choice, Sheet, actor_choices, sheet
from detente.web.taking import of_paper

_MOST_PAGES = 20
# Contacts to choose from: those of a busy season.
_CONTACTS = 60
PATH = "/packs"


@dataclass(frozen=True, slots=True)
class Made:
    """The paper, None until one says of whom, and what was asked for."""

    paper: Paper | None
    of: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPage:
    """A pack, None until one says of whom. of: The id or name that was asked for."""

    paper: Sheet | None
    of: str
    pages: int
    actors: tuple[Choice, ...]
    contacts: tuple[Choice, ...]


def made(
    *,
    shared: Shared,
    asked: State,
    of: Annotated[str, Query(description="Name or id of an actor, or id of a contact.")] = "",
    pages: Annotated[int, Query(ge=1, le=_MOST_PAGES, description="To cut it to.")] = PAGES,
) -> Made:
    """Return a pack. Errors: UnknownName, NoSuchEntry."""
    snapshot = shared.snapshot(asked)
    paper = None
    if of:
        paper = shared.worked.of(
            ("pack", asked, of, pages),
            (snapshot,),
            lambda: pack_of(
                shared.record,
                snapshot,
                of,
                pages=pages,
                owed=owed_of(shared, asked).rows,
                reviewed_only=asked.reviewed_only,
            ),
        )
    return Made(paper, of, pages)


def answer(shared: Shared, asked: State, found: Annotated[Made, Depends(made)]) -> PackPage:
    """Return a pack. Errors: UnknownName, NoSuchEntry."""
    snapshot = shared.snapshot(asked)
    held = {entry.id for entry in snapshot.contacts}
    shown = [one.entry for one in happenings(snapshot) if one.entry.sure and one.entry.id in held]
    return PackPage(
        paper=sheet(found.paper) if found.paper else None,
        of=found.of,
        pages=found.pages,
        actors=actor_choices(snapshot),
        contacts=tuple(Choice(entry.id, say(entry)) for entry in shown[:_CONTACTS]),
    )


def paper_of(found: Annotated[Made, Depends(made)]) -> Paper | None:
    """Return the paper alone."""
    return found.paper


PAGE = Page(
    path=PATH,
    title="Packs",
    answer=answer,
    template="packs.html",
    takes=takes(PATH, "docx", "html"),
    needs="paper",
)
FILES = of_paper(PATH, "A pack", paper_of)
