"""issue: the register of issues and of the propositions under them."""

from __future__ import annotations

import sys
from typing import Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record

ISSUE = click.argument("issue_id", metavar="ISSUE")
PROPOSITION = click.argument("proposition_id", metavar="PROPOSITION")


@click.group()
def issue() -> None:
    """Keep the register of issues.

    A tree of issues, and under them the propositions that parties take stances on. ISSUE and
    PROPOSITION are an id, its beginning, or the name.
    """


@issue.command("list")
@options.RECORD
@options.UP_TO
@options.formats("text", "json")
def list_(record_name: str, format_name: str, **view: Any) -> None:
    """List the issues as a tree, with their propositions and ids."""
    from detente import exporting, flow
    from detente.views.issues import show_issues

    with open_record(record_name) as record:
        issues = record.issues(view["up_to"])
        above = exporting.left_out(record, options.wanted(view))
    page = show_issues(issues, format=format_name, left_out=above, up_to=view["up_to"])
    flow.show(page, sys.stdout)


@issue.command()
@options.VIEW
@options.formats("text", "json", "csv", "html")
@click.pass_obj
def tray(door: Door, /, format_name: str, **view: Any) -> None:
    """List the positions that have no place in the register yet."""
    from detente import flow
    from detente.cli.outputs import snapshot
    from detente.views.tables import entry_table, show_table

    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    page = show_table(
        entry_table("positions", state.tray),
        format=format_name,
        left_out=state.coverage.left_out,
        up_to=view["up_to"],
    )
    flow.show(page, sys.stdout)
    if format_name == "csv":
        door.tell_left_out(state.coverage.left_out)


@issue.command()
@click.argument("set_", metavar="peace|trade|labour|takeovers|climate|debt")
@options.RECORD
@options.BY
@click.pass_obj
def start(door: Door, /, set_: str, record_name: str, by: str) -> None:
    """Take the issues of a shipped set into the register."""
    with open_record(record_name) as record:
        record.issue_start(set_, by)
    _tell(door, f"started: the issues of the set {set_!r} are in the register")


@issue.command()
@click.argument("name")
@click.option("--parent", metavar="ISSUE", help="The issue that it lies under.")
@click.option("--definition", metavar="TEXT", help="What belongs to it, and what does not.")
@click.option(
    "--keyword",
    "keywords",
    metavar="WORD",
    multiple=True,
    help="A word that points positions to it; may be given again.",
)
@options.RECORD
@options.BY
@click.pass_obj
def add(door: Door, /, name: str, record_name: str, by: str, **more: Any) -> None:
    """Add an issue, and print its id."""
    with open_record(record_name) as record:
        added = record.issue_add(name, by, **more)
    click.echo(added.id)
    _tell(door, f"added: issue {name!r}")


@issue.command()
@ISSUE
@click.argument("name")
@options.RECORD
@options.BY
@click.pass_obj
def rename(door: Door, /, issue_id: str, name: str, record_name: str, by: str) -> None:
    """Give an issue another name."""
    with open_record(record_name) as record:
        record.issue_rename(issue_id, name, by)
    _tell(door, f"renamed: issue {issue_id} is now {name!r}")


@issue.command()
@ISSUE
@click.argument("parent", required=False)
@options.RECORD
@options.BY
@click.pass_obj
def move(door: Door, /, issue_id: str, parent: str | None, record_name: str, by: str) -> None:
    """Put an issue under another one, PARENT, or to the top."""
    with open_record(record_name) as record:
        record.issue_move(issue_id, parent, by)
    _tell(door, f"moved: issue {issue_id} {f'under {parent}' if parent else 'to the top'}")


@issue.command()
@click.argument("issue_ids", metavar="ISSUE ISSUE...", nargs=-1, required=True)
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def merge(
    door: Door, /, issue_ids: tuple[str, ...], record_name: str, by: str, why: str | None
) -> None:
    """Make several issues one; the first stays."""
    if len(set(issue_ids)) < 2:
        raise click.UsageError("merge needs two or more different issues")
    with open_record(record_name) as record:
        record.issue_merge(issue_ids, by, why)
    _tell(door, f"merged: {len(issue_ids)} into issue {issue_ids[0]}")


