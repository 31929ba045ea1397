"""outlet: what the desk says that outlets are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record

if TYPE_CHECKING:
    from detente.model.sources import SourceClass
    from detente.model.text import Mark

# As `model.sources` has them; said here so that help needs no model.
CLASSES = (
    *("primary_text", "official_readout", "transcript", "agency", "own_reporting"),
    *("aggregator", "state_media", "unset"),
)


@click.group("outlet")
def outlet() -> None:
    """Say what outlets are: an agency, an official readout, state media.

    Who answers for what it says itself counts as a source; an aggregator, and an outlet without a
    class, only pass on. 'detente undo' takes a class back.
    """


@outlet.command("set")
@click.argument("name")
@click.argument("source_class", metavar="CLASS", type=click.Choice(CLASSES))
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def set_class(
    door: Door,
    /,
    name: str,
    source_class: str,
    record_name: str,
    by: str,
    why: str | None,
) -> None:
    """Say what the outlet NAME is.

    CLASS is primary_text, official_readout, transcript, agency, own_reporting, aggregator,
    state_media, or unset, which takes its class away.

    Example: detente outlet set "Halden Wire" agency
    """
    with open_record(record_name) as record:
        record.classify(name, cast("SourceClass", source_class), by, why=why)
    door.tell(f"{name}: {source_class}; 'detente undo' takes it back")


@outlet.command("list")
@options.RECORD
@options.UP_TO
@click.pass_obj
def list_outlets(door: Door, /, record_name: str, up_to: Mark) -> None:
    """List the outlets of the record with their classes and numbers of reports."""
    from detente.views.phrases import many
    from detente.views.support import CLASSES as IN_WORDS

    with open_record(record_name) as record:
        for row in record.outlets(up_to):
            count = many(row.reports, "report")
            click.echo(f"{row.name}: {IN_WORDS[row.source_class]}, {count}")
        above = record.reports_left_out(up_to)
    door.tell_left_out(above)
