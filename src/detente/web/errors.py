"""What a browser is shown when something is wrong: what, where, what now; never a trace.

What was typed into a form that failed stands on the page, and can be sent again.
"""

from __future__ import annotations

import logging
import math
import secrets

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from detente.model.errors import (
    ChangedMeanwhile,
    DetenteError,
    InputError,
    NoSuchEntry,
    RecordBusy,
    RecordError,
    UnknownName,
)
from detente.web.asked import Asked
from detente.web.login import LoginNeeded, TooMany
from detente.web.places import SAFE
from detente.web.show import address_here, as_json, render

_log = logging.getLogger("detente.web")
# Names and values of a form's fields, in order.
Typed = tuple[tuple[str, str], ...]


class FormExpired(InputError):
    """A form that is not of this session, or whose session has ended."""


class FromElsewhere(InputError):
    """A change that another site's page sends."""


class NotAllowed(InputError):
    """What a program's key does not allow."""


# The first that an error is one of decides.
_STATUS: tuple[tuple[type[DetenteError], int], ...] = (
    (LoginNeeded, 401),
    (FormExpired, 403),
    (FromElsewhere, 403),
    (NotAllowed, 403),
    (TooMany, 429),
    (NoSuchEntry, 404),
    (UnknownName, 404),
    (InputError, 400),
    (ChangedMeanwhile, 409),
    (RecordBusy, 503),
    (RecordError, 503),
)
_TITLES = {
    400: "That cannot be read",
    401: "Log in",
    403: "That was not done",
    404: "Not found",
    405: "Not here",
    409: "It changed meanwhile",
    413: "That is too much",
    429: "Too many at once",
    500: "Something went wrong",
    503: "That could not be done",
    507: "There is no room",
}
_UNFOUND = "There is no page at this address; the menu lists all pages."
_NOT_HERE = "This address shows nothing by itself; the menu lists all pages."
# The same form, sent once more, may do: its session was gone, or the record was busy.
_WORTH_REPEATING = (403, 429, 503, 507)
# Of a form: what the user did not type, or what is not shown.
_NOT_TYPED = ("csrf", "back", "password", "seen")
# The parser of forms takes so many bytes of a field, and says so in its own words.
_LONG_FIELD = "Part exceeded"


def add_error_pages(app: FastAPI) -> None:
    """Make every error a page, or JSON where JSON was asked for."""
    for kind in (DetenteError, RequestValidationError, HTTPException, OSError):
        app.add_exception_handler(kind, answer_error)


async def answer_error(request: Request, error: Exception) -> Response:
    """Return the answer to a request that failed in a way that was foreseen."""
    status, told = _status(error), _told(error)
    typed = () if isinstance(error, FromElsewhere) else await _typed(request)
    answer = _answer(request, status, told, typed)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(math.ceil(error.wait_s))
    if status == 401:
        # Calendars and readers of feeds ask their user for name and password if told so; a
        # browser shows our page.
        kind = "Basic" if request.url.path.endswith((".ics", ".atom")) else "Bearer"
        answer.headers["WWW-Authenticate"] = f'{kind} realm="Detente"'
    return answer


def answer_unforeseen(request: Request, error: Exception) -> Response:
    """Return the answer to a request that failed in a way that nobody foresaw."""
    key = secrets.token_hex(4)
    _log.error("error %s at %s", key, request.url.path, exc_info=error)
    told = f"Nothing more was done. The server's log says more, under {key}."
    return _answer(request, 500, told, ())


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, OSError):
        return 507
    return next((code for kind, code in _STATUS if isinstance(error, kind)), 400)


def _told(error: Exception) -> str:
    if isinstance(error, RequestValidationError):
        told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        return f"{told}; correct the address or the form and try again"
    if isinstance(error, HTTPException):
        if _LONG_FIELD in str(error.detail):
            return "a field holds more than 1 MB; save the text as a file and add that"
        return {404: _UNFOUND, 405: _NOT_HERE}.get(error.status_code, str(error.detail))
    if isinstance(error, OSError):
        return f"it cannot be written: {error.strerror or 'no reason given'}; make room, try again"
    return str(error)


async def _typed(request: Request) -> Typed:
    """Return what a form that failed brought: an act reads it before it does anything."""
    if request.method in SAFE or getattr(request, "_form", None) is None:
        return ()
    form = await request.form()
    return tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))


def _answer(request: Request, status: int, told: str, typed: Typed) -> Response:
    title = _TITLES.get(status, "That did not work")
    session = request.state.session
    workbench = request.app.state.workbench
    repeatable = status in _WORTH_REPEATING and session.scope is None
    if _wants_json(request):
        values = {"error": title, "told": told}
        if status == 403 and typed and repeatable:
            # a page from before a restart may go on: its origin was checked
            workbench.sessions.keep(session)
            values["csrf"] = session.token(workbench.settings.secret)
        return as_json(values, status)
    outside = workbench.login.is_needed and not session.is_in  # who may see nothing else
    return render(
        request,
        "login.html" if outside else "error.html",
        asked=Asked(),
        status=status,
        here=None,
        title=title,
        error=f"{told[:1].upper()}{told[1:]}",
        path=request.url.path,
        to=dict(typed).get("to") or ("/" if typed else address_here(request)),
        typed=[
            (k.removeprefix("field."), v)
            for k, v in typed
            if k not in _NOT_TYPED and not k.startswith("was.") and v.strip()
        ],
        again=[(k, v) for k, v in typed if k != "csrf"] if repeatable else [],
    )


def _wants_json(request: Request) -> bool:
    accepts = request.headers.get("accept", "")
    path = request.url.path
    return (
        path.endswith((".json", ".ics", ".atom"))
        or "application/json" in accepts
        or ("authorization" in request.headers)
    )
