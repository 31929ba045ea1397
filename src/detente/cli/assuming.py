"""assume: what the desk adds for models where the record is silent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import Option, open_record, together
from detente.model.text import MARKS

if TYPE_CHECKING:
    from detente.model.assumptions import Assumption

_NOTHING = "Nothing: 'detente assume' adds options, orders, moves and wants, each with a reason."
_DONE = "'detente undo' takes it back"
PARTY = click.argument("party", metavar="PARTY")
ISSUE = click.argument("issue", metavar="ISSUE")
SAID: Option = together(
    [
        options.RECORD,
        options.BY,
        click.option("--why", metavar="TEXT", required=True, help="The reason; it stays with it."),
        click.option(
            "--mark",
            type=click.Choice(MARKS),
            default="internal",
            show_default=True,
            help="Who may see it; it counts only where --up-to goes so far.",
        ),
    ]
)


@click.group()
def assume() -> None:
    """Say what models may assume where the record is silent.

    Options that nobody put forward, how a party ranks options, which moves are open to whom, and
    what a party wants of them: yours, with your reason, never taken for what was reported.
    'detente analyse packages' and 'detente analyse stability' use it and say so; nothing else
    does. PARTY and ISSUE are a name, an id, or its beginning.
    """


@assume.command()
@ISSUE
@click.argument("text")
@SAID
@click.pass_obj
def option(door: Door, /, issue: str, text: str, record_name: str, **said: Any) -> None:
    """Add an option to an issue, for packages.

    Example: detente assume option Troops "a strip of 40 km" --why "between both offers"
    """
    with open_record(record_name) as record:
        made = record.assume_option(issue, text, **said)
    _tell(door, made, f"an option of issue {issue}: {made.text}", "packages")


@assume.command()
@PARTY
@ISSUE
@click.argument("best", metavar="OPTION OPTION...", nargs=-1, required=True)
@SAID
@click.pass_obj
def order(
    door: Door, /, party: str, issue: str, best: tuple[str, ...], record_name: str, **said: Any
) -> None:
    """Say how a party ranks options of an issue, the best first.

    OPTION is its words, their beginning, its id, or 'none' for none of them; OPTION=OPTION are as
    good as each other. What is left out stands in no order to the others. A new order of the same
    party on the same issue replaces the old one.
    """
    groups = [group.split("=") for group in best]
    with open_record(record_name) as record:
        made = record.assume_order(party, issue, groups, **said)
    _tell(door, made, f"{party} ranks {len(made.items)} places on {issue}", "packages")


@assume.command()
@PARTY
@click.argument("text", metavar="MOVE")
@click.option("--once", is_flag=True, help="Once taken, it stays.")
@click.option("--today", is_flag=True, help="It is taken today.")
@SAID
@click.pass_obj
def move(door: Door, /, party: str, text: str, record_name: str, **said: Any) -> None:
    """Say what is open to a party to do or to leave, for stability."""
    with open_record(record_name) as record:
        made = record.assume_move(party, text, **said)
    _tell(door, made, f"open to {party}: {made.text}", "stability")


@assume.command()
@PARTY
@click.argument("statements", metavar="STATEMENT...", nargs=-1, required=True)
@SAID
@click.pass_obj
def wants(
    door: Door, /, party: str, statements: tuple[str, ...], record_name: str, **said: Any
) -> None:
    """Say what a party wants of all moves, first things first, for stability.

    STATEMENT is over moves that you said are open: "not stay", 'pay if "open the port"'. What
    comes first outweighs all that follows. New wants of a party replace the old ones.
    """
    from detente.analysis.stability import check_wants

    with open_record(record_name) as record:
        check_wants(record.assumptions(MARKS[-1]), statements, party)
        made = record.assume_wants(party, statements, **said)
    _tell(door, made, f"{party} wants {made.items[0][0]} first", "stability")


@assume.command("list")
@options.VIEW
@options.REVIEWERS
@options.formats("text", "json")
def list_(format_name: str, **view: Any) -> None:
    """List what the desk assumes, with numbers and reasons."""
    from detente import flow
    from detente.analysis.assuming import assumptions
    from detente.cli.outputs import snapshot
    from detente.views.findings import show_finding

    options.check_reviewers(view["reviewers"], view["up_to"])
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    found = assumptions(state, names=view["reviewers"])
    flow.show(show_finding(found, state, format=format_name, empty=_NOTHING), sys.stdout)


@assume.command()
@click.argument("number", type=int)
@options.RECORD
@options.BY
def drop(number: int, record_name: str, by: str) -> None:
    """Take an assumption back by its number. That it was taken back is on the record too."""
    with open_record(record_name) as record:
        click.echo(record.drop_assumption(number, by))


def _tell(door: Door, made: Assumption, what: str, method: str) -> None:
    up_to = "" if made.mark == "public" else f" --up-to {made.mark}"
    door.tell(
        f"assumed [{made.id}]: {what}; it counts in 'detente analyse {method}{up_to}'; {_DONE}"
    )
