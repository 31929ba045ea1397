"""chronology, fragile, pack: what a desk hands on before and after a meeting."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.options import open_record, reads
from detente.cli.outputs import snapshot
from detente.model.dates import parse_days

if TYPE_CHECKING:
    from detente.views.papers import Paper

LONG = click.option(
    "--long", is_flag=True, help="Below the lines, each sentence that they rest on, whole."
)
FORMATS = options.formats("text", "md", "html", "json")


def _first(text: str) -> dt.date:
    return parse_days(text).start


def _last(text: str) -> dt.date:
    return parse_days(text).last


@click.command()
@click.option(
    "--from", "since", metavar="DATE", callback=reads(_first), help="From that day, month or year."
)
@click.option(
    "--to",
    "until",
    metavar="DATE",
    callback=reads(_last),
    help="To the end of that day, month or year.",
)
@click.option("--actor", metavar="A", help="Contacts of this actor alone: a name or an id.")
@click.option("--issue", metavar="I", help="Contacts on this issue alone: a name or an id.")
@click.option("--possible", is_flag=True, help="Also what the reader is not sure of.")
@LONG
@options.VIEW
@FORMATS
def chronology(
    *,
    since: dt.date | None,
    until: dt.date | None,
    actor: str | None,
    issue: str | None,
    possible: bool,
    long: bool,
    format_name: str,
    **view: Any,
) -> None:
    """Print who met whom, oldest first: day, place, who, on what, what came of it.

    Example: detente chronology --from 2026-03 --actor Torvania
    """
    from detente.views.papers.chronology import Within, chronology

    within = Within(since=since, until=until, actor=actor, issue=issue, possible=possible)
    with open_record(view["record_name"]) as record:
        paper = chronology(snapshot(record, view), within)
    show(paper, format_name, long=long)


@click.command()
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=21,
    show_default=True,
    help="After how many days without a new report a line counts as unconfirmed.",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many lines; the output says how many more there are.",
)
@LONG
@options.VIEW
@FORMATS
def fragile(*, days: int, most: int, long: bool, format_name: str, **view: Any) -> None:
    """Print what hangs on little: the weakest lines of brief and matrix first.

    With each, what it hangs on, where it stands, and what would overturn it.
    """
    from detente import flow
    from detente.views.brief import FINDINGS
    from detente.views.papers.fragile import fragile

    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    findings = flow.analyse(state, FINDINGS)
    show(fragile(state, findings=findings, days=days, most=most), format_name, long=long)


@click.command()
@click.argument("name", metavar="ACTOR|CONTACT")
@click.option(
    "--pages",
    type=click.IntRange(1, 20),
    default=2,
    show_default=True,
    help="To how many pages it is cut; the output says what was left out.",
)
@LONG
@options.VIEW
@FORMATS
def pack(*, name: str, pages: int, long: bool, format_name: str, **view: Any) -> None:
    """Print what one needs to know before meeting an actor, or before a contact.

    Latest own words on each issue, who speaks with which authority, contacts, what is asked both
    ways, contradictions to probe, what is not known.

    Example: detente pack Torvania --pages 1
    """
    from detente.views.papers.pack import pack

    with open_record(view["record_name"]) as record:
        paper = pack(snapshot(record, view), name, pages=pages)
    show(paper, format_name, long=long)


def show(paper: Paper, format_name: str, *, long: bool) -> None:
    """Print a paper in a form."""
    from detente import flow
    from detente.views.papers import show_paper

    flow.show(show_paper(paper, format=format_name, long=long), sys.stdout)
