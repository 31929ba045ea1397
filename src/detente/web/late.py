"""Addresses that are worked out when they are first asked for, so that the first page comes soon.

What an address takes (parameters, their kinds, what they depend on) is read off its function, for
some three milliseconds each; a workbench has over a hundred. Before that their modules are loaded.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from fastapi import APIRouter
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

# Where a request keeps which of the late addresses it is for.
_CHOSEN = "detente.route"


class LateRoute(BaseRoute):
    """One address for one method, that becomes a route once somebody asks for it."""

    def __init__(
        self, path: str, endpoint: Callable[..., Any], *, method: str = "GET", **how: Any
    ) -> None:
        """Take what FastAPI's `add_api_route` takes."""
        self._at = Route(path, endpoint, methods=[method])
        self._how = {"methods": [method], "response_model": None, **how}
        self._lock = threading.Lock()
        self._route: BaseRoute | None = None

    @property
    def path(self) -> str:
        """The address."""
        return self._at.path

    @property
    def route(self) -> BaseRoute:
        """What answers at the address."""
        with self._lock:
            if self._route is None:
                router = APIRouter()
                router.add_api_route(self._at.path, self._at.endpoint, **self._how)
                (self._route,) = router.routes
            return self._route

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether a request is for the address, as every route does."""
        if self._at.matches(scope)[0] is Match.NONE:
            return Match.NONE, {}
        return self.route.matches(scope)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for the address."""
        await self.route.handle(scope, receive, send)


class LateRoutes(BaseRoute):
    """Addresses that are made together once an address is asked for that nothing before has."""

    def __init__(self, make: Callable[[], Sequence[BaseRoute]]) -> None:
        """Make none yet."""
        self._make = make
        self._lock = threading.Lock()
        self._routes: Sequence[BaseRoute] | None = None

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What answers at the addresses."""
        with self._lock:
            if self._routes is None:
                self._routes = self._make()
            return self._routes

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether a request is for one of them: the first that it fits, as routers do."""
        partly: tuple[Match, Scope] = (Match.NONE, {})
        for route in self.routes:
            match, found = route.matches(scope)
            if match is Match.FULL:
                return match, {**found, _CHOSEN: route}
            if match is Match.PARTIAL and partly[0] is Match.NONE:
                partly = match, {**found, _CHOSEN: route}
        return partly

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for the address that was found."""
        await scope[_CHOSEN].handle(scope, receive, send)


@contextlib.contextmanager
def without_old_models() -> Iterator[None]:
    """Work addresses out without loading the models of Pydantic's first version.

    FastAPI loads them, thirty modules, to see that nothing which an address takes is one. Others
    may want them: nobody else may be loading modules meanwhile.
    """
    name = "pydantic.v1"
    if name in sys.modules:
        yield
        return
    modules: dict[str, Any] = sys.modules
    modules[name] = None  # as Python would have it: it cannot be imported
    try:
        yield
    finally:
        del modules[name]


def whole(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """Return routes with every one that was late worked out."""
    found: list[BaseRoute] = []
    for one in routes:
        if isinstance(one, LateRoutes):
            found += whole(one.routes)
        else:
            found.append(one.route if isinstance(one, LateRoute) else one)
    return found
