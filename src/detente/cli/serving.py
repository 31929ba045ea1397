"""serve: the workbench, in a browser on this machine."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.model.errors import InputError
from detente.model.text import MARKS, Mark

if TYPE_CHECKING:
    from detente.web.settings import Settings

_MISSING = "the workbench is not installed; install it with: pip install 'detente[web]'"
_EXTRA = {"argon2", "fastapi", "pydantic", "python_multipart", "starlette", "uvicorn"}
_PASSWORD = "DETENTE_PASSWORD"  # noqa: S105  (where it is, not what it is)


@click.command()
@options.RECORD
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to serve at. Any but this machine's own needs a password.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 for any that is free.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option(
    "--up-to",
    type=click.Choice(MARKS),
    default="restricted",
    show_default=True,
    help="Highest mark that any page may show.",
)
@options.explained
@click.option(
    "--password-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Whose first line is the password that pages ask for, or its argon2 hash. "
    f"{_PASSWORD} in the environment does the same.",
)
@click.option(
    "--public-url",
    metavar="URL",
    callback=lambda _context, _option, value: _checked_url(value),
    help="Address under which a proxy makes it known: https://desk.example.",
)
@click.option(
    "--fetch", is_flag=True, help="Let the page Add fetch a report from its address on the web."
)
@click.option(
    "--watch", is_flag=True, help="Follow the record's sources too, and tell its alerts."
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE.docx",
    help="A DOCX whose styles, page, headers and footers documents take.",
)
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Your own folder of agreements, for the page Precedents: whoever reaches the workbench "
    "can read what it finds there.",
)
@options.ALLOW_HOST
@options.MEANING
@options.BY
@click.pass_obj
def serve(door: Door, /, record_name: str, host: str, port: int, **how: object) -> None:
    """Open the workbench: the record in your browser, on this machine.

    Ctrl-C ends it. Nothing but this machine can reach it unless --host says so.
    """
    try:
        from detente.web import serving
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise InputError(_MISSING) from error
    settings = _settings(record_name, host, port, **how)  # type: ignore[arg-type]
    record = open_record(record_name)
    record.keep_whole()
    with record:
        listening = serving.bind(host, port)
        serving.serve(
            record,
            settings,
            listening,
            ready=lambda address: _ready(door, address, settings, bool(how["open_browser"])),
        )


def _settings(  # noqa: PLR0913  (all by name)
    record_name: str,
    host: str,
    port: int,
    *,
    up_to: Mark,
    password_file: Path | None,
    public_url: str | None,
    by: str,
    open_browser: bool,
    fetch: bool,
    watch: bool,
    template: Path | None,
    library: Path | None,
    allowed: tuple[str, ...],
    meaning: bool | None,
) -> Settings:
    from detente.cli.watching import follower
    from detente.drafts.later import meaning_later
    from detente.record.engines import path_of, shown, url_of
    from detente.web.keys import ENDING
    from detente.web.settings import LOCAL_NAMES, Settings, is_local

    del open_browser
    if allowed and not (fetch or watch):
        raise click.UsageError("--allow-host says what may be fetched; add --fetch or --watch")
    password = _password_hash(password_file)
    if not is_local(host) and password is None:
        raise click.UsageError(
            f"--host {host}: others could read and change the record; set a password first, with "
            f"--password-file or {_PASSWORD}"
        )
    url = url_of(record_name)
    file = path_of(url)
    names = [f"[{host}]" if ":" in host and "[" not in host else host]
    names += [socket.gethostname()] if not is_local(host) else []
    names += [urlsplit(public_url).hostname or ""] if public_url else []
    return Settings(
        record_name=(file.name or str(file)) if file else shown(url),
        user=by,
        now=options.now,
        ceiling=up_to,
        host=host,
        port=port,
        hosts=tuple(dict.fromkeys((*LOCAL_NAMES, *(name.lower() for name in names)))),
        public_url=public_url,
        password_hash=password,
        record_file=file,
        fetcher=options.fetcher(allowed) if fetch else None,
        watch=follower(allowed) if watch else None,
        embed=meaning_later(meaning, options.vectors_file()),
        template=_template(template),
        library=_library(library),
        keys_file=Path(f"{file}{ENDING}") if file else None,
    )


def _template(file: Path | None) -> bytes | None:
    """Return the bytes of a template that documents can be written in. Errors: InputError."""
    if file is None:
        return None
    from detente.reports.files import read_bytes
    from detente.views.office.house import open_house

    data = read_bytes(file)
    try:
        open_house(data, wide=False)
    except InputError as error:
        raise InputError(f"{file}: {error}") from error
    return data


def _library(folder: Path | None) -> Path | None:
    """Return a folder of agreements if there is one. Errors: InputError."""
    if folder is not None and not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; --library names one of agreements")
    return folder


def _password_hash(file: Path | None) -> str | None:
    """Return the hash of the password that was given, None if there was none."""
    from detente.web.login import hash_of, read_password

    given = os.environ.pop(_PASSWORD, None)  # nothing that we start needs to know it
    if file is not None:
        given = read_password(file)
        options.warn_of_others(file, "the password")
    if given is None:
        return None
    try:
        return hash_of(given)
    except InputError as error:
        raise InputError(f"{file or _PASSWORD}: {error}") from error


def _checked_url(url: str | None) -> str | None:
    parts = urlsplit(url or "")
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path > "/"):
        raise click.BadParameter("write it as https://desk.example, without a path")
    return url


def _ready(door: Door, address: str, settings: Settings, open_browser: bool) -> None:
    click.echo(f"Détente is at {settings.public_url or address}  (Ctrl-C ends it)")
    if not settings.is_local and not settings.is_https:
        door.tell(
            "the password and all pages cross the network as they are; outside a network that you "
            "trust, put a proxy with https before it and name that with --public-url"
        )
    if open_browser:
        click.launch(address)
