"""Answers as bytes: a page from its template, or the same values as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote as quoted

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from detente.model.codec import plain
from detente.model.text import marks_up_to
from detente.views.escape import json_text, visible
from detente.views.phrases import date_text, days_text, many, moment_text, name_text, quote
from detente.views.signs import LEGEND
from detente.web.asked import Asked
from detente.web.menu import MENU
from detente.web.page import Page, Take

# A script says so of a page that it only takes parts of: whoever reads sees no message of it.
BEHIND = "Detente-Behind"


def as_json(values: object, status: int = 200) -> Response:
    """Return values as JSON: dataclasses as objects, dates in ISO 8601."""
    return Response(json_text(plain(values)), status, media_type="application/json")


def as_page(request: Request, page: Page, values: object, *, asked: Asked) -> Response:
    """Return a page of the workbench."""
    offers = tuple(
        Take(_with_query(one.path.format(**_quoted(request)), request), one.name)
        for one in page.offers(values)
    )
    return render(request, page.template, asked=asked, here=page, page=values, offers=offers)


def render(
    request: Request,
    template: str,
    *,
    asked: Asked,
    status: int = 200,
    offers: Sequence[Take] = (),
    **values: Any,
) -> Response:
    """Return a template's page; every word that it puts out is escaped and made visible.

    offers: What the page can be taken along as, with whole addresses.
    """
    app = request.app.state
    session = request.state.session
    workbench = app.workbench
    settings = workbench.settings
    if session.scope is None:
        workbench.sessions.keep(session)  # its forms carry its token
    html = (
        environment()
        .get_template(template)
        .render(
            asked=asked,
            csrf=session.token(settings.secret),
            is_in=session.is_in and workbench.login.is_needed,
            marks=marks_up_to(settings.ceiling),
            menu=MENU,
            nonce=request.state.nonce,
            record=settings.record_name,
            told=() if BEHIND in request.headers else session.hear(),
            user=session.user or settings.user,
            address_here=address_here(request),
            offers=offers,
            **values,
        )
    )
    return HTMLResponse(html, status)


def address_here(request: Request) -> str:
    """Return the address that was asked for, without host."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _with_query(path: str, request: Request) -> str:
    """Return the address of a file that is asked for as the page is."""
    mark = "&" if "?" in path else "?"
    return f"{path}{mark}{request.url.query}" if request.url.query else path


def _quoted(request: Request) -> dict[str, str]:
    return {name: quoted(str(value), safe="") for name, value in request.path_params.items()}


@cache
def environment() -> Environment:
    """Return the templates' environment."""
    made = Environment(
        loader=PackageLoader("detente.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    made.globals |= {"LEGEND": LEGEND, "many": many, "quote": quote}
    made.filters |= {
        "date": date_text,
        "days": days_text,
        "moment": _moment,
        "name": name_text,
        "told": moment_text,
        "words": lambda text: text.replace("_", " "),
    }
    return made


def _moment(value: dt.datetime | None) -> str:
    return moment_text(value.isoformat(timespec="minutes")) if value else "never"
