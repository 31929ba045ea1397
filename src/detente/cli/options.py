"""Options that several commands take, and how their values are read."""

from __future__ import annotations

import datetime as dt
import functools
import getpass
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from detente.cli.door import say
from detente.model.dates import parse_day, parse_days
from detente.model.errors import DateError, InputError
from detente.model.text import MARKS
from detente.reports.given import parse_known_by

if TYPE_CHECKING:
    from detente.exporting import Wanted
    from detente.record import Record
    from detente.reports.fetch import Web

Option = Callable[[Any], Any]

DEFAULT_RECORD = "detente.db"
_CONTACT = "DETENTE_CONTACT"
_NETRC = "DETENTE_NETRC"
# Names the file whose first line is the key of an encrypted record.
KEY_FILE = "DETENTE_KEY_FILE"
_OTHERS_MAY_READ = 0o077
LAST = "last"


def now() -> dt.datetime:
    """The clock: this moment, aware UTC."""
    return dt.datetime.now(dt.UTC)


def user_name() -> str:
    """The name of whoever runs the program, "reader" if the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, or a system without users
        return "reader"


@dataclass(frozen=True, slots=True)
class Since:
    """After when: a day, or the reader's last look (`day` is None)."""

    day: dt.date | None


Parsed = TypeVar("Parsed")


def reads(parse: Callable[[str], Parsed]) -> Callable[[Any, Any, str | None], Parsed | None]:
    """Make the callback of an option from what reads its value; a DateError is wrong use."""

    def callback(_context: Any, _option: Any, value: str | None) -> Parsed | None:
        try:
            return None if value is None else parse(value)
        except DateError as error:
            raise click.BadParameter(str(error)) from error

    return callback


def vectors_file() -> Path:
    """The file in which vectors of sentences are kept, in the user's cache folder."""
    home = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "detente" / "sentences"


def parse_as_of(text: str) -> dt.date:
    """Read a day; a month or a year stands for its last day; "today". Errors: DateError."""
    return now().date() if text == "today" else parse_days(text).last


def parse_since(text: str) -> Since:
    """Read a day, YYYY-MM-DD, or "last". Errors: DateError."""
    return Since(None if text == LAST else parse_day(text))


