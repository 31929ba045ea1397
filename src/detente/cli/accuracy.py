"""accuracy and eval: how well the reader reads, as measured, and on anybody's own reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente import __version__
from detente.cli import options
from detente.cli.door import Door
from detente.readings import DEFAULT_READER


@click.command()
@options.formats("text", "json")
def accuracy(format_name: str) -> None:
    """Print how well the reader reads, as measured.

    The figures ship with the program: nothing is read and nothing is fetched.
    """
    from detente import flow
    from detente.readings.accuracy import accuracy_card
    from detente.views.scores import show_card

    flow.show(show_card(accuracy_card(), __version__, format=format_name), sys.stdout)


@click.command("eval")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--reader",
    metavar="NAME",
    default=DEFAULT_READER,
    show_default=True,
    help="Which reader reads.",
)
@options.formats("text", "json")
@click.pass_obj
def eval_(door: Door, /, folder: Path, reader: str, format_name: str) -> None:
    """Measure a reader on your own annotated reports.

    DIR holds texts/ID.txt, texts/ID.json with the day ("date") and "title", and gold/ID.json, the
    annotation in the codebook's form. 'detente export gold' writes such a folder.
    """
    from detente import flow
    from detente.readings.readers import reader as find
    from detente.record.resolve import folded_name
    from detente.reports.annotated import annotated
    from detente.scoring.scores import score
    from detente.views.readings import reading_json
    from detente.views.scores import show_scores

    chosen = find(reader)
    asked = list(annotated(folder, options.now()))
    readings = chosen.read_all(one.report for one in asked)
    watched = door.watch(readings, total=len(asked), unit="reports")
    forms = [reading_json(reading) for reading in watched]
    pairs = [(form, one.gold) for form, one in zip(forms, asked, strict=True)]
    shown = show_scores(
        score(pairs, folded_name),
        f"{chosen.name}@{chosen.version}",
        reports=len(asked),
        format=format_name,
    )
    flow.show(shown, sys.stdout)
