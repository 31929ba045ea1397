"""Around every request: whom we answer, what a browser may do with the answer, who it is.

A page may load nothing but what this server sends, run no script but those that it names, and
stand in no other page. A name that we were not told (DNS rebinding) gets no answer.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.web.sessions import COOKIE, Sessions
from detente.web.settings import Settings

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def policy(nonce: str) -> str:
    """Return the Content-Security-Policy of a page whose scripts and styles carry the nonce."""
    return (
        "default-src 'none'; "
        f"script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}'; "
        "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, *, settings: Settings, sessions: Sessions) -> None:
        """Stand before an app."""
        self._app = app
        self._settings = settings
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if not self._is_ours(request.headers.get("host", "")):
            refused = PlainTextResponse(
                "This server has another name; open it by the address that it printed.\n",
                status_code=421,
            )
            await refused(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        key = request.cookies.get(COOKIE)
        session = self._sessions.find(key)
        request.state.nonce = nonce
        request.state.session = session

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = policy(nonce)
                headers.setdefault("Cache-Control", _caching(scope["path"]))
                current = request.state.session.key
                if current != key:
                    headers.append("Set-Cookie", _cookie(current))
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _is_ours(self, host: str) -> bool:
        name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
        return (name if name and port.isdigit() else host).lower() in self._settings.hosts


def _caching(path: str) -> str:
    """Pages hold what may be purged; assets are asked for anew, and mostly unchanged."""
    return "no-cache" if path.startswith("/static/") else "no-store"


def _cookie(key: str) -> str:
    return f"{COOKIE}={key}; Path=/; HttpOnly; SameSite=Strict"
