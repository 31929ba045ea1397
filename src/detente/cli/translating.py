"""translate: a translation laid beside a report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.model.text import MARKS, Mark


@click.command()
@click.argument("report")
@click.argument("path", metavar="PATH")
@click.option(
    "--words",
    metavar="START:END|TEXT",
    help="What it translates: a place in the report, or the words there. Default: all of it.",
)
@click.option("--language", metavar="CODE", default="en", show_default=True, help="It is in.")
@click.option(
    "--mark",
    type=click.Choice(MARKS),
    default="internal",
    show_default=True,
    help="Who may see it; nobody who may not see the report.",
)
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def translate(  # noqa: PLR0913 (one parameter an option)
    door: Door,
    /,
    report: str,
    path: str,
    *,
    words: str | None,
    language: str,
    mark: Mark,
    record_name: str,
    by: str,
    why: str | None,
) -> None:
    """Lay a translation beside a report.

    Or beside words of it. PATH is a text file, or - for standard input. The original stays as it
    is, and claims go on resting on its words; 'detente show REPORT' shows both, and several
    translations of the same words side by side. 'detente undo' takes it back.

    Example: detente translate 3f2a91c0 translated.txt
    """
    text = _text(path)
    with open_record(record_name) as record:
        record.translate(report, text, words=words, language=language, by=by, why=why, mark=mark)
    door.tell(f"translated: report {report}; 'detente undo' takes it back")


def _text(path: str) -> str:
    from detente.model.errors import InputError
    from detente.reports.files import decode, read_bytes

    try:
        return decode(sys.stdin.buffer.read() if path == "-" else read_bytes(Path(path)))
    except InputError as error:
        where = "standard input" if path == "-" else path
        raise InputError(f"{where}: {error}") from error
