"""serve(): the workbench on a port until it is told to stop."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import socket
from collections.abc import Callable
from typing import Any

import argon2  # noqa: F401  (one of the extra's packages; said at the start if it is missing)
import python_multipart  # noqa: F401
import uvicorn

from detente.model.errors import InputError
from detente.record import Record
from detente.web.app import make_app
from detente.web.settings import Settings

__all__ = ["Settings", "bind", "serve"]

# Connections that wait to be taken; as uvicorn has it.
_BACKLOG = 2048
# New things between two looks of the garbage collector: a page makes some ten thousand, which go
# by themselves; with the usual numbers it would walk a record's states for nothing.
_GC_THRESHOLDS = (20_000, 20, 20)
# How long a page that is being made may take to end.
_PATIENCE_S = 5


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens. port: 0 for any that is free. Errors: InputError."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        raise InputError(f"there is no host {host!r}; give an address of this machine") from error
    made = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(place)
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        raise InputError(_trouble(error, host, port)) from error
    return made


def serve(
    record: Record, settings: Settings, listening: socket.socket, *, ready: Callable[[str], None]
) -> None:
    """Serve a record until interrupted, then close it.

    listening: As `bind` returns it. ready: Called with the address once pages can be had.
    """
    app = make_app(record, settings)
    gc.enable()  # commands run without it; a server lasts
    gc.set_threshold(*_GC_THRESHOLDS)
    gc.freeze()  # what is loaded now stays: no need to look through it again
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=settings.public_url is not None,
        timeout_graceful_shutdown=_PATIENCE_S,
        loop="asyncio",
        http="h11",
        ws="none",
    )
    with listening, contextlib.suppress(KeyboardInterrupt):  # how it is told to stop
        _Server(config, ready).run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            self._ready(_address(sockets[0].getsockname()))


def _address(place: tuple[Any, ...]) -> str:
    host, port = place[:2]
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (every one of ours)
    return f"http://[{here}]:{port}/" if ":" in here else f"http://{here}:{port}/"


def _trouble(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} is in use, perhaps by another 'detente serve'; end that, or choose "
            "another with --port (0 for any that is free)"
        )
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by you; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"this machine has no address {host}; leave --host out, or give one that it has"
    return f"{host} port {port} cannot be used: {error.strerror}; choose another"
