"""source: what is followed, and how it does."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record, reads
from detente.model.errors import DateError, InputError
from detente.model.sources import Watched, login_warning, make_watched, shown
from detente.model.text import MARKS

if TYPE_CHECKING:
    from detente.model.followed import Outcome
    from detente.record import Record

_EVERY = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|min|h|d)")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
SOURCE = click.argument("called", metavar="SOURCE")
_OUTCOMES: dict[str, tuple[Outcome, ...]] = {
    "left": ("left",),
    "failed": ("failed",),
    "taken": ("taken",),
    "all": (),
}


def parse_every(text: str) -> dt.timedelta:
    """Read how long something takes: 15m, 2h, 1d. Errors: DateError."""
    match = _EVERY.fullmatch(text.strip())
    if match is None:
        raise DateError(f"{text!r} is no stretch of time; write it as 15m, 2h or 1d")
    try:
        return dt.timedelta(seconds=float(match[1]) * _SECONDS[match[2]])
    except OverflowError as error:
        raise DateError(f"{text!r} is longer than anybody waits; write it as 1d") from error


# How an address looks whose writer left out what browsers put before it.
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/|$)")
_WEB = re.compile(r"https?://[^/?#\s]", re.I)


@click.group()
def source() -> None:
    """Say what is followed: feeds, pages, mailboxes.

    Folders and archives too. SOURCE is a source's name, address or id. 'detente watch' and
    'detente update' look at them.
    """


@source.command()
@click.argument("address")
@click.option("--name", default="", help="What its reports name as their outlet.")
@click.option(
    "--every",
    metavar="TIME",
    default="15m",
    show_default=True,
    callback=reads(parse_every),
    help="How long to wait between two looks: 15m, 2h, 1d.",
)
@click.option("--kind", metavar="KIND", help="What it is. Default: as the address looks.")
@click.option("--words", multiple=True, metavar="WORD", help="Take only reports with this word.")
@click.option("--parties", multiple=True, metavar="NAME", help="Or those that name this party.")
@click.option("--pattern", metavar="REGEX", help="What the articles' links on a page match.")
@click.option(
    "--mark",
    type=click.Choice(MARKS),
    default="public",
    show_default=True,
    help="Who may see its reports.",
)
@options.RECORD
@options.BY
@click.pass_obj
def add(door: Door, /, address: str, record_name: str, by: str, **how: Any) -> None:
    """Follow a source; one that is followed already is followed as it is given now.

    ADDRESS is a URL, a file or a folder. --words and --parties may be given again; one of them
    is enough for a report to be taken, and a word that ends with * stands for its forms.
    The record is made if there is none.

    Example: detente source add https://harbour.example/feed --name "Harbour Post" --words toll*
    """
    watched = _watched(address, **how)
    with open_record(record_name, create=True) as record:
        record.source_add(watched, by)
    door.tell(
        f"followed as {watched.kind}: {watched.name or shown(address)}; next: detente update"
    )
    if warning := login_warning(watched.address):
        door.tell(warning)
    click.echo(watched.id)


def source_called(record: Record, called: str) -> Watched:
    """Return a source by what it is called; a file or folder by its path from here, too.

    Errors: UnknownName.
    """
    place = str(Path(called).absolute())
    here = any(one.address == place for one in record.sources())
    return record.source(place if here else called)


def _watched(address: str, *, kind: str | None, **how: Any) -> Watched:
    from detente.plugins import choose
    from detente.reports.sources import KINDS, guess_kind, kinds

    chosen = kind or guess_kind(address)
    choose("kind of source", chosen, kinds())
    place = address
    if "://" in address:
        if chosen in {one.name for one in KINDS}:  # those of plug-ins know their own
            _check_web(address)
    elif address != "-":
        if _HOST.match(address) and not Path(address).exists():
            raise click.UsageError(
                f"there is no file or folder {address!r}; for one of the web write "
                f"https://{address}"
            )
        place = str(Path(address).absolute())
    try:
        return make_watched(chosen, place, **how)
    except InputError as error:
        raise click.UsageError(str(error)) from error


def _check_web(address: str) -> None:
    from detente.reports.addresses import masked

    if _WEB.match(address):
        return
    scheme, _, rest = address.partition("://")
    if scheme.lower() in ("http", "https"):
        now = f"write the name of its host behind {scheme}://"
    elif scheme.lower() == "file":
        now = f"for a file or folder of this machine give its path: {rest}"
    else:
        now = "give a web address (https://…), or save what is there and give the file or folder"
    raise click.UsageError(f"{masked(address)!r} cannot be followed; {now}")


@source.command(name="list")
@options.RECORD
@options.UP_TO
@options.formats("text", "json")
@click.pass_obj
def list_(door: Door, /, record_name: str, up_to: Any, format_name: str) -> None:
    """List what is followed."""
    from detente.views.sources import show_sources, sources_json

    with open_record(record_name) as record:
        found, every = record.sources(up_to), record.sources()
    door.tell_left_out(len(every) - len(found), "source")
    sys.stdout.write(sources_json(found) if format_name == "json" else show_sources(found))


@source.command()
@options.RECORD
@options.UP_TO
@options.formats("text", "json")
@click.pass_obj
def check(door: Door, /, record_name: str, up_to: Any, format_name: str) -> int:
    """Print how each source does: its last look, its last new report, what is wrong.

    Plug-ins that do not load are said beside them. Ends with 1 if any source fails.
    """
    from detente.plugins import left_out
    from detente.views.sources import health_json, show_health

    with open_record(record_name) as record:
        found, every = record.health(up_to), record.sources()
    door.tell_left_out(len(every) - len(found), "source")
    missing = left_out("detente.sources")
    if format_name == "json":
        sys.stdout.write(health_json(found, missing))
    else:
        sys.stdout.write(show_health(found, options.now()))
    return 1 if any(one.failures for one in found) else 0


@source.command()
@click.argument("called", metavar="[SOURCE]", required=False)
@click.option(
    "--what",
    type=click.Choice(tuple(_OUTCOMES)),
    default="left",
    show_default=True,
    help="What came of them.",
)
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@options.RECORD
@options.UP_TO
def items(called: str | None, what: str, limit: int, record_name: str, up_to: Any) -> None:
    """List what was left and why, what could not be had, or what was taken; newest first."""
    from detente.views.sources import called as name_of
    from detente.views.sources import show_items

    with open_record(record_name) as record:
        names = {one.id: name_of(one) for one in record.sources(up_to)}
        chosen = source_called(record, called).id if called else None
        rows = record.items_page(source=chosen, outcomes=_OUTCOMES[what], limit=limit).rows
    sys.stdout.write(show_items((row for row in rows if row.source in names), names))


@source.command()
@SOURCE
@options.RECORD
@options.BY
@click.pass_obj
def remove(door: Door, /, called: str, record_name: str, by: str) -> None:
    """Follow a source no longer; what it gave stays."""
    with open_record(record_name) as record:
        found = source_called(record, called)
        record.source_remove(found, by)
    door.tell(
        f"no longer followed: {found.name or shown(found.address)}; 'detente undo' takes it back"
    )


@source.command()
@SOURCE
@options.RECORD
@options.BY
@click.pass_obj
def pause(door: Door, /, called: str, record_name: str, by: str) -> None:
    """Pass a source over until it is resumed."""
    with open_record(record_name) as record:
        found = source_called(record, called)
        record.source_pause(found, by)
    door.tell(f"paused: {found.name or shown(found.address)}")


@source.command()
@SOURCE
@options.RECORD
@options.BY
@click.pass_obj
def resume(door: Door, /, called: str, record_name: str, by: str) -> None:
    """Look at a paused source again."""
    with open_record(record_name) as record:
        found = source_called(record, called)
        record.source_resume(found, by)
    door.tell(f"resumed: {found.name or shown(found.address)}")


@source.command(name="import")
@click.argument("file", type=click.File("rb"))
@options.RECORD
@options.BY
@click.pass_obj
def import_(door: Door, /, file: Any, record_name: str, by: str) -> int:
    """Follow the sources of an OPML file, as readers of feeds export them."""
    from detente.reports import Failure
    from detente.reports.sources import read_opml

    number = 0
    with open_record(record_name, create=True) as record:
        for one in read_opml(file.read()):
            if isinstance(one, Watched):
                record.source_add(one, by)
                if warning := login_warning(one.address):
                    door.tell(warning)
                if one.paused:
                    record.source_pause(one, by)
                number += 1
            else:
                door.failed(Failure(one.where, one.message))
    door.tell(f"{number} followed")
    return door.code


@source.command()
@options.RECORD
@options.UP_TO
def export(record_name: str, up_to: Any) -> None:
    """Write the sources as OPML, for readers of feeds or another record."""
    from detente.reports.sources import write_opml

    with open_record(record_name) as record:
        click.echo(write_opml(record.sources(up_to)), nl=False)
