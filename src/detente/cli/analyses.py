"""analyse: what the record adds up to, by one method."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.options import open_record

if TYPE_CHECKING:
    from detente.analysis import Method

LIST = "list"


@click.command(no_args_is_help=True)
@click.argument("name", metavar="METHOD|list")
@options.VIEW
@click.option(
    "--accounts",
    is_flag=True,
    help="Where a party says nothing itself, count what others say that it holds.",
)
@options.formats("text", "json", "html")
def analyse(name: str, accounts: bool, format_name: str, **view: Any) -> None:
    """Print what the record adds up to, by one method.

    'detente analyse list' names the methods. Every row names the entries that it rests on, and
    what to know before relying on it stands beneath.

    Example: detente analyse conflicts --as-of 2031-03
    """
    from detente import flow
    from detente.analysis import METHODS
    from detente.cli.outputs import snapshot
    from detente.plugins import choose, table
    from detente.views.findings import show_finding

    methods = table(METHODS, "detente.methods")
    if name == LIST:
        click.echo("\n".join(_listed(method) for method in methods.values()))
        return
    method = choose("method", name, methods)
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    told = method.told if accounts and method.told is not None else method.function
    page = show_finding(told(state), state, format=format_name, model=method.model)
    flow.show(page, sys.stdout)


def _listed(method: Method) -> str:
    model = " (a model)" if method.model else ""
    return f"{method.name:<16} {method.about}{model}"
