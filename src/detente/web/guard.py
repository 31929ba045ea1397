"""Around every request: whom we answer, what a browser may do with the answer, who it is.

A page may load nothing but what this server sends, run no script but those that it names, and
stand in no other page. A name that we were not told (DNS rebinding) gets no answer; a change that
another site sends is refused before its body is looked at; where there is a password, nothing but
the page that asks for it is shown without.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.model.errors import InputError
from detente.web.errors import FromElsewhere, NotAllowed, answer_error, answer_unforeseen
from detente.web.limits import DRAINED, Rate, drain, too_large, within
from detente.web.login import LoginNeeded, TooMany
from detente.web.places import SAFE, cookie_name, is_from_here, is_ours
from detente.web.sessions import Session
from detente.web.workbench import Workbench

# What the page that asks for the password needs, and who asks whether we live; all else is
# behind it.
OPEN = (
    ("POST", "/login"),
    ("GET", "/static/base.css"),
    ("GET", "/static/desk.css"),
    ("GET", "/static/mark.svg"),
    ("GET", "/healthz"),
)
# Where files are sent.
UPLOADS = ("/add", "/drafts")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": forms would then come without their origin, which is checked.
    "Referrer-Policy": "same-origin",
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

    def __init__(self, app: ASGIApp, *, workbench: Workbench) -> None:
        """Stand before an app."""
        self._app = app
        self._workbench = workbench
        self._settings = workbench.settings
        self._changes = Rate(self._settings.rate_limit)
        self._reads = Rate(self._settings.read_limit)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if not is_ours(request.headers.get("host", ""), self._settings):
            refused = PlainTextResponse(
                "This server has another name; open it by the address that it printed.\n",
                status_code=421,
            )
            await refused(scope, receive, send)
            return
        await self._guarded(request, receive, send)

    async def _guarded(self, request: Request, receive: Receive, send: Send) -> None:
        most = self._settings.upload_limit if _uploads(request) else self._settings.body_limit
        cookie = cookie_name(request, self._settings)
        key = request.cookies.get(cookie)
        begun = False
        request.state.nonce = secrets.token_urlsafe(16)
        request.state.session = self._workbench.sessions.find(key)

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._add_headers(request, MutableHeaders(scope=message), cookie, key)
            await send(message)

        answer: ASGIApp
        try:
            answer = await self._refusal(request, receive, most) or self._app
            await answer(request.scope, within(receive, most), send_guarded)
        except ClientDisconnect:
            return
        except Exception as error:  # the one place that every error of ours passes last
            if begun:
                raise
            await answer_unforeseen(request, error)(request.scope, receive, send_guarded)

    def _add_headers(
        self, request: Request, headers: MutableHeaders, cookie: str, key: str | None
    ) -> None:
        for name, value in _HEADERS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = policy(request.state.nonce)
        headers.setdefault("Cache-Control", _caching(request.url.path))
        session = request.state.session
        if session.key != key and self._workbench.sessions.is_kept(session):
            secure = "; Secure" if self._settings.is_https else ""
            # Lax, so that a link in a letter opens the page with its session: another site's
            # forms bring no cookie, no token and another origin.
            headers.append(
                "Set-Cookie", f"{cookie}={session.key}; Path=/; HttpOnly; SameSite=Lax{secure}"
            )

    async def _refusal(self, request: Request, receive: Receive, most: int) -> Response | None:
        """Return why a request is not answered, None if it is."""
        try:
            self._check_rate(request)
            self._check_place(request)
            self._check_key(request)
            self._check_login(request)
        except InputError as error:
            await drain(receive, None if _has_body(request) else {"more_body": False}, most)
            return await answer_error(request, error)
        if int(request.headers.get("content-length") or 0) > most:
            await drain(receive, None, DRAINED * most)
            return await answer_error(request, too_large(most))
        return None

    def _check_rate(self, request: Request) -> None:
        address = request.client.host if request.client else ""
        rate = self._reads if request.method in SAFE else self._changes
        wait = 0.0 if request.url.path.startswith("/static/") else rate.wait(address)
        if wait:
            raise TooMany(
                f"more requests than a reader makes come from here; wait {wait:.0f} seconds", wait
            )

    def _check_place(self, request: Request) -> None:
        if request.method not in SAFE and not is_from_here(request, self._settings):
            raise FromElsewhere(
                "this was sent by another site or program; nothing was done: open the page here "
                "and do it there, or give the program a key"
            )

    def _check_key(self, request: Request) -> None:
        """Take who sends a program's key for what the key says."""
        sent = request.headers.get("authorization")
        if sent is None:
            return
        key = self._workbench.keys.find(sent)
        if key is None:
            raise LoginNeeded("this key is not known here, or was revoked; make one in Settings")
        # browsers send Basic by themselves, so it is for what changes nothing
        writes = key.scope == "write" and not sent.lower().startswith("basic")
        if request.method not in SAFE and not writes:
            raise NotAllowed("this key may only read; make one that may write, in Settings")
        request.state.session = Session("", user=key.name, is_in=True, scope=key.scope)

    def _check_login(self, request: Request) -> None:
        session: Session = request.state.session
        is_open = session.is_in or (request.method, request.url.path) in OPEN
        if self._workbench.login.is_needed and not is_open:
            raise LoginNeeded("the desk's password is needed here")


def _uploads(request: Request) -> bool:
    return request.method == "POST" and request.url.path in UPLOADS


def _has_body(request: Request) -> bool:
    headers = request.headers
    return "content-length" in headers or "transfer-encoding" in headers


def _caching(path: str) -> str:
    """Pages hold what may be purged; assets are asked for anew, and mostly unchanged."""
    return "no-cache" if path.startswith("/static/") else "no-store"