@issue.command()
@ISSUE
@click.argument("name")
@click.argument("proposition_ids", metavar="PROPOSITION...", nargs=-1, required=True)
@options.RECORD
@options.BY
@click.pass_obj
def split(
    door: Door, /, issue_id: str, name: str, proposition_ids: tuple[str, ...], **how: Any
) -> None:
    """Move propositions of an issue into a new issue NAME beside it, and print its id."""
    with open_record(how["record_name"]) as record:
        new = record.issue_split(issue_id, name, proposition_ids, by=how["by"])
    click.echo(new.id)
    number = len(set(proposition_ids))
    what = "proposition" if number == 1 else "propositions"
    _tell(door, f"split: {number} {what} of issue {issue_id} now under {name!r}")


@issue.command()
@click.argument("entry_id", metavar="ENTRY")
@click.argument("proposition_id", metavar="[PROPOSITION]", required=False)
@click.option("--tray", is_flag=True, help="Take it out of the register.")
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def place(
    door: Door, /, entry_id: str, proposition_id: str | None, tray: bool, **how: Any
) -> None:
    """Put a position under a proposition; positions of like wording follow.

    Without a proposition, print where it was placed and why.
    """
    from detente.views.escape import one_line

    if tray and proposition_id:
        raise click.UsageError("a position goes under a PROPOSITION or into the --tray, not both")
    with open_record(how["record_name"]) as record:
        if tray or proposition_id:
            record.place(entry_id, proposition_id, by=how["by"], why=how["why"])
            where = f"under {proposition_id}" if proposition_id else "in the tray"
            _tell(door, f"placed: position {entry_id} {where}")
            return
        placement = record.placement(entry_id)
    place = placement.proposition or "in the tray"
    click.echo(f"{place}: {one_line(placement.reason)}")


@issue.group()
def proposition() -> None:
    """Keep the propositions under an issue."""


@proposition.command("add")
@ISSUE
@click.argument("text")
@options.RECORD
@options.BY
@click.pass_obj
def add_proposition(door: Door, /, issue_id: str, text: str, record_name: str, by: str) -> None:
    """Add a proposition under an issue, and print its id."""
    with open_record(record_name) as record:
        added = record.proposition_add(issue_id, text, by)
    click.echo(added.id)
    _tell(door, f"added: proposition {text!r}")


@proposition.command("rename")
@PROPOSITION
@click.argument("text")
@options.RECORD
@options.BY
@click.pass_obj
def rename_proposition(
    door: Door, /, proposition_id: str, text: str, record_name: str, by: str
) -> None:
    """Give a proposition another text; what was placed there stays."""
    with open_record(record_name) as record:
        record.proposition_rename(proposition_id, text, by)
    _tell(door, f"renamed: proposition {proposition_id} is now {text!r}")


@proposition.command("move")
@PROPOSITION
@ISSUE
@options.RECORD
@options.BY
@click.pass_obj
def move_proposition(
    door: Door, /, proposition_id: str, issue_id: str, record_name: str, by: str
) -> None:
    """Put a proposition under another issue."""
    with open_record(record_name) as record:
        record.proposition_move(proposition_id, issue_id, by)
    _tell(door, f"moved: proposition {proposition_id} under {issue_id}")


@proposition.command("merge")
@click.argument("proposition_ids", metavar="PROPOSITION PROPOSITION...", nargs=-1, required=True)
@options.RECORD
@options.BY
@click.pass_obj
def merge_propositions(
    door: Door, /, proposition_ids: tuple[str, ...], record_name: str, by: str
) -> None:
    """Make several propositions one; the first stays."""
    if len(set(proposition_ids)) < 2:
        raise click.UsageError("merge needs two or more different propositions")
    with open_record(record_name) as record:
        record.proposition_merge(proposition_ids, by)
    _tell(door, f"merged: {len(proposition_ids)} into proposition {proposition_ids[0]}")


def _tell(door: Door, done: str) -> None:
    door.tell(f"{done}; 'detente undo' takes it back")
