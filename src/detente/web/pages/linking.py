"""Links of drafts: the desk says how one stands to an earlier one, or that it does not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, TypeVar

from fastapi import Form

from detente.comparing import say_of_drafts
from detente.model.errors import UnknownName
from detente.model.versions import LINK_WORDS
from detente.web.asking import Shared, User
from detente.web.page import Act, Done

K = TypeVar("K", bound=str)


def way_of(how: str, known: Collection[K]) -> K:
    """Return how a draft stands to another, as a form says it. Errors: UnknownName."""
    for one in known:
        if one == how:
            return one
    raise UnknownName("way to be made from a draft", how, known)


def say(
    *,
    shared: Shared,
    user: User,
    later: Annotated[str, Form(description="Id of a draft, or of a plan that reports tell of.")],
    how: Annotated[str, Form(description=f"One of {', '.join(LINK_WORDS)}.")],
    earlier: Annotated[str, Form(description="Likewise.")],
    why: Annotated[str, Form()] = "",
) -> Done:
    """Say how a draft stands to an earlier one. Errors: UnknownName, NoSuchEntry, InputError."""
    kind = way_of(how, LINK_WORDS)
    names = say_of_drafts(
        shared.record,
        kind,
        (later.strip(), earlier.strip()),
        by=user,
        why=why.strip() or None,
        up_to=shared.settings.ceiling,
    )
    return Done(f"{names[0]} {LINK_WORDS[kind]} {names[1]}, you say; undo takes it back.")


ACTS = (Act(path="/drafts/link", do=say),)
