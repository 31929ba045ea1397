"""Who is who: actors of the register, which may be one, and merging and splitting them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Query

from detente.model.errors import InputError
from detente.model.snapshot import Party
from detente.views.phrases import enumerate_names, quote
from detente.web.asking import Shared, State, User
from detente.web.page import Act, Done, Page, sheets
from detente.web.pages.merged import merged_by_desk
from detente.web.pages.registering import Ids, Seen, Why, meanwhile
from detente.web.workbench import Workbench

ROWS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """An actor. others: Its further names. merged: Whether the desk made it of several.

    is_party: Whether it holds positions, so that it has a row in the matrix.
    """

    id: str
    name: str
    kind: str
    others: tuple[str, ...]
    role: str | None
    acts_for: str | None
    is_party: bool
    merged: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that may be one, and why. actors: Who they are, as reports say."""

    actors: tuple[PartyLine, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Actors of the register: those that hold positions first, then by name.

    version: Of the record, for forms. total: Number that fit. next: What `after` is for more.
    """

    version: str
    words: str
    suggestions: tuple[Pair, ...]
    rows: tuple[PartyLine, ...]
    total: int
    parties: int
    next: str | None


def answer(
    shared: Shared,
    asked: State,
    words: Annotated[str, Query(description="Of a name, role or party.")] = "",
    *,
    after: Annotated[str, Query(description="`next` of the page before.")] = "",
) -> Parties:
    """Return actors and what may be one. Errors: InputError."""
    version = shared.record.version()
    actors = shared.record.actors(asked.up_to, asked.as_of, asked.known_by)
    merged = merged_by_desk(shared)
    ranked = sorted(actors, key=lambda one: (not one.is_party, one.name.casefold(), one.id))
    found = [one for one in ranked if _fits(one, words)]
    start = _start(found, after)
    shown = found[start : start + ROWS]
    pairs = shared.record.suggestions(asked.up_to)
    by_id = {one.id: one for one in actors}
    return Parties(
        version=version,
        words=words,
        suggestions=tuple(
            Pair(tuple(_line(by_id[one], merged) for one in s.ids), s.reason)
            for s in pairs
            if _named(s.names, words) and by_id.keys() >= set(s.ids)
        ),
        rows=tuple(_line(one, merged) for one in shown),
        total=len(found),
        parties=sum(one.is_party for one in actors),
        next=shown[-1].id if start + ROWS < len(found) else None,
    )


def _line(party: Party, merged: frozenset[str]) -> PartyLine:
    return PartyLine(
        id=party.id,
        name=party.name,
        kind=party.kind,
        others=tuple(name for name in party.names if name != party.name),
        role=party.role,
        acts_for=party.acts_for,
        is_party=party.is_party,
        merged=party.id in merged,
    )


def _fits(party: Party, words: str) -> bool:
    return _named((*party.names, party.role or "", party.acts_for or ""), words)


def _named(names: Sequence[str], words: str) -> bool:
    said = " ".join(names).casefold()
    return all(word in said for word in words.casefold().split())


def _start(found: Sequence[Party], after: str) -> int:
    if not after:
        return 0
    places = [place for place, one in enumerate(found) if one.id == after]
    if not places:
        raise InputError(f"the list no longer holds {after!r}; open the parties again")
    return places[0] + 1


def merge(
    shared: Shared,
    user: User,
    ids: Ids = None,
    *,
    keep: Annotated[str, Form(description="Id or name of the one that names it.")] = "",
    why: Why = "",
    seen: Seen = "",
) -> Done:
    """Say that several actors are one. Errors: ChangedMeanwhile, InputError."""
    given = list(dict.fromkeys(ids or ()))
    names = _names(shared)
    wanted = keep.strip()
    if wanted:
        by_name = [one for one in given if names.get(one, "").casefold() == wanted.casefold()]
        first = wanted if wanted in given else next(iter(by_name), None)
        if first is None:
            raise InputError(f"{wanted!r} is none of those that are checked; write one's name")
        given = [first, *(one for one in given if one != first)]
    if len(given) < 2:
        raise InputError("to make one of several, check two or more")
    with meanwhile(lambda: "open the parties to see who they are now"):
        shared.record.merge("actor", given, by=user, why=why or None, seen=seen or None)
    gone = enumerate_names(tuple(quote(names.get(one, one)) for one in given[1:]))
    return Done(f"{gone} and {quote(names.get(given[0], given[0]))} are one now.")


def split(
    shared: Shared,
    user: User,
    id: Annotated[str, Form()],  # noqa: A002
    *,
    seen: Seen = "",
) -> Done:
    """Take a merge apart again. Errors: ChangedMeanwhile, NoSuchEntry."""
    name = _names(shared).get(id, id)
    with meanwhile(lambda: "open the parties to see who they are now"):
        shared.record.split("actor", id, by=user, seen=seen or None)
    return Done(f"Those who were {quote(name)} stand apart again.")


def _names(shared: Workbench) -> dict[str, str]:
    return {one.id: one.name for one in shared.record.actors(shared.settings.ceiling)}


PAGE = Page(
    path="/parties",
    title="Parties",
    answer=answer,
    template="parties.html",
    takes=sheets("actors", "every actor"),
    rows=(
        "rows",
        "suggestions",
    ),
)
ACTS = (Act(path="/parties/merge", do=merge), Act(path="/parties/split", do=split))
