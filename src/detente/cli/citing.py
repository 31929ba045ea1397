"""cite: words of an entry as a citation."""

from __future__ import annotations

import sys

import click

from detente.cli import options
from detente.cli.options import open_record
from detente.model.errors import NoSuchEntry
from detente.model.text import Mark


@click.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--report",
    metavar="ID",
    help="Which report to cite it from. Default: the one in whose words it is shown.",
)
@options.RECORD
@options.UP_TO
@options.formats("text", "bibtex", "csl")
def cite(id_: str, report: str | None, record_name: str, up_to: Mark, format_name: str) -> None:
    """Print an entry as a citation: text, BibTeX, CSL JSON.

    Example: detente cite 5b6e7e84 --format bibtex
    """
    from detente import flow
    from detente.views.citation import citation, cite_as
    from detente.views.support import told_in

    with open_record(record_name) as record:
        entry = record.entry(id_, up_to=up_to)
        every = entry.sightings if report else (told_in(entry),)
        found = [s for s in every if s.report.startswith(report or "")]
        if not found:
            raise NoSuchEntry(
                f"entry {entry.id} does not stand in report {report!r}; 'detente show {entry.id}' "
                "says where"
            )
        source = record.report(found[0].report)
    cited = citation(entry.id, found[0], retrieved=source.retrieved, mark=source.mark)
    flow.show(cite_as(cited, format_name), sys.stdout)
