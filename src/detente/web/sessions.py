"""Sessions: who a browser is, by a cookie that says nothing, and what to tell it next."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

# A desk has some tens of browsers; whoever floods us loses the oldest ones.
MOST = 1000
# A working day: who comes back the next morning logs in again.
MAX_IDLE_S = 12 * 3600.0


@dataclass(slots=True)
class Session:
    """One browser, or one request of a program.

    key: What the cookie holds. user: Under whose name acts are kept; None if no name was given.
    is_in: Whether the desk's password was given. scope: What a program's key allows, "read" or
    "write"; None for a browser. told: Messages for the next page. seen: Seconds of the clock.
    """

    key: str
    user: str | None = None
    is_in: bool = False
    scope: str | None = None
    told: list[str] = field(default_factory=list)
    seen: float = 0.0

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
    """The sessions that are known; safe to use from several threads.

    clock: Seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Know none."""
        self._known: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()
        self._clock = clock

    def find(self, key: str | None) -> Session:
        """Return the session of a cookie; a new one, not yet kept, if it is not known."""
        with self._lock:
            found = self._known.get(key) if key is not None else None
            if found is None or self._clock() - found.seen > MAX_IDLE_S:
                return Session(_fresh())
            found.seen = self._clock()
            self._known.move_to_end(found.key)
            return found

    def keep(self, session: Session) -> None:
        """Know a session from now on: a page was shown whose forms are its own."""
        with self._lock:
            session.seen = self._clock()
            self._known[session.key] = session
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def is_kept(self, session: Session) -> bool:
        """Whether a session is known."""
        with self._lock:
            return session.key in self._known

    def log_in(self, session: Session, user: str) -> Session:
        """Return a session with a new key in place of the old, which is forgotten."""
        self.end(session)
        made = Session(_fresh(), user=user, is_in=True)
        self.keep(made)
        return made

    def end(self, session: Session) -> None:
        """Forget a session."""
        with self._lock:
            self._known.pop(session.key, None)


def _fresh() -> str:
    return secrets.token_urlsafe(24)
