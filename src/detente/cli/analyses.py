"""analyse: what the record adds up to, by one method."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.options import open_record
from detente.model.errors import InputError, UnknownName

if TYPE_CHECKING:
    from detente.analysis import Method
    from detente.model.findings import Finding

LIST, STABILITY = "list", "stability"
_ABOUT_STABILITY = "Which outcomes would hold, of a model that you write: see --model."


@click.command(no_args_is_help=True)
@click.argument("name", metavar="METHOD|list")
@options.VIEW
@click.option(
    "--accounts",
    is_flag=True,
    help="Where a party says nothing itself, count what others say that it holds; like --possible "
    "only where that makes a difference: blocks, conflicts, changes, packages, ranges.",
)
@click.option(
    "--possible",
    is_flag=True,
    help="Where nothing sure was found of a party, count what the reader is not sure of.",
)
@click.option(
    "--model",
    "model_file",
    type=click.Path(),
    metavar="FILE",
    help="For stability: the model, in TOML; without it, one is begun from the record and what "
    "'detente assume' says.",
)
@click.option(
    "--assumed",
    is_flag=True,
    help="For stability: the model that 'detente assume' has made.",
)
@options.formats("text", "json", "html")
def analyse(
    name: str,
    accounts: bool,
    possible: bool,
    model_file: str | None,
    assumed: bool,
    format_name: str,
    **view: Any,
) -> None:
    """Print what the record adds up to, by one method.

    'detente analyse list' names the methods. Every row names the entries that it rests on, and
    what to know before relying on it stands beneath.

    Example: detente analyse conflicts --as-of 2031-03
    """
    from detente import flow
    from detente.analysis import METHODS, ask, no_voices
    from detente.cli.outputs import snapshot
    from detente.plugins import table
    from detente.views.findings import show_finding

    methods = table(METHODS, "detente.methods")
    if name in (LIST, STABILITY) and (accounts or possible):
        raise InputError(no_voices(name, accounts=accounts, possible=possible))
    if name == LIST:
        click.echo("\n".join(_listed(method) for method in methods.values()))
        click.echo(f"{STABILITY:<16} {_ABOUT_STABILITY} (a model)")
        return
    if name == STABILITY:
        if assumed and model_file is not None:
            raise click.UsageError("--model and --assumed are two models; leave one out")
        if assumed:
            _assumed(format_name, view)
        else:
            _stability(model_file, format_name, view)
        return
    if model_file is not None or assumed:
        raise click.UsageError(
            "--model and --assumed are for stability; other methods read the record"
        )
    if name not in methods:
        raise UnknownName("method", name, [*methods, STABILITY])
    method = methods[name]
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    found = _with_recall(ask(method, state, accounts=accounts, possible=possible))
    page = show_finding(found, state, format=format_name, model=method.model)
    flow.show(page, sys.stdout)


def _with_recall(finding: Finding) -> Finding:
    """Return a finding of gaps with the measured recall beside them, any other as it is."""
    from dataclasses import replace

    from detente.readings.accuracy import accuracy_card
    from detente.views.scores import recall_text

    if finding.method != "gaps":
        return finding
    return replace(finding, caveats=(recall_text(accuracy_card(), "positions"), *finding.caveats))


def _stability(model_file: str | None, format_name: str, view: dict[str, Any]) -> None:
    """Print the stability of a model; without one, a model to complete."""
    from pathlib import Path

    from detente import flow
    from detente.analysis.stability import propose, read_model, stability
    from detente.cli.outputs import snapshot
    from detente.reports.files import decode, read_bytes
    from detente.views.findings import show_finding

    if model_file is None:
        with open_record(view["record_name"]) as record:
            flow.show(propose(snapshot(record, view)), sys.stdout)
        return
    try:
        finding = stability(read_model(decode(read_bytes(Path(model_file)))))
    except InputError as error:
        raise InputError(f"{model_file}: {error}") from error
    flow.show(show_finding(finding, None, format=format_name, model=True), sys.stdout)


def _assumed(format_name: str, view: dict[str, Any]) -> None:
    """Print the stability of the model that the desk's assumptions make."""
    from detente import flow
    from detente.analysis.stability import assumed_stability
    from detente.cli.outputs import snapshot
    from detente.views.findings import show_finding

    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    finding = assumed_stability(state)
    flow.show(show_finding(finding, state, format=format_name, model=True), sys.stdout)


def _listed(method: Method) -> str:
    model = " (a model)" if method.model else ""
    return f"{method.name:<16} {method.about}{model}"
