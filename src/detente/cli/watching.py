"""update and watch: the sources of a record, looked at once or for good."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import FAILED, FINE, Door, say
from detente.cli.options import open_record
from detente.readings import DEFAULT_READER

if TYPE_CHECKING:
    from detente.following.delivering import Poster, Ways
    from detente.following.rounds import Round
    from detente.following.watching import Watch
    from detente.model.followed import Came, Looking
    from detente.model.sources import Watched
    from detente.record import Record

JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Number of processes that read; each loads the language model.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Write the log as JSON lines.")
READER = click.option(
    "--reader", metavar="NAME", default=DEFAULT_READER, show_default=True, help="Which reader."
)


@click.command()
@click.argument("called", metavar="[SOURCE]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Look at every source, due or not.")
@options.RECORD
@JOBS
@READER
@options.ALLOW_HOST
@JSON
@click.pass_obj
def update(
    door: Door, /, called: tuple[str, ...], every: bool, record_name: str, **how: Any
) -> int:
    """Look once at the sources, and read what is new.

    At those that are due, for cron or a timer; at SOURCE alone if any is named. What cannot be
    had is said, and tried again another time. Ends with 1 if a source could not be looked at.
    """
    from detente.cli.sources import source_called
    from detente.following.gathering import usual_means
    from detente.following.rounds import due_sources

    with open_record(record_name) as record, record.watching(), _until_told() as ending:
        watch = _watch(door, record, ending, **how)
        whole = usual_means(watch.means.fetcher, options.now, ending.is_set)
        watch = replace(watch, by_source=False, means=whole)
        chosen = [source_called(record, one) for one in called]
        if not chosen:
            found = record.sources() if every else due_sources(record, watch.means)
            chosen = [one for one in found if not one.paused]
        done = watch.once(chosen)
    return FAILED if done.failed or done.unfetched else FINE


@click.command()
@options.RECORD
@JOBS
@READER
@options.ALLOW_HOST
@JSON
@click.pass_obj
def watch(door: Door, /, record_name: str, **how: Any) -> None:
    """Follow the sources until told to end.

    Ctrl-C or SIGTERM tells it. Each source is looked at as often as it says. What is in work is
    finished first; whoever starts it again goes on where it ended, also after a kill.
    """
    with open_record(record_name) as record, _until_told() as ending:
        record.keep_asked()
        with record.watching():
            pass  # if another process follows them, that is all that there is to say
        watch = _watch(door, record, ending, **how)
        log = Log(door, as_json=how["as_json"])
        log.began(len(record.sources()))
        watch.run()
        log.ended()


def _watch(
    door: Door,
    record: Record,
    ending: threading.Event,
    *,
    jobs: int,
    reader: str,
    allowed: tuple[str, ...],
    as_json: bool,
) -> Watch:
    from detente.following.gathering import lasting_means
    from detente.following.watching import Watch

    gc.enable()  # it lasts
    fetcher = options.fetcher(allowed)
    return Watch(
        record=record,
        means=lasting_means(fetcher, options.now, ending.is_set),
        listener=Log(door, as_json=as_json),
        wait=lambda seconds: not ending.wait(seconds),
        ways=ways(fetcher),
        reader=reader,
        jobs=jobs,
    )


def follower(allowed: tuple[str, ...]) -> Callable[[Record, threading.Event], Watch]:
    """Return what makes the watcher beside the pages of a workbench; it says only trouble."""

    def make(record: Record, ending: threading.Event) -> Watch:
        door = Door(quiet=True)
        return _watch(
            door,
            record,
            ending,
            jobs=1,
            reader=DEFAULT_READER,
            allowed=allowed,
            as_json=False,
        )

    return make


def ways(poster: Poster) -> Ways:
    """Return what alerts are sent with, as the environment says."""
    from detente.following.delivering import Ways

    def said(name: str) -> str:
        return os.environ.get(f"DETENTE_{name}", "")

    return Ways(
        out=sys.stdout,
        poster=poster,
        now=options.now,
        mail=said("SMTP") or None,
        mail_password=said("SMTP_PASSWORD"),
        mail_from=said("MAIL_FROM"),
        secret=said("WEBHOOK_SECRET"),
        environment=os.environ,
    )


class Log:
    """Says on standard error what happens, in words or as JSON; on a terminal with a status."""

    def __init__(self, door: Door, *, as_json: bool) -> None:
        """Say it through a door."""
        self._door = door
        self._as_json = as_json
        self._live = sys.stderr.isatty() and not (as_json or door.quiet)
        self._total = 0

    def began(self, number: int) -> None:
        """Say how many sources are followed from now on."""
        if self._as_json:
            self._write({"at": _now(), "event": "following", "sources": number})
        else:
            many = f"{number} {'source' if number == 1 else 'sources'}"
            self._door.tell(f"following {many}; Ctrl-C ends it")

    def ended(self) -> None:
        """Say that they are followed no longer."""
        if self._as_json:
            self._write({"at": _now(), "event": "ended"})
        else:
            self._door.tell("ended; start it again to go on")

    def came(self, source: Watched, what: Came | Looking) -> None:
        """Say what came of an item or a look."""
        from detente.views.sources import heard_json, heard_text

        if self._as_json:
            self._write(heard_json(source, what))
            return
        text = heard_text(source, what)
        if text is not None:
            self._say(text, what.at)

    def round(self, done: Round, alerts: int) -> None:
        """Say what came of a round."""
        new, again = done.entered.new, done.entered.revised
        self._total += new
        if self._as_json:
            self._write(
                {
                    "at": _now(),
                    "event": "round",
                    "sources": done.sources,
                    "failed": done.failed,
                    "new": new,
                    "revised": again,
                    "copies": done.entered.copies,
                    "left": done.left,
                    "unfetched": done.unfetched,
                    "alerts": alerts,
                }
            )
            return
        words = f"{done.sources} looked at, {new} new, {again} revised, {done.left} left"
        words += f", {done.failed} failed" if done.failed else ""
        words += f", {done.unfetched} to be tried again" if done.unfetched else ""
        words += f", {alerts} told" if alerts else ""
        self._say(words, options.now())
        self._status()

    def trouble(self, words: str) -> None:
        """Say what could not be done."""
        if self._as_json:
            self._write({"at": _now(), "event": "trouble", "words": words})
        else:
            self._clear()
            say(words)

    def _say(self, words: str, at: dt.datetime) -> None:
        self._clear()
        self._door.tell(f"{at:%H:%M:%S} {words}")

    def _write(self, value: dict[str, Any]) -> None:
        click.echo(json.dumps(value), err=True)

    def _status(self) -> None:
        if self._live:
            click.echo(f"{self._total} new since it began; Ctrl-C ends it", nl=False, err=True)

    def _clear(self) -> None:
        if self._live:
            click.echo("\r\x1b[2K", nl=False, err=True)


def _now() -> str:
    return options.now().isoformat()


@contextmanager
def _until_told() -> Iterator[threading.Event]:
    """An event that is set by SIGTERM or Ctrl-C; another Ctrl-C ends at once."""
    ending = threading.Event()
    before = {}

    def end(number: int, _frame: object) -> None:
        if ending.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        ending.set()

    if threading.current_thread() is threading.main_thread():
        before = {one: signal.signal(one, end) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ending
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
