"""Every error that Détente raises on purpose.

    DetenteError
    ├── InputError          a file, text or value from outside cannot be used
    │   ├── SpanError       a span does not lie in its text
    │   ├── DateError       words or digits that are no date we accept
    │   └── FetchError      an address that did not give what was asked for
    ├── UnknownName         a name that is not in a list; the message lists the known ones
    ├── RuleError           a rule file is wrong
    ├── ReaderError         the reader itself cannot start (its language model is missing, say)
    └── RecordError         the record cannot be opened, read or written
        ├── RecordTooNew    written by a newer program
        ├── RecordBusy      locked by another process
        ├── NoSuchEntry     an id that the record does not hold
        └── ChangedMeanwhile  somebody decided about the same thing since it was looked at

Messages say what, where and what now, in one sentence.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable

# How many names a message lists: about three lines. Of more, those most like the wrong one.
MOST_LISTED = 30
_NEAREST = 5


class DetenteError(Exception):
    """Anything that Détente refuses to do, with a message for its user."""


class InputError(DetenteError):
    """A file, text or value from outside that cannot be used."""


class SpanError(InputError):
    """A span that does not lie in its text."""


class DateError(InputError):
    """Words or digits that are no date we accept."""


class FetchError(InputError):
    """An address that did not give what was asked for.

    again: How long its host asks to wait before the next try; None if it does not say.
    """

    def __init__(self, message: str, again: dt.timedelta | None = None) -> None:
        """Keep what the host says of the next try beside the message."""
        super().__init__(message)
        self.again = again


class UnknownName(DetenteError):
    """A name that is not in a list of known ones."""

    def __init__(self, what: str, name: str, known: Iterable[str], *, why: str = "") -> None:
        """Say which name of what is unknown, and list the known ones in order.

        Of many, only those are listed that are most like it. why: To say beside it, if known.
        """
        super().__init__(f"unknown {what} {name!r}; {_choices(name, sorted(set(known)))}{why}")


class RuleError(DetenteError):
    """A rule file that is wrong: where, and what is missing or does not hold."""


class ReaderError(DetenteError):
    """The reader cannot start."""


class RecordError(DetenteError):
    """The record cannot be opened, read or written."""


class RecordTooNew(RecordError):
    """The record was written by a newer program."""


class RecordBusy(RecordError):
    """Another process holds the record."""


class NoSuchEntry(RecordError):
    """An id that the record does not hold."""


class ChangedMeanwhile(RecordError):
    """Somebody decided about the same thing since it was looked at; nothing was written."""


def _choices(name: str, known: list[str]) -> str:
    if not known:
        return "there is none to choose from yet"
    if len(known) <= MOST_LISTED:
        return f"choose one of {', '.join(known)}"
    by_folded = {one.casefold(): one for one in known}
    near = [
        by_folded[found]
        for found in difflib.get_close_matches(name.casefold(), by_folded, _NEAREST, 0.5)
    ]
    near += [one for one in known if name.casefold() in one.casefold() and one not in near]
    if not near:
        return f"it is like none of the {len(known)} known ones; list them"
    return f"did you mean {', '.join(near[:_NEAREST])}? ({len(known)} are known; list them)"
