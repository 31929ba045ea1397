"""analyse: what the record adds up to, by one method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.cli.outputs import snapshot
from detente.cli.writing import OUT, check_out, hand_on
from detente.model.errors import InputError, RecordError, UnknownName

if TYPE_CHECKING:
    from detente.analysis import Method
    from detente.model.findings import Finding
    from detente.model.snapshot import Snapshot

LIST, STABILITY = "list", "stability"
_ABOUT_STABILITY = "Which outcomes would hold, of a model that you write: see --model."


@click.command(no_args_is_help=True)
@click.argument("name", metavar="METHOD|list")
@options.VIEW
@click.option(
    "--accounts",
    is_flag=True,
    help="Where a party says nothing itself, count what others say that it holds; without it, "
    "what that would find stands apart, if findings are listed. Like --possible, for methods of "
    "what parties hold: gaps, blocks, conflicts, changes, packages, ranges, convergence, "
    "turning-points.",
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
@options.formats("text", "json", "html", "csv", "xlsx")
@OUT
@click.pass_obj
def analyse(
    door: Door,
    /,
    *,
    name: str,
    accounts: bool,
    possible: bool,
    model_file: str | None,
    assumed: bool,
    **view: Any,
) -> None:
    """Print what the record adds up to, by one method.

    'detente analyse list' names the methods. Every row names the entries that it rests on, and
    what to know before relying on it stands beneath. What would be found if more counted, what is
    not sure or what others say, stands apart.

    Example: detente analyse conflicts --as-of 2031-03
    """
    from detente.analysis import ask, methods, no_voices

    check_out(view)
    every = methods()
    if name in (LIST, STABILITY) and (accounts or possible):
        raise InputError(no_voices(name, accounts=accounts, possible=possible))
    if name == LIST:
        click.echo("\n".join(_listed(method) for method in every.values()))
        click.echo(f"{STABILITY:<16} {_ABOUT_STABILITY} (a model)")
        return
    if name == STABILITY:
        if assumed and model_file is not None:
            raise click.UsageError("--model and --assumed are two models; leave one out")
        if assumed:
            _assumed(door, view)
        else:
            _stability(door, model_file, view)
        return
    if model_file is not None or assumed:
        raise click.UsageError(
            "--model and --assumed are for stability; other methods read the record"
        )
    if name not in every:
        raise UnknownName("method", name, [*every, STABILITY])
    method = every[name]
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
        state = record.with_spoken(state) if method.speech else state
    found = _with_recall(ask(method, state, accounts=accounts, possible=possible))
    _hand_on(door, view, found, state, model=method.model)


def _hand_on(
    door: Door, view: dict[str, Any], found: Finding, state: Snapshot | None, *, model: bool
) -> None:
    """Print a finding in a form, or write it as a file."""
    from detente.views.findings import finding_about, finding_tables, show_finding

    def sheet() -> bytes:
        from detente.views.office.xlsx import write_xlsx

        return write_xlsx(finding_tables(found), finding_about(found, state))

    hand_on(
        door,
        view,
        show=lambda: show_finding(found, state, format=view["format_name"], model=model),
        sheet=sheet,
    )
    if view["format_name"] == "csv" and state is not None:
        door.tell_left_out(state.coverage.left_out)


def _with_recall(finding: Finding) -> Finding:
    """Return a finding of gaps with the measured recall beside them, any other as it is."""
    from dataclasses import replace

    from detente.readings.accuracy import accuracy_card
    from detente.views.scores import recall_text

    if finding.method != "gaps":
        return finding
    return replace(finding, caveats=(recall_text(accuracy_card(), "positions"), *finding.caveats))


def _stability(door: Door, model_file: str | None, view: dict[str, Any]) -> None:
    """Print the stability of a model; without one, a model to complete."""
    from detente.analysis.stability import begun, propose

    if model_file is not None:
        _hand_on(door, view, _solved(model_file, view), None, model=True)
        return
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    if view["format_name"] == "text":
        hand_on(door, view, show=lambda: propose(state))  # a file as it is
    else:
        _hand_on(door, view, begun(state), state, model=True)


def _solved(model_file: str, view: dict[str, Any]) -> Finding:
    """Return the stability of a model file, and whom the record does not know, if there is one."""
    from dataclasses import replace
    from pathlib import Path

    from detente.analysis.stability import read_model, stability, strangers
    from detente.reports.files import decode, read_bytes

    try:
        model = read_model(decode(read_bytes(Path(model_file))))
        finding = stability(model)
    except (InputError, UnknownName) as error:
        raise InputError(f"{model_file}: {error}") from error
    try:
        with open_record(view["record_name"]) as record:
            new = strangers(model, snapshot(record, view))
    except RecordError:  # a model needs no record
        return finding
    return replace(finding, caveats=(*new, *finding.caveats))


def _assumed(door: Door, view: dict[str, Any]) -> None:
    """Print the stability of the model that the desk's assumptions make."""
    from detente.analysis.stability import assumed_stability

    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
    _hand_on(door, view, assumed_stability(state), state, model=True)


def _listed(method: Method) -> str:
    model = " (a model)" if method.model else ""
    return f"{method.name:<16} {method.about}{model}"
