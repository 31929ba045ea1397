"""Files that commands write: whole or not at all; and papers, on the screen or as a document."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import Option

if TYPE_CHECKING:
    from detente.views.office.written import Written

OUT: Option = click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where to write; - for standard output, which is the default but for docx and xlsx.",
)
# Forms that a screen cannot show.
_OF_PROGRAMS = frozenset({"docx", "xlsx"})
_TEMPLATE: Option = click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE.docx",
    help="A DOCX whose styles, page, headers and footers the document takes; goes with docx.",
)


def paper(*names: str) -> Option:
    """`--format` with these choices and docx, `--out` and `--template`."""
    return options.together([options.formats(*names, "docx"), OUT, _TEMPLATE])


def hand_on(
    door: Door,
    given: Mapping[str, Any],
    *,
    show: Callable[[], str],
    document: Callable[[], Written] | None = None,
    sheet: Callable[[], bytes] | None = None,
) -> None:
    """Write a paper or a table as its options say. Errors: UsageError; InputError.

    document, sheet: What makes a DOCX, or an XLSX, of it, where it has that form.
    """
    format_name, out = given["format_name"], given["out"]
    check_out(given)
    if format_name == "docx" and document:
        from detente.views.office.docx import write_docx

        template = given["template"]
        data = write_docx(document(), Path(template).read_bytes() if template else None)
    elif format_name == "xlsx" and sheet:
        data = sheet()
    elif out in (None, "-"):
        from detente import flow

        flow.show(show(), sys.stdout)
        return
    else:
        data = show().encode()
    if out == "-":
        sys.stdout.buffer.write(data)
        return
    replace_file(Path(out), data)
    door.tell(f"written: {out}")


def check_out(given: Mapping[str, Any]) -> None:
    """Refuse options that do not go together. Errors: UsageError."""
    format_name = given["format_name"]
    if given.get("template") and format_name != "docx":
        raise click.UsageError("--template goes with --format docx alone")
    if format_name in _OF_PROGRAMS and given["out"] is None:
        ending = f"FILE.{format_name}"
        raise click.UsageError(f"--format {format_name} needs a file: add --out {ending}")


def write_files(files: Mapping[str, bytes], out: str) -> None:
    """Write the files of an export to a place. Errors: UsageError."""
    from detente.views.archive import zipped

    if out == "-":
        if len(files) > 1:
            raise click.UsageError("several files do not go to standard output; name a folder")
        sys.stdout.buffer.write(next(iter(files.values())))
        return
    place = Path(out)
    if place.suffix == ".zip":
        replace_file(place, zipped(files))
    elif len(files) == 1 and not place.is_dir():
        replace_file(place, next(iter(files.values())))
    else:
        for name, data in files.items():
            replace_file(place / name, data)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.write_bytes(data)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
