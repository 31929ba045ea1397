"""What a browser is shown when something is wrong: what, where, what now; never a trace."""

from __future__ import annotations

import logging
import secrets

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from detente.model.errors import (
    DetenteError,
    InputError,
    NoSuchEntry,
    RecordBusy,
    RecordError,
    UnknownName,
)
from detente.web.asked import Asked
from detente.web.show import as_json, render

_log = logging.getLogger("detente.web")


class FormExpired(InputError):
    """A form that is not of this session, or whose session has ended."""


# The first that an error is one of decides.
_STATUS: tuple[tuple[type[DetenteError], int], ...] = (
    (FormExpired, 403),
    (NoSuchEntry, 404),
    (UnknownName, 404),
    (InputError, 400),
    (RecordBusy, 503),
    (RecordError, 503),
)
_TITLES = {
    400: "That cannot be read",
    403: "That form has expired",
    404: "Not found",
    405: "Not here",
    500: "Something went wrong",
    503: "The record cannot be used",
}
_UNFOUND = "There is no page at this address; the menu lists all pages."


def add_error_pages(app: FastAPI) -> None:
    """Make every error a page, or JSON where JSON was asked for."""
    app.add_exception_handler(DetenteError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _unforeseen)


def _ours(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
    return _answer(request, status, str(error))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (registered for it)
    told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    return _answer(request, 400, f"{told}; correct the address or the form and try again")


def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for it)
    told = _UNFOUND if error.status_code == 404 else str(error.detail)
    return _answer(request, error.status_code, told)


def _unforeseen(request: Request, error: Exception) -> Response:
    key = secrets.token_hex(4)
    _log.error("error %s at %s", key, request.url.path, exc_info=error)
    told = f"Nothing was lost. The server's log says more, under {key}."
    return _answer(request, 500, told)


def _answer(request: Request, status: int, told: str) -> Response:
    title = _TITLES.get(status, "That did not work")
    accepts = request.headers.get("accept", "")
    if request.url.path.endswith(".json") or "application/json" in accepts:
        return as_json({"error": title, "told": told}, status)
    if not hasattr(request.state, "session"):  # outside the guard: it failed itself
        return Response(told, status, media_type="text/plain")
    return render(
        request, "error.html", asked=Asked(), status=status, here=None, title=title, error=told
    )
