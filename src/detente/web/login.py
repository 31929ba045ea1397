"""The desk's password: kept as an argon2 hash, checked one at a time, slower after failures."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from detente.model.errors import InputError
from detente.web.limits import MOST_ADDRESSES, network

# Wrong passwords that cost nothing; after them the wait doubles from a second to a minute.
FREE = 4
LONGEST_WAIT_S = 60.0
# As NIST SP 800-63B asks of a password that people choose.
SHORTEST, LONGEST = 8, 1024
_HASH = "$argon2"


class LoginNeeded(InputError):
    """What only those may see or do who gave the desk's password."""


class TooMany(InputError):
    """More than is allowed for now. wait_s: Seconds until the next is."""

    def __init__(self, message: str, wait_s: float) -> None:
        """Say how long to wait."""
        super().__init__(message)
        self.wait_s = wait_s


class Login:
    """Checks passwords against a hash; None lets everybody in.

    clock: Seconds that only go forward.
    """

    def __init__(
        self, password_hash: str | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Know of no failure."""
        self._hash = password_hash
        self._clock = clock
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def is_needed(self) -> bool:
        """Whether there is a password."""
        return self._hash is not None

    def check(self, password: str, address: str) -> None:
        """Let a right password pass. Errors: LoginNeeded for a wrong one; TooMany.

        One at a time: each takes 64 MB of memory for a moment.
        """
        place = network(address)
        with self._lock:
            self._check_wait(place)
            if self._hash is not None and not is_password(password, self._hash):
                self._count(place)
                raise LoginNeeded("this is not the password; try again, or ask who set it")
            self._failures.pop(place, None)

    def _check_wait(self, place: str) -> None:
        count, at = self._failures.get(place, (0, 0.0))
        if count < FREE:
            return
        wait = at + min(2.0 ** (count - FREE), LONGEST_WAIT_S) - self._clock()
        if wait > 0:
            raise TooMany(
                f"too many wrong passwords from here; wait {wait:.0f} seconds, then try again",
                wait,
            )

    def _count(self, place: str) -> None:
        count, _ = self._failures.get(place, (0, 0.0))
        self._failures[place] = (count + 1, self._clock())
        self._failures.move_to_end(place)
        while len(self._failures) > MOST_ADDRESSES:
            self._failures.popitem(last=False)


def is_password(password: str, password_hash: str) -> bool:
    """Whether a password is the one that was hashed; it takes as long whether it is or not."""
    from argon2 import PasswordHasher  # noqa: PLC0415  (only where there is a password)
    from argon2.exceptions import VerificationError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(password_hash, password[:LONGEST])
    except VerificationError:
        return False


def hash_of(password: str) -> str:
    """Return the hash of a password, or the hash that is given in its place.

    Errors: InputError if the password is too short or too long, or the hash is none.
    """
    from argon2 import PasswordHasher, extract_parameters  # noqa: PLC0415
    from argon2.exceptions import InvalidHashError  # noqa: PLC0415

    if password.startswith(_HASH):
        try:
            extract_parameters(password)
        except InvalidHashError as error:
            raise InputError(
                "it begins like an argon2 hash and is none; copy all of it"
            ) from error
        return password
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"the password must have {SHORTEST} to {LONGEST} characters")
    return PasswordHasher().hash(password)


def read_password(path: Path) -> str:
    """Return the first line of a file. Errors: InputError if it cannot be read or is empty."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: the password cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: the password is no text; write it in UTF-8") from error
    if not lines or not lines[0]:
        raise InputError(f"{path}: its first line is empty; write the password there, or its hash")
    return lines[0]
