"""Pins and breaks: the desk says that two points of two drafts are one, or are not."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Form

from detente.comparing import say_of_points
from detente.drafts.naming import point_named
from detente.model.drafts import Draft
from detente.model.errors import InputError, UnknownName
from detente.views.comparison import label
from detente.web.asking import Shared, User
from detente.web.page import Act, Done

_WORDS: dict[str, str] = {"pin": "are one", "break": "are not one"}


def say(  # noqa: PLR0913  (the fields of a form)
    *,
    shared: Shared,
    user: User,
    kind: Annotated[str, Form()],
    a: Annotated[str, Form()],
    b: Annotated[str, Form()],
    left: Annotated[str, Form()],
    right: Annotated[str, Form()],
    why: Annotated[str, Form()] = "",
) -> Done:
    """Say that two points are one ("pin"), or are not ("break"). Errors: UnknownName, InputError.

    left, right: As the drafts number them, or their places, "#5".
    """
    if kind not in _WORDS:
        raise UnknownName("word on two points", kind, _WORDS)
    ceiling = shared.settings.ceiling
    said: Literal["pin", "break"] = "pin" if kind == "pin" else "break"
    versions = (shared.record.draft(a, ceiling), shared.record.draft(b, ceiling))
    names = tuple(
        _name(shared.comparing.draft(version), named.strip())
        for version, named in zip(versions, (left, right), strict=True)
    )
    parts = (names[0], names[1])
    say_of_points(shared.record, said, versions, parts=parts, by=user, why=why.strip() or None)
    return Done(f"{parts[0]} and {parts[1]} {_WORDS[kind]}, you say; undo takes it back.")


def _name(draft: Draft, named: str) -> str:
    """Return how people would call a point that a button names by its place, if that will do."""
    part = point_named(draft, named)
    own = label(draft, part)
    try:
        return own if point_named(draft, own) == part else named
    except InputError:  # several points have that number
        return named


ACTS = (Act(path="/drafts/pin", do=say),)
