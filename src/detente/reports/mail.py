"""Letters, newsletters above all: .eml files and mailboxes (mbox), a report a letter."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from pathlib import Path
from typing import Any, BinaryIO

from detente.model.errors import InputError
from detente.model.text import Details, Report, make_report
from detente.reports.agencies import agency_of
from detente.reports.dating import read_date, sound
from detente.reports.files import MAX_BYTES, MEGABYTE, check_length, decode, open_file, read_bytes
from detente.reports.furniture import strip
from detente.reports.given import Failure, Given
from detente.reports.headers import encoding
from detente.reports.links import absolute
from detente.reports.markup import page_text
from detente.reports.wording import clean, language, plain_line, short_digest

# A letter with more parts is no newsletter; deeper ones are made to break programs.
MOST_PARTS = 200
# What the extraction takes from a letter's HTML may be a part of it only: letters are laid out in
# tables. With less than this share of its plain words, these are taken.
LEAST_SHARE = 0.3
# A list of attachments names so many.
_NAMED = 5
_LONGEST_HEADER = 2_000
# What the standard library raises on letters that are made to break it.
_DAMAGED = (
    *(MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError),
    *(RecursionError, ArithmeticError),
)
_FROM = b"From "


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as a report. id: Its Message-ID, or a digest of its bytes if it has none."""

    report: Report
    id: str
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Parts:
    """What a letter holds: its words in both forms, and what hangs on it."""

    plain: list[str]
    html: list[str]
    attached: list[str]


def collect_letter(path: Path, given: Given) -> Iterator[Report]:
    """Yield the report of an .eml file. Errors: InputError if there are no words in it."""
    yield read_letter(read_bytes(path), given).report


def collect_mailbox(path: Path, given: Given) -> Iterator[Report | Failure]:
    """Yield a report or a failure for each letter of a mailbox (mbox).

    Errors: InputError if the file cannot be opened or is no mailbox.
    """
    with open_file(path) as stream:
        for number, data in enumerate(letters_in(stream), 1):
            try:
                yield read_letter(data, given).report
            except InputError as error:
                yield Failure(f"{path}:{number}", str(error))


def letters_in(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the letters of a mailbox; of a huge one, its first part, which is then refused.

    Errors: InputError if it is no mailbox.
    """
    line = stream.readline(MAX_BYTES + 1)
    if not line.startswith(_FROM):
        raise InputError("it is no mailbox (mbox): it does not begin with a line 'From …'")
    held: list[bytes] = []
    size, blank = 0, False
    while line := stream.readline(MAX_BYTES + 1):
        if blank and line.startswith(_FROM):
            yield b"".join(held)
            held, size = [], 0
            continue
        blank = not line.strip()
        size += len(line)
        if size <= 2 * MAX_BYTES:  # enough to be refused
            quoted = line.lstrip(b">").startswith(_FROM) and line.startswith(b">")
            held.append(line[1:] if quoted else line)
    yield b"".join(held)


def read_letter(data: bytes, given: Given) -> Letter:
    """Return a letter as a report, its headline its subject, its outlet who sent it.

    Errors: InputError if it is too large, damaged, or there are no words in it.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the letter has {len(data) / MEGABYTE:.0f} MB with what hangs on it; at most "
            f"{MAX_BYTES // MEGABYTE} MB are read: save its text as .txt"
        )
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = _parts(message)
    except _DAMAGED as error:
        raise InputError(f"the letter cannot be read ({error}); save its text as .txt") from error
    if not message.keys():
        raise InputError("it is no letter: it has no head with sender and subject")
    text = clean(_words_of(parts))
    if not text.strip():
        hint = f" beside {_listed(parts.attached)}" if parts.attached else ""
        raise InputError(f"there are no words in the letter{hint}; save them as .txt")
    check_length(text)
    return _letter(message, text, parts, given, data)


def _letter(message: Message, text: str, parts: _Parts, given: Given, data: bytes) -> Letter:
    dated = sound(read_date(_header(message, "Date")), given.retrieved)
    published = given.published or dated.moment
    id_ = _header(message, "Message-ID") or short_digest(data.decode("latin-1"))
    notes = [dated.note] if dated.note else []
    if parts.attached:
        notes.append(f"left out what hangs on it: {_listed(parts.attached)}")
    report = make_report(
        text,
        key=id_.strip("<>"),
        source=given.outlet(_sender(message), _archived(message)),
        title=_header(message, "Subject"),
        published=published.day if published else None,
        published_at=published.at if published else None,
        retrieved=given.retrieved,
        mark=given.mark,
        details=Details(
            agency=agency_of(text), language=language(_header(message, "Content-Language"))
        ),
    )
    return Letter(report, id_, tuple(notes))


def _parts(message: Message) -> _Parts:
    found = _Parts([], [], [])
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            found.attached.append("further parts")
            break
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = plain_line(part.get_filename() or "")
        disposition = (part.get_content_disposition() or "").lower()
        if kind not in ("text/plain", "text/html") or disposition == "attachment" or name:
            found.attached.append(name or kind)
            continue
        (found.html if kind == "text/html" else found.plain).append(_text(part))
    return found


def _text(part: Message) -> str:
    """The words of a part, in the encoding that it names, or in what they surely are."""
    payload: Any = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    named = encoding(str(part.get_content_charset() or "")[:40])
    if named is not None:
        try:
            return data.decode(named)
        except ValueError:
            pass
    try:
        return decode(data)
    except InputError:
        return data.decode("utf-8", "replace")


def _words_of(parts: _Parts) -> str:
    from detente.reports.pages import read_article  # noqa: PLC0415  (slow to load)

    plain = strip("\n".join(parts.plain)).text.strip()
    markup = "\n".join(parts.html)
    if not markup.strip():
        return plain
    article = read_article(markup).text.strip()
    try:
        whole = strip(page_text(markup)).text.strip()
    except InputError:
        whole = ""
    least = LEAST_SHARE * len((plain or whole).split())
    if article and len(article.split()) >= least:
        return article
    return plain or whole


def _header(message: Message, name: str) -> str | None:
    """Return a header's words decoded, None if it is not there."""
    value = message.get(name)
    if value is None:
        return None
    try:
        return plain_line(str(make_header(decode_header(str(value)[:_LONGEST_HEADER]))))
    except _DAMAGED:
        return plain_line(str(value)[:_LONGEST_HEADER].encode("ascii", "replace").decode())


def _sender(message: Message) -> str | None:
    """Return who sent it by name, else by the host of the address."""
    sender = _header(message, "From")
    try:
        names = getaddresses([sender]) if sender else []
    except _DAMAGED:
        names = []
    for name, address in names:
        found = plain_line(name) or plain_line(address.rpartition("@")[2])
        if found:
            return found
    return None


def _archived(message: Message) -> str | None:
    """Return where the letter lies on the web, if it says so."""
    said = _header(message, "Archived-At")
    return absolute(said.strip("<> "), "") if said else None


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
