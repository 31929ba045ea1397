"""What every command shares: streams, exit codes, messages, progress."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from detente.model.text import Report
    from detente.reports import Failure

FINE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
_AHEAD = dt.timedelta(days=1)  # where the calendar is a day ahead of UTC
_PATIENCE_S = 2.0  # before a progress bar appears

T = TypeVar("T")


@dataclass(slots=True)
class Door:
    """One run of the program: what it says beside its result, and how it ends.

    quiet: No progress bar and no summary; failures are still said.
    failures: What could not be used so far.
    """

    quiet: bool = False
    failures: list[Failure] = field(default_factory=list)

    def failed(self, failure: Failure) -> None:
        """Say that a source cannot be used, and go on."""
        self.failures.append(failure)
        say(f"{failure.where}: {failure.message}")

    def check_day(self, report: Report) -> Report:
        """Pass a report on; say so if its day of publication lies ahead, which is often a slip."""
        if report.published and report.published > report.retrieved.date() + _AHEAD:
            self.tell(f"{report.key}: published {report.published}, in the future; check the year")
        return report

    def tell(self, message: str) -> None:
        """Say something on standard error, unless told to be quiet."""
        if not self.quiet:
            click.echo(_harmless(message), err=True)

    def tell_left_out(self, number: int, noun: str = "report") -> None:
        """Say how much an output leaves out that has no room to say so itself."""
        if number:
            nouns = noun if number == 1 else f"{noun}s"
            self.tell(f"{number} {nouns} of a higher mark left out; see --up-to")

    def watch(self, things: Iterable[T], *, total: int | None = None, unit: str) -> Iterator[T]:
        """Pass things on, with a progress bar on a terminal once it takes over two seconds."""
        if self.quiet or not sys.stderr.isatty():
            yield from things
            return
        from tqdm import tqdm

        yield from tqdm(
            things, total=total, unit=f" {unit}", delay=_PATIENCE_S, leave=False, file=sys.stderr
        )

    @property
    def code(self) -> int:
        """How the run ends: 1 if a source failed, else 0."""
        return FAILED if self.failures else FINE


def say(message: str) -> None:
    """Write one line to standard error: what is wrong, where, and what now."""
    name = click.style("detente:", fg="red", bold=True) if _in_colour() else "detente:"
    click.echo(f"{name} {_harmless(message)}", err=True, color=_in_colour())


def say_once() -> Callable[[str], None]:
    """Return what says a line as `say`, however often it comes only the first time."""
    said: set[str] = set()

    def hear(message: str) -> None:
        if message not in said:
            said.add(message)
            say(message)

    return hear


def use_utf8() -> None:
    """Write UTF-8 whatever the locale; what has no UTF-8 form (a file's odd name) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def use_one_core() -> None:
    """Let NumPy do each sum on one core, unless the user chose otherwise.

    The sums are small: to share them out took a fifth of the time of comparing two drafts. It
    counts only before NumPy is loaded.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def ask_no_plugins() -> None:
    """Keep Pydantic from looking for plug-ins of its own, unless the user chose otherwise.

    It would read a file of each package that is installed. It counts only before it is loaded.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def drop_output() -> None:
    """Stop writing to standard output: nobody reads it, or it cannot take more."""
    try:
        out = sys.stdout.fileno()
    except io.UnsupportedOperation:  # not the process's own output
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out)
    os.close(nowhere)


def _in_colour() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


def _harmless(message: str) -> str:
    """One line that cannot steer a terminal: names of files may hold anything."""
    from detente.views.escape import one_line

    return one_line(message)
