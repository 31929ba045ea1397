"""Addresses that are worked out when they are first asked for, so that the first page comes soon.

What an address takes (parameters, their kinds, what they depend on) is read off its function, for
some three milliseconds each; a workbench has over a hundred.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from fastapi import APIRouter
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send


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


def whole(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """Return routes with every one that was late worked out."""
    return [one.route if isinstance(one, LateRoute) else one for one in routes]
