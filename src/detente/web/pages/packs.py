"""Packs: what one needs to know before meeting an actor, or before a contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.views.papers.pack import PAGES, pack
from detente.views.timeline import happenings
from detente.views.words import say
from detente.web.asking import Shared, State
from detente.web.page import Page
from detente.web.papers import Choice, Sheet, actor_choices, sheet

_MOST_PAGES = 20
# Contacts to choose from: those of a busy season.
_CONTACTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPage:
    """A pack, None until one says of whom. of: The id or name that was asked for."""

    paper: Sheet | None
    of: str
    pages: int
    actors: tuple[Choice, ...]
    contacts: tuple[Choice, ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    of: Annotated[str, Query(description="Name or id of an actor, or id of a contact.")] = "",
    pages: Annotated[int, Query(ge=1, le=_MOST_PAGES, description="To cut it to.")] = PAGES,
) -> PackPage:
    """Return a pack. Errors: UnknownName, NoSuchEntry."""
    snapshot = shared.snapshot(asked)
    made = None
    if of:
        made = shared.worked.of(
            ("pack", asked, of, pages),
            (snapshot,),
            lambda: sheet(pack(snapshot, of, pages=pages)),
        )
    held = {entry.id for entry in snapshot.contacts}
    shown = [one.entry for one in happenings(snapshot) if one.entry.sure and one.entry.id in held]
    return PackPage(
        paper=made,
        of=of,
        pages=pages,
        actors=actor_choices(snapshot),
        contacts=tuple(Choice(entry.id, say(entry)) for entry in shown[:_CONTACTS]),
    )


PAGE = Page(path="/packs", title="Packs", answer=answer, template="packs.html")
