"""The application: every page with its twin, every act, assets, errors as pages."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache, partial
from typing import Annotated

from fastapi import Depends, FastAPI, Form, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

import detente
from detente.record import Record
from detente.views.pages import style
from detente.web.asking import Browser, Shared, State
from detente.web.errors import FormExpired, add_error_pages
from detente.web.guard import Guard
from detente.web.late import LateRoute
from detente.web.opening import opening
from detente.web.page import Act, Done, Page
from detente.web.places import own_address
from detente.web.schema import describe
from detente.web.settings import Settings
from detente.web.show import as_json, as_page
from detente.web.table import ACTS, FILES, PAGES
from detente.web.workbench import Workbench, make_workbench


def make_app(
    record: Record,
    settings: Settings,
    *,
    pages: tuple[Page, ...] = PAGES,
    acts: tuple[Act, ...] = ACTS,
) -> FastAPI:
    """Return the workbench of an open record, to be served by any ASGI server.

    The record is closed when the server ends.
    """
    workbench = make_workbench(record, settings)

    @contextlib.asynccontextmanager
    async def open_until_the_end(_: FastAPI) -> AsyncIterator[None]:
        with record, contextlib.closing(workbench.adding), _beside(workbench, pages, acts):
            yield

    app = FastAPI(
        title="Détente",
        version=detente.__version__,
        summary="Each page of the workbench as JSON.",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        lifespan=open_until_the_end,
    )
    app.state.workbench = workbench
    app.state.pages = pages
    app.router.routes += _routes(pages, acts)
    app.openapi = cache(partial(describe, app, pages, acts))  # type: ignore[method-assign]
    app.mount("/static", StaticFiles(packages=[("detente.web", "static")]), name="static")
    add_error_pages(app)
    app.add_middleware(Guard, workbench=workbench)
    return app


@cache
def _routes(pages: tuple[Page, ...], acts: tuple[Act, ...]) -> tuple[BaseRoute, ...]:
    """The addresses, the same for every record: a request finds its own record by itself."""
    routes = []
    for page in pages:  # "/reports/{id}.json" before "/reports/{id}", which would match it too
        routes.append(LateRoute(page.twin, _twin(page), summary=page.title))
        routes.append(LateRoute(page.path, _page(page), include_in_schema=False))
    for file in FILES:
        routes.append(LateRoute(file.path, file.answer, summary=file.title))
    for act in acts:
        summary = (inspect.getdoc(act.do) or act.path).partition("\n")[0]
        checked = [Depends(_check_token)]
        post = LateRoute(act.path, _act(act), method="POST", summary=summary, dependencies=checked)
        routes.append(post)
    routes.append(LateRoute("/static/base.css", _base_style, include_in_schema=False))
    return tuple(routes)


@contextlib.contextmanager
def _beside(
    workbench: Workbench, pages: tuple[Page, ...], acts: tuple[Act, ...]
) -> Iterator[None]:
    """What goes on beside the pages: the first one is made, sources are followed."""
    with opening(workbench, pages, _routes(pages, acts)), workbench.following.running():
        yield


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
    shared: Shared,
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
