"""What pages and acts may ask for as arguments: the workbench, the state, the user."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from detente.model.errors import UnknownName
from detente.model.text import marks_up_to
from detente.web.asked import Asked, read_asked
from detente.web.sessions import Session
from detente.web.workbench import Workbench


def workbench_as_it_is(request: Request) -> Workbench:
    """Return what all requests share, also if its record is gone: for who tells nothing of it."""
    found = request.app.state.workbench
    assert isinstance(found, Workbench)  # noqa: S101  (put there by make_app)
    return found


def workbench(found: Annotated[Workbench, Depends(workbench_as_it_is)]) -> Workbench:
    """Return what all requests share. Errors: RecordError if the record is gone."""
    found.check_place()
    return found


AsItIs = Annotated[Workbench, Depends(workbench_as_it_is)]
Shared = Annotated[Workbench, Depends(workbench)]


def asked_within(shared: Shared, asked: Annotated[Asked, Depends(read_asked)]) -> Asked:
    """Return the state asked for. Errors: UnknownName for a mark above what is served."""
    within = marks_up_to(shared.settings.ceiling)
    if asked.up_to not in within:
        raise UnknownName("mark served here", asked.up_to, within)
    return asked


def session(request: Request) -> Session:
    """Return the browser's session."""
    found = request.state.session
    assert isinstance(found, Session)  # noqa: S101  (put there by the guard)
    return found


def user(shared: Shared, browser: Annotated[Session, Depends(session)]) -> str:
    """Return under whose name an act is kept."""
    return browser.user or shared.settings.user


State = Annotated[Asked, Depends(asked_within)]
Browser = Annotated[Session, Depends(session)]
User = Annotated[str, Depends(user)]
