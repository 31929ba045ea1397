"""precedent: comparable provisions in the user's own folder of agreements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.cli.writing import check_out, hand_on, paper

if TYPE_CHECKING:
    from detente.model.snapshot import Issue


@click.command()
@click.argument("text", metavar="TEXT|CLAUSE")
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    metavar="DIR",
    required=True,
    help="Your own folder of agreements: text, Markdown, HTML, PDF and DOCX, folders in it too.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How many provisions for each point.",
)
@click.option(
    "--record",
    "record_name",
    type=click.Path(),
    metavar="FILE|URL",
    envvar="DETENTE_RECORD",
    show_envvar=True,
    help="A record: TEXT may be one of its drafts, and its issues tell which provisions are on "
    "the same.",
)
@options.MEANING
@paper("text", "md", "html", "json")
@click.pass_obj
def precedent(
    door: Door,
    /,
    *,
    text: str,
    library: Path,
    most: int,
    record_name: str | None,
    meaning: bool | None,
    **given: Any,
) -> None:
    """Print comparable provisions of your own agreements.

    For a text, a draft of the record (NAME@LABEL) or one clause, by words, mechanisms and issues,
    on this machine alone. A file that cannot be used is a note.

    Example: detente precedent "Unarmed monitors watch the line." --library agreements
    """
    from detente.drafts.meaning import meaning_at_hand
    from detente.precedents import asked_of, comparable, open_library
    from detente.views.office.texts import precedents_document
    from detente.views.papers.precedents import show_precedents

    check_out(given)
    issues: tuple[Issue, ...] = ()
    if record_name is None:
        asked = asked_of(text)
    else:
        with open_record(record_name) as record:
            issues = record.issues()
            asked = asked_of(text, record)
    embed = meaning_at_hand(meaning, options.vectors_file())
    found = comparable(asked, open_library(library), issues, embed=embed, most=most)
    hand_on(
        door,
        given,
        show=lambda: show_precedents(found, format=given["format_name"]),
        document=lambda: precedents_document(found),
    )
