"""chronology, fragile, pack, readouts: what a desk hands on before and after a meeting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record, reads
from detente.cli.outputs import snapshot
from detente.cli.writing import check_out, hand_on, paper
from detente.model.dates import parse_days

if TYPE_CHECKING:
    from detente.record import Record
    from detente.views.papers import Paper

LONG = click.option(
    "--long", is_flag=True, help="Below the lines, each sentence that they rest on, whole."
)
FORMATS = paper("text", "md", "html", "json")


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
@click.pass_obj
def chronology(
    door: Door,
    /,
    *,
    since: dt.date | None,
    until: dt.date | None,
    actor: str | None,
    issue: str | None,
    possible: bool,
    long: bool,
    **view: Any,
) -> None:
    """Print who met whom, on what, and what came of it.

    Oldest first, with day and place.

    Example: detente chronology --from 2026-03 --actor Torvania
    """
    from detente.views.papers.chronology import Within, chronology

    check_out(view)
    within = Within(since=since, until=until, actor=actor, issue=issue, possible=possible)
    with open_record(view["record_name"]) as record:
        made = chronology(snapshot(record, view), within)
    show(door, made, view, long=long)


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
@click.pass_obj
def fragile(door: Door, /, *, days: int, most: int, long: bool, **view: Any) -> None:
    """Print what hangs on little, and what would overturn it.

    The weakest lines of brief and matrix first; with each, what it hangs on and where it stands.
    """
    from detente import flow
    from detente.views.brief import FINDINGS
    from detente.views.papers.fragile import fragile

    check_out(view)
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    findings = flow.analyse(state, FINDINGS)
    show(door, fragile(state, findings=findings, days=days, most=most), view, long=long)


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
@click.pass_obj
def pack(door: Door, /, *, name: str, pages: int, long: bool, **view: Any) -> None:
    """Print what one needs to know before meeting an actor.

    Or before a contact: latest own words on each issue, who speaks with which authority,
    contacts, what is asked both ways, commitments due, contradictions to probe, what is not known.

    Example: detente pack Torvania --pages 1
    """
    from detente.analysis.commitments import owed
    from detente.meetings import pack_of

    check_out(view)
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
        only = view["reviewed_only"]
        rows = owed(state).rows
        made = pack_of(record, state, name, pages=pages, owed=rows, reviewed_only=only)
    show(door, made, view, long=long)


@click.command()
@click.argument("contact", metavar="CONTACT")
@click.option(
    "--pin",
    nargs=2,
    metavar="REPORT PARTY",
    help="Say that a report is this party's account of the contact.",
)
@click.option("--break", "unpin", nargs=2, metavar="REPORT PARTY", help="Say that it is not.")
@options.BY
@options.WHY
@options.MEANING
@options.VIEW
@FORMATS
@click.pass_obj
def readouts(door: Door, /, *, contact: str, meaning: bool | None, **view: Any) -> None:
    """Print what each side says of one contact, in columns.

    Point by point. Accounts are official texts, and statements of those who speak for a side, in
    reports that tell of the contact. --pin and --break say otherwise; 'detente undo' takes that
    back.

    Example: detente readouts 5b6e7e84
    """
    from detente import meetings
    from detente.drafts.meaning import meaning_at_hand
    from detente.views.office.documents import readouts_document
    from detente.views.papers.readouts import show_readouts

    check_out(view)
    with open_record(view["record_name"]) as record:
        _pin(door, record, contact, view)
        embed = meaning_at_hand(meaning, options.vectors_file())
        found = meetings.readouts(record, snapshot(record, view), contact, embed=embed)
    hand_on(
        door,
        view,
        show=lambda: show_readouts(found, format=view["format_name"]),
        document=lambda: readouts_document(found),
    )


def _pin(door: Door, record: Record, contact: str, view: dict[str, Any]) -> None:
    """Keep what the user says of whose account a report is."""
    for said, counts in ((view["pin"], True), (view["unpin"], False)):
        if said:
            report, party = said
            record.pin_account(
                contact, report, party=party, counts=counts, by=view["by"], why=view["why"]
            )
            done = "is" if counts else "is not"
            door.tell(f"report {report} {done} an account of it; 'detente undo' takes it back")


def show(door: Door, made: Paper, view: dict[str, Any], *, long: bool) -> None:
    """Print a paper in a form, or write it as a document."""
    from detente.views.office.documents import paper_document
    from detente.views.papers import show_paper

    hand_on(
        door,
        view,
        show=lambda: show_paper(made, format=view["format_name"], long=long),
        document=lambda: paper_document(made),
    )
