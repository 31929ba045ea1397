"""Addresses: of the first page at once, of every other once any of them is asked for.

Loading the modules of forty pages takes a quarter of a second, which the first one need not wait.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import cache
from typing import Annotated

from fastapi import Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from detente.views.pages import style
from detente.web.asking import AsItIs, Browser, Shared, State
from detente.web.errors import FormExpired
from detente.web.late import LateRoute, LateRoutes
from detente.web.page import Act, Done, File, Page
from detente.web.pages import home
from detente.web.places import own_address
from detente.web.reading import not_before_it_was_read
from detente.web.show import as_json, as_page


@cache
def first_routes() -> tuple[LateRoute, ...]:
    """Return the addresses of the first page, and of what every page looks like."""
    look = LateRoute("/static/base.css", _base_style, include_in_schema=False)
    return (*routes_of((home.PAGE,), (), ()), look)


@cache
def other_routes() -> LateRoutes:
    """Return every other address, the same for every record: a request finds its own by itself."""
    return LateRoutes(_others)


def _others() -> tuple[LateRoute, ...]:
    from detente.web.table import ACTS, FILES, PAGES  # noqa: PLC0415  (loads every page)

    return routes_of((page for page in PAGES if page is not home.PAGE), FILES, ACTS)


def routes_of(
    pages: Iterable[Page], files: Iterable[File], acts: Iterable[Act]
) -> tuple[LateRoute, ...]:
    """Return the addresses of pages with their twins, of files, and of acts."""
    routes = []
    for file in files:  # "/analyses/{name}.csv" before "/analyses/{name}", which would match it
        routes.append(LateRoute(file.path, file.answer, summary=file.title))
    for page in pages:  # as "/reports/{id}.json" before "/reports/{id}"
        routes.append(LateRoute(page.twin, _twin(page), summary=page.title))
        for form in page.row_forms:
            title = f"{page.title} as {form.upper()}"
            routes.append(LateRoute(f"{page.stem}.{form}", _rows(page, form), summary=title))
        first = [Depends(not_before_it_was_read(page))]
        shown = LateRoute(page.path, _page(page), include_in_schema=False, dependencies=first)
        routes.append(shown)
    for act in acts:
        summary = (inspect.getdoc(act.do) or act.path).partition("\n")[0]
        checked = [Depends(_check_token)]
        post = LateRoute(act.path, _act(act), method="POST", summary=summary, dependencies=checked)
        routes.append(post)
    return tuple(routes)


def _base_style() -> Response:
    """The colours, letters and lines under claims that the record's printed pages have too."""
    return Response("\n".join(map(style, ("base", "families"))), media_type="text/css")


def _page(page: Page) -> Callable[..., Response]:
    def show(request: Request, asked: State, values: object = Depends(page.answer)) -> Response:
        if isinstance(values, Response):
            return values
        return as_page(request, page, values, asked=asked)

    return show


def _twin(page: Page) -> Callable[..., Response]:
    def show(values: object = Depends(page.answer)) -> Response:
        return values if isinstance(values, Response) else as_json(values)

    return show


def _rows(page: Page, form: str) -> Callable[..., Response]:
    """Return what makes a file of the lists of a page, in the state that its address asks for."""

    def as_file(shared: Shared, asked: State, values: object = Depends(page.answer)) -> Response:
        """Return what the page lists, a row each, with the names of its JSON."""
        from detente.web.rows import rows_file  # noqa: PLC0415  (most requests are for no file)

        if isinstance(values, Response):
            return values
        return rows_file(page, values, form, shared=shared, asked=asked)

    return as_file


def _act(act: Act) -> Callable[..., Response]:
    def post(
        request: Request,
        done: Done | Response = Depends(act.do),  # noqa: B008  (as FastAPI is told of it)
        back: Annotated[str, Form()] = "/",
    ) -> Response:
        if isinstance(done, Response):
            return done
        session = request.state.session
        if session.scope is not None or "application/json" in request.headers.get("accept", ""):
            return as_json(done)
        session.tell(done.told)  # a new one, if this was a login
        return RedirectResponse(done.to or own_address(back), status_code=303)

    return post


def _check_token(
    shared: AsItIs,
    browser: Browser,
    csrf: Annotated[str, Form()] = "",
) -> None:
    """Let only forms of this session through, and programs with a key. Errors: FormExpired."""
    if browser.scope is None and not browser.is_token(csrf, shared.settings.secret):
        name = browser.user or shared.settings.user
        raise FormExpired(
            "this form is from before the workbench was started again, or from another session; "
            f"nothing was done: send it once more (it will be kept under {name}), or load its "
            "page again and repeat"
        )
