"""encrypt: a copy of the record under a key."""

from __future__ import annotations

import os
from pathlib import Path

import click

from detente.cli import options
from detente.cli.door import Door
from detente.model.errors import InputError


@click.command()
@click.argument("copy", type=click.Path(path_type=Path))
@click.option(
    "--new-key-file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Whose first line is the key of the copy.",
)
@click.option("--plain", is_flag=True, help="Write the copy without encryption.")
@options.RECORD
@click.pass_obj
def encrypt(
    door: Door, /, copy: Path, *, new_key_file: str | None, plain: bool, record_name: str
) -> None:
    """Write a copy of the record that only its key opens.

    From then on DETENTE_KEY_FILE names the key's file for every command. Without the key nobody
    reads the record again: keep it elsewhere too. The old file stays; remove it when the copy is
    in use. Needs the extra 'encrypt'.

    Example: detente encrypt sealed.db --new-key-file desk.key
    """
    from detente.record.engines import path_of, url_of
    from detente.record.sealing import seal

    if plain == (new_key_file is not None):
        raise click.UsageError("give --new-key-file FILE, or --plain")
    file = path_of(url_of(record_name))
    if file is None:
        raise InputError("a record on a server is encrypted by the server's disk; see the docs")
    new_key = options.key_of(new_key_file)
    seal(file, copy, key=options.key_of(os.environ.get(options.KEY_FILE)), new_key=new_key)
    door.tell(
        f"written: {copy}; "
        + ("anybody who has the file can read it" if plain else "DETENTE_KEY_FILE names its key")
    )
