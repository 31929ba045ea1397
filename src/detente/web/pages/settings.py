"""Settings: what the record holds, who you are, and the keys of programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Form

from detente.model.snapshot import Coverage, Issue, Party
from detente.model.sources import SOURCE_CLASSES, SourceClass
from detente.model.text import Mark
from detente.views.support import CLASSES
from detente.web.asking import Browser, Shared, State, User
from detente.web.errors import NotAllowed
from detente.web.keys import SCOPES
from detente.web.page import Act, Done, Page
from detente.web.pages.login import checked_name
from detente.web.sessions import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet, the number of its reports, and what the desk says that it is."""

    name: str
    reports: int
    source_class: SourceClass


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """An issue. depth: How many issues it lies under. propositions: Number of them."""

    id: str
    name: str
    depth: int
    propositions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A program's key, without its secret. made: Day, ISO 8601."""

    id: str
    name: str
    scope: str
    made: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """What the record holds up to the mark asked for, and how it is served.

    parties: Those with positions. merged: Actors that bear several names. others: Number of the
    other actors. ceiling: Highest mark that is served. has_password: Whether pages ask for one.
    keeps_keys: Whether there can be keys. classes: What an outlet may be, with its words.
    """

    record: str
    holds: Coverage
    parties: tuple[Party, ...]
    merged: tuple[Party, ...]
    others: int
    outlets: tuple[OutletLine, ...]
    classes: tuple[tuple[SourceClass, str], ...]
    issues: tuple[IssueLine, ...]
    ceiling: Mark
    user: str
    has_password: bool
    keeps_keys: bool
    keys: tuple[KeyLine, ...]


def answer(*, shared: Shared, asked: State, user: User) -> SettingsPage:
    """Return what the record holds and how it is served."""
    settings, state = shared.settings, shared.snapshot(asked)
    actors = shared.record.actors(up_to=asked.up_to)
    parties = tuple(actor for actor in actors if actor.is_party)
    outlets = shared.record.outlets(asked.up_to)
    return SettingsPage(
        record=settings.record_name,
        holds=state.coverage,
        parties=parties,
        merged=tuple(actor for actor in actors if len(actor.names) > 1),
        others=len(actors) - len(parties),
        outlets=tuple(
            OutletLine(name=row.name, reports=row.reports, source_class=row.source_class)
            for row in outlets
        ),
        classes=tuple(CLASSES.items()),
        issues=_tree(shared.record.issues(up_to=asked.up_to)),
        ceiling=settings.ceiling,
        user=user,
        has_password=shared.login.is_needed,
        keeps_keys=settings.keys_file is not None,
        keys=tuple(
            KeyLine(id=key.id, name=key.name, scope=key.scope, made=key.made, by=key.by)
            for key in shared.keys.all()
        ),
    )


def _tree(issues: tuple[Issue, ...]) -> tuple[IssueLine, ...]:
    """Return issues in order, each after the one that it lies under."""
    known = {issue.id for issue in issues}

    def under(parent: str | None, depth: int) -> list[IssueLine]:
        found = []
        for issue in issues:
            if (issue.parent if issue.parent in known else None) == parent:
                count = len(issue.propositions)
                found.append(
                    IssueLine(id=issue.id, name=issue.name, depth=depth, propositions=count)
                )
                found += under(issue.id, depth + 1)
        return found

    return tuple(under(None, 0))


def rename(*, browser: Browser, name: Annotated[str, Form()] = "") -> Done:
    """Keep what this browser does under another name. Errors: InputError."""
    _check_person(browser)
    browser.user = checked_name(name)
    return Done(f"What you do here is kept under {browser.user}.", undoable=False)


def classify(
    *,
    shared: Shared,
    user: User,
    outlet: Annotated[str, Form(description="Its name.")],
    source_class: Annotated[str, Form(description=f"One of {', '.join(SOURCE_CLASSES)}.")],
    why: Annotated[str, Form()] = "",
) -> Done:
    """Say what an outlet is. Errors: UnknownName."""
    chosen = cast("SourceClass", source_class)
    shared.record.classify(outlet, chosen, user, why=why or None)
    return Done(f"{outlet}: {CLASSES[chosen]}.")


def make_key(
    *,
    shared: Shared,
    browser: Browser,
    user: User,
    name: Annotated[str, Form()] = "",
    scope: Annotated[str, Form(description=f"One of {', '.join(SCOPES)}.")] = "read",
) -> Done:
    """Make a key for a program; it is told once. Errors: InputError, UnknownName."""
    _check_person(browser)
    made = shared.keys.make(name, scope, by=user, today=shared.settings.now().date())
    told = f"The key {made.key.name} is {made.words} – copy it now: it is not shown again."
    return Done(told, undoable=False)


def revoke_key(*, shared: Shared, browser: Browser, id: Annotated[str, Form()] = "") -> Done:  # noqa: A002
    """Take a key away at once. Errors: NoSuchEntry."""
    _check_person(browser)
    return Done(f"The key {shared.keys.revoke(id).name} is revoked.", undoable=False)


def _check_person(browser: Session) -> None:
    if browser.scope is not None:
        raise NotAllowed("a key cannot do this; do it in a browser")


PAGE = Page(
    path="/settings",
    title="Settings",
    answer=answer,
    template="settings.html",
    rows=(
        "outlets",
        "issues",
        "parties",
    ),
)
ACTS = (
    Act(path="/name", do=rename),
    Act(path="/outlets", do=classify),
    Act(path="/keys", do=make_key),
    Act(path="/keys/revoke", do=revoke_key),
)
