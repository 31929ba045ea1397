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
    help="Where to write, in the form that its ending says unless --format does; - for standard "
    "output, which is the default but for docx and xlsx.",
)
# Forms that a screen cannot show.
_OF_PROGRAMS = frozenset({"docx", "xlsx"})
# Endings of files that say in which form they are to be written, where --format does not.
_FORMS = {
    ".txt": "text",
    ".md": "md",
    ".html": "html",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".docx": "docx",
}
_TEMPLATE: Option = click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE.docx",
    help="A DOCX whose styles, page, headers and footers the document takes; goes with docx.",
)
# What looks like a document, and is none that is written.
_UNWRITTEN = frozenset({".pdf", ".doc", ".odt", ".rtf", ".xls", ".ods"})


def paper(*names: str) -> Option:
    """`--format` with these choices and docx, `--out` and `--template`."""
    return options.together([options.formats(*names, "docx"), OUT, _TEMPLATE])


def hand_on(
    door: Door,
    given: dict[str, Any],
    *,
    show: Callable[[], str],
    document: Callable[[], Written] | None = None,
    sheet: Callable[[], bytes] | None = None,
) -> None:
    """Write a paper or a table as its options say. Errors: UsageError; InputError.

    document, sheet: What makes a DOCX, or an XLSX, of it, where it has that form.
    """
    check_out(given)
    format_name, out = given["format_name"], given["out"]
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


def check_out(given: dict[str, Any]) -> None:
    """Take the form from the ending of the file, if no other was asked for.

    Errors: UsageError for options that do not go together.
    """
    format_name = given["format_name"] = _form(given)
    if given.get("template") and format_name != "docx":
        raise click.UsageError("--template goes with --format docx alone")
    if format_name in _OF_PROGRAMS and given["out"] is None:
        ending = f"FILE.{format_name}"
        raise click.UsageError(f"--format {format_name} needs a file: add --out {ending}")


def _form(given: Mapping[str, Any]) -> str:
    """Return the form to write. Errors: UsageError for text in a file of a program's form."""
    context, out = click.get_current_context(), given["out"]
    asked = str(given["format_name"])
    if out and Path(out).suffix.lower() in _UNWRITTEN:
        raise click.UsageError(
            f"no {Path(out).suffix[1:]} is written; print an .html, or save a .docx as one: {out}"
        )
    ending = _FORMS.get(Path(out).suffix.lower(), asked) if out else asked
    if ending == asked:
        return asked
    choice = next(p.type for p in context.command.params if p.name == "format_name")
    has = isinstance(choice, click.Choice) and ending in choice.choices
    source = context.get_parameter_source("format_name")
    if has and source is click.core.ParameterSource.DEFAULT:
        return ending
    if ending in _OF_PROGRAMS:
        what = f"--format {asked} is no {ending}" if has else f"this has no form {ending}"
        raise click.UsageError(f"{what}; give {out} another ending")
    return asked


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