def formats(*names: str, default: str | None = "text") -> Option:
    """`--format` with these choices."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(names),
        default=default,
        show_default=default is not None,
        help="Form of the output.",
    )


def since(words: str, *, required: bool = False) -> Option:
    """`--since` with this help."""
    return click.option(
        "--since",
        metavar="DATE|last",
        callback=reads(parse_since),
        required=required,
        help=words,
    )


def together(options: Sequence[Option]) -> Option:
    """Several options as one decorator, shown in their order."""

    def add(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return add


RECORD: Option = click.option(
    "--record",
    "record_name",
    type=click.Path(),
    metavar="FILE|URL",
    envvar="DETENTE_RECORD",
    default=DEFAULT_RECORD,
    show_default=True,
    show_envvar=True,
    help="The record: a file, or a database URL.",
)
AS_OF: Option = click.option(
    "--as-of",
    metavar="DATE",
    callback=reads(parse_as_of),
    help="Only what was published by the end of that day, or 'today'. "
    "Default: the day of the last dated report in the record.",
)
KNOWN_BY: Option = click.option(
    "--known-by",
    metavar="MOMENT",
    callback=reads(parse_known_by),
    help="Only what had been entered into the record by then.",
)


def explained(function: Callable[..., Any]) -> Any:
    """Add `--explain-marks` to a command that has a mark: then it does nothing but tell of it."""

    @functools.wraps(function)
    def either(*given: Any, explain_marks: bool, **view: Any) -> Any:
        return _explain_marks(view) if explain_marks else function(*given, **view)

    return click.option(
        "--explain-marks",
        is_flag=True,
        help="Write nothing; print how much would go out, and what marks would hold back.",
    )(either)


def _explain_marks(view: Mapping[str, Any]) -> None:
    from detente import exporting, flow
    from detente.views.marks import marks_text

    with open_record(view["record_name"]) as record:
        found = exporting.bounds(record, wanted(view))
    flow.show(marks_text(found), sys.stdout)


UP_TO: Option = together(
    [
        click.option(
            "--up-to",
            type=click.Choice(MARKS),
            default="public",
            show_default=True,
            help="Highest mark to include; the output says how much was left out.",
        ),
        explained,
    ]
)
REVIEWED: Option = click.option(
    "--reviewed-only", is_flag=True, help="Only what the desk has accepted or corrected."
)
SURE: Option = click.option(
    "--sure",
    is_flag=True,
    help="Only what is shown as fact; the output says how many possible ones were left out.",
)
READER: Option = click.option(
    "--reader",
    metavar="NAME",
    default=user_name,
    help="Whose last look. Default: your user name.",
)
BY: Option = click.option(
    "--by",
    metavar="NAME",
    default=user_name,
    help="Who says so. Default: your user name.",
)
WHY: Option = click.option("--why", metavar="TEXT", help="The reason, kept with it.")
UNTIL: Option = click.option(
    "--until",
    metavar="DATE",
    callback=reads(parse_as_of),
    help="Up to the end of that day. Default: everything.",
)
REVIEWERS: Option = click.option(
    "--reviewers",
    is_flag=True,
    help="Say who of the desk it was; needs --up-to internal or restricted.",
)
REASONS: Option = click.option(
    "--reasons", is_flag=True, help="Say why each judgement was made: words of the desk."
)
MEANING: Option = click.option(
    "--meaning/--no-meaning",
    "meaning",
    default=None,
    envvar="DETENTE_MEANING",
    show_envvar=True,
    help="Match points by their meaning too, or by their words alone.  [default: by meaning, if "
    "the extra 'meaning' is installed]",
)
ALLOW_HOST: Option = click.option(
    "--allow-host",
    "allowed",
    metavar="HOST[:PORT]",
    multiple=True,
    help="A host that may be asked though it is on your own machine or network; several may be "
    "given.",
)
VIEW: Option = together([RECORD, AS_OF, KNOWN_BY, UP_TO, REVIEWED])


def wanted(view: Mapping[str, Any]) -> Wanted:
    """Which state of a record these options ask for."""
    from detente.exporting import Wanted

    given = {"names": "reviewers"}
    names = ("as_of", "known_by", "up_to", "reviewed_only", "actor", "issue", "sure", "reasons")
    asked = {name: view[name] for name in names if name in view}
    return Wanted(**asked, **{k: view[v] for k, v in given.items() if v in view})


def check_reviewers(reviewers: bool, up_to: str) -> None:
    """Refuse names of reviewers in a public output. Errors: UsageError."""
    if reviewers and up_to == "public":
        raise click.UsageError(
            "--reviewers: names are left out of what is public; add --up-to internal"
        )


def fetcher(allowed: Sequence[str]) -> Web:
    """Return what asks addresses of the web. Errors: UsageError for a host that is none."""
    from detente.reports.fetch import make_fetcher

    contact, logins = os.environ.get(_CONTACT, ""), _logins(os.environ.get(_NETRC))
    try:
        return make_fetcher(now=now, allowed=allowed, contact=contact, logins=logins)
    except InputError as error:
        raise click.UsageError(f"--allow-host: {error}") from error


def _logins(file: str | None) -> Mapping[str, str]:
    """Return what sites get of a netrc file, by host. Errors: InputError."""
    if not file:
        return {}
    from detente.reports.logins import read_logins

    place = Path(file).expanduser()
    found = read_logins(place)
    warn_of_others(place, "its passwords")
    return found


def warn_of_others(file: Path, secret: str) -> None:
    """Say it if others can read a file that holds a secret."""
    if os.name == "posix" and file.stat().st_mode & _OTHERS_MAY_READ:
        say(f"{file}: others on this machine can read {secret}; chmod 600 it")


def key_of(file: str | None) -> str | None:
    """Return the first line of a key's file, None for no file. Errors: InputError."""
    if not file:
        return None
    place = Path(file).expanduser()
    try:
        warn_of_others(place, "the key")
        key = place.read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the key's file {place} cannot be read ({error})") from error
    if not key:
        raise InputError(f"the key's file {place} is empty; its first line is to be the key")
    return key


def open_record(name: str, *, create: bool = False) -> Record:
    """Open a record, for use in a `with`. Errors: RecordError if there is none to open."""
    from detente import record

    opened = record.open_record(name, now=now, create=create, key=key_of(os.environ.get(KEY_FILE)))
    if not create:
        opened.look_once()
    return opened
