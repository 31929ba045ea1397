"""serve: the workbench, in a browser on this machine."""

from __future__ import annotations

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.model.errors import InputError
from detente.model.text import MARKS, Mark

_MISSING = "the workbench is not installed; install it with: pip install 'detente[web]'"


@click.command()
@options.RECORD
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option(
    "--up-to",
    "ceiling",
    type=click.Choice(MARKS),
    default="restricted",
    show_default=True,
    help="Highest mark that any page may show.",
)
@options.BY
@click.pass_obj
def serve(
    door: Door,
    /,
    record_name: str,
    host: str,
    port: int,
    open_browser: bool,
    ceiling: Mark,
    by: str,
) -> None:
    """Open the workbench: the record in your browser, on this machine."""
    try:
        from detente.web import serving
    except ModuleNotFoundError as error:
        raise InputError(_MISSING) from error
    record = open_record(record_name)
    serving.serve(
        record,
        serving.Settings(
            record_name=record_name,
            user=by,
            now=options.now,
            ceiling=ceiling,
            host=host,
            port=port,
        ),
        ready=lambda address: _ready(door, address, open_browser),
    )


def _ready(door: Door, address: str, open_browser: bool) -> None:
    click.echo(f"Détente is at {address}  (Ctrl-C ends it)")
    if open_browser:
        click.launch(address)
