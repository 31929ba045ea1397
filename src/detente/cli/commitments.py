"""commitments: what is owed, and what is told of whether it was kept."""

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
from detente.views.phrases import date_text

if TYPE_CHECKING:
    from detente.model.owed import OwedLedger
    from detente.record import Record


def _first(text: str) -> dt.date:
    return parse_days(text).start


@click.command()
@click.option(
    "--due-before",
    metavar="DATE",
    callback=reads(_first),
    help="Only what is due before that day; what names no day falls away.",
)
@click.option("--by", "owing", metavar="PARTY", help="Only what this actor owes: a name or an id.")
@click.option("--sure", is_flag=True, help="Only what is shown as fact.")
@click.option(
    "--pin",
    nargs=2,
    metavar="COMMITMENT ACCOUNT",
    help="Say that an account is of this commitment: the ids of both.",
)
@click.option(
    "--break", "unpin", nargs=2, metavar="COMMITMENT ACCOUNT", help="Say that it is not."
)
@click.option(
    "--user",
    metavar="NAME",
    default=options.user_name,
    help="Who pins or breaks. Default: your user name.",
)
@options.WHY
@click.option("--long", is_flag=True, help="Below the lines, each sentence, whole.")
@options.VIEW
@paper("text", "md", "csv", "html", "json", "xlsx")
@click.pass_obj
def commitments(door: Door, /, *, due_before: dt.date | None, long: bool, **view: Any) -> None:
    """Print what is owed, and what each side says of whether it was kept.

    What is alleged, disputed or late comes first, then what is overdue without an account, then
    what is due. An account stands with the commitment whose clause it names or whose words it
    shares; --pin and --break say otherwise, and 'detente undo' takes that back. Where no account
    was found, later sentences that speak of it stand beneath: to look at, they count for nothing.

    Example: detente commitments --by Torvania --due-before 2026-06
    """
    from detente import flow
    from detente.analysis.commitments import owed
    from detente.views.commitments import Wanted, chosen, commitments_paper
    from detente.views.office.documents import paper_document

    check_out(view)
    with open_record(view["record_name"]) as record:
        _pin(door, record, view)
        wanted = Wanted(due_before=due_before, by=view["owing"], sure=view["sure"])
        found = flow.with_clues(chosen(owed(snapshot(record, view)), wanted), record)
    said = f" before {date_text(due_before)}" if due_before else ""
    made = commitments_paper(found, said=said)
    hand_on(
        door,
        view,
        show=lambda: _shown(found, said, view["format_name"], long=long),
        document=lambda: paper_document(made),
        sheet=lambda: _sheet(found),
    )
    if view["format_name"] == "csv":
        door.tell_left_out(found.snapshot.coverage.left_out)


def _shown(found: OwedLedger, said: str, form: str, *, long: bool) -> str:
    from detente.views.commitments import (
        commitments_paper,
        commitments_table,
        commitments_values,
    )
    from detente.views.escape import json_text
    from detente.views.papers import show_paper
    from detente.views.tables import show_table

    if form == "json":
        return json_text(commitments_values(found))
    if form == "csv":
        return show_table(commitments_table(found), format="csv")
    return show_paper(commitments_paper(found, said=said), format=form, long=long)


def _sheet(found: OwedLedger) -> bytes:
    from detente.views.commitments import commitments_about, commitments_table
    from detente.views.office.xlsx import write_xlsx

    return write_xlsx([commitments_table(found)], commitments_about(found))


def _pin(door: Door, record: Record, view: dict[str, Any]) -> None:
    """Keep what the user says of which commitment an account tells."""
    for said, counts in ((view["pin"], True), (view["unpin"], False)):
        if said:
            commitment, account = said
            record.pin_commitment(
                commitment, account, counts=counts, by=view["user"], why=view["why"]
            )
            done = "is" if counts else "is not"
            door.tell(f"account {account} {done} of it; 'detente undo' takes it back")
