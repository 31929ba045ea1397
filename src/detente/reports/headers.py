"""What the headers of an answer say: its kind, its encoding, when to ask again."""

from __future__ import annotations

import codecs
import datetime as dt
import email.utils
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_KIND = re.compile(r"\s*([a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9*][a-z0-9!#$&^_.+*-]{0,63})", re.I)
_CHARSET = re.compile(
    r";\s*charset\s*=\s*(?:\"([^\"]{1,60})\"|'([^']{1,60})'|([^\s;,\"']{1,60}))", re.I
)
# Encodings of texts that Python knows and the web does not, or not as such.
_NOT_OF_THE_WEB = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7")
# Browsers read these as the code page of Windows, for that is what is meant by them.
_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}
# A host that asks for more has made a slip; it is asked again in a day.
LONGEST_WAIT = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a header Content-Type says. media_type: "" if it says none that can be read."""

    media_type: str = ""
    charset: str | None = None


def headers_of(pairs: Sequence[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Return headers by name in small letters, the first of each."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name.decode("latin-1").lower(), _text(value).strip())
    return found


def kind_of(content_type: str) -> Kind:
    """Return what a header Content-Type says that a body is.

    >>> kind_of('Text/HTML; Charset="ISO-8859-1"')
    Kind(media_type='text/html', charset='cp1252')
    """
    match = _KIND.match(content_type)
    media_type = match[1].lower() if match else ""
    named = _CHARSET.search(content_type)
    said = next((group for group in named.groups() if group), None) if named else None
    return Kind(media_type, encoding(said))


def encoding(label: str | None) -> str | None:
    """Return Python's name of an encoding that a page or header names; None if there is none.

    >>> encoding("latin1"), encoding("UTF8"), encoding("x-klingon"), encoding("rot13")
    ('cp1252', 'utf-8', None, None)
    """
    if not label or not label.isascii() or "\0" in label:
        return None
    try:
        info = codecs.lookup(label.strip())
        "".encode(info.name)  # those that are no encodings of texts refuse here
    except (LookupError, ValueError):
        return None
    return (
        None
        if info.name.replace("_", "-") in _NOT_OF_THE_WEB
        else _WINDOWS.get(info.name, info.name)
    )


def wait_of(retry_after: str | None, now: dt.datetime) -> dt.timedelta | None:
    """Return how long a header Retry-After asks to wait; None if it says nothing that we read.

    >>> wait_of("120", dt.datetime(2031, 3, 1, tzinfo=dt.UTC))
    datetime.timedelta(seconds=120)
    """
    if retry_after is None:
        return None
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(dt.timedelta(seconds=int(text)), LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return min(max(moment - now, dt.timedelta(0)), LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
