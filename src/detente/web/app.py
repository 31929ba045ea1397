"""The application: every page with its twin, every act, assets, errors as pages."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from functools import cache, partial
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import detente
from detente.record import Record
from detente.web.errors import add_error_pages
from detente.web.guard import Guard
from detente.web.late import whole, without_old_models
from detente.web.opening import opening
from detente.web.pages import home
from detente.web.reading import add_reading_page
from detente.web.routes import first_routes, other_routes
from detente.web.settings import Settings
from detente.web.workbench import Workbench, make_workbench


def make_app(record: Record, settings: Settings) -> FastAPI:
    """Return the workbench of an open record, to be served by any ASGI server.

    The record is closed when the server ends.
    """
    workbench = make_workbench(record, settings)

    @contextlib.asynccontextmanager
    async def open_until_the_end(_: FastAPI) -> AsyncIterator[None]:
        with record, contextlib.closing(workbench.adding), _beside(workbench):
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
    with without_old_models():  # here, as no other thread is there yet
        whole(one for one in first_routes() if one.path == home.PAGE.path)
    app.router.routes += first_routes()
    app.mount("/static", StaticFiles(packages=[("detente.web", "static")]), name="static")
    app.router.routes.append(
        other_routes()
    )  # last: whether it has an address, it must load to say
    app.openapi = cache(partial(_described, app))  # type: ignore[method-assign]
    add_error_pages(app)
    add_reading_page(app)
    app.add_middleware(Guard, workbench=workbench)
    return app


@contextlib.contextmanager
def _beside(workbench: Workbench) -> Iterator[None]:
    """What goes on beside the pages: the first one is made, sources are followed."""
    with opening(workbench), workbench.following.running():
        yield


def _described(app: FastAPI) -> dict[str, Any]:
    from detente.web.schema import describe  # noqa: PLC0415  (of all pages, for who asks)
    from detente.web.table import ACTS, PAGES  # noqa: PLC0415

    return describe(app, PAGES, ACTS)
