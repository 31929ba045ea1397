"""Sessions: who a browser is, by a cookie that says nothing, and what to tell it next."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

COOKIE = "detente"
# A desk has some tens of browsers; whoever floods us loses the oldest ones.
MOST = 1000


@dataclass(slots=True)
class Session:
    """One browser. key: What its cookie holds. told: Messages for its next page.

    user: Who logged in, None if nobody did.
    """

    key: str
    user: str | None = None
    told: list[str] = field(default_factory=list)

    def token(self, secret: bytes) -> str:
        """Return what a form of this session must carry, so that no other site can send it."""
        return hmac.new(secret, self.key.encode(), hashlib.sha256).hexdigest()

    def is_token(self, token: str, secret: bytes) -> bool:
        """Whether a form carries this session's token."""
        return hmac.compare_digest(token.encode(), self.token(secret).encode())

    def tell(self, message: str) -> None:
        """Keep a message for the next page."""
        self.told.append(message)

    def hear(self) -> tuple[str, ...]:
        """Return the messages, once."""
        messages, self.told = tuple(self.told), []
        return messages


class Sessions:
    """The sessions that are known; safe to use from several threads."""

    def __init__(self) -> None:
        """Know none."""
        self._known: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: str | None) -> Session:
        """Return the session of a cookie; a new one if there is none or it is not known."""
        with self._lock:
            if key is not None and key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            return self._begin()

    def renew(self, session: Session) -> Session:
        """Return a session with a new key in place of the old: who logs in gets one."""
        with self._lock:
            self._known.pop(session.key, None)
            return self._begin()

    def _begin(self) -> Session:
        session = Session(secrets.token_urlsafe(24))
        self._known[session.key] = session
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return session
