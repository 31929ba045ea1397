"""Logging in with the desk's password, and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request

from detente.model.errors import InputError
from detente.web.asking import AsItIs, Browser, Shared
from detente.web.page import Act, Done
from detente.web.places import own_address

LONGEST_NAME = 80


def log_in(
    *,
    request: Request,
    shared: AsItIs,
    browser: Browser,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "/",
) -> Done:
    """Let whoever has the password in, in a new session. Errors: LoginNeeded, TooMany."""
    user = checked_name(name)
    shared.login.check(password, request.client.host if request.client else "")
    request.state.session = shared.sessions.log_in(browser, user)
    return Done(f"Logged in as {user}.", to=own_address(to))


def log_out(*, request: Request, shared: Shared, browser: Browser) -> Done:
    """End the session."""
    shared.sessions.end(browser)
    request.state.session = shared.sessions.find(None)
    return Done("Logged out.", to="/")


def checked_name(name: str) -> str:
    """Return a name under which acts are kept. Errors: InputError."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise InputError(
            f"what you decide is kept under a name; give one of up to {LONGEST_NAME} letters"
        )
    return name


ACTS = (Act(path="/login", do=log_in), Act(path="/logout", do=log_out))
