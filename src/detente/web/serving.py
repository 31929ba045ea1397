"""serve(): the workbench on a port of this machine until it is told to stop."""

from __future__ import annotations

import gc
from collections.abc import Callable

import uvicorn

from detente.record import Record
from detente.web.app import make_app
from detente.web.settings import Settings

__all__ = ["Settings", "serve"]


def serve(record: Record, settings: Settings, *, ready: Callable[[str], None]) -> None:
    """Serve a record until interrupted, then close it.

    ready: Called with the address once pages can be had.
    """
    gc.enable()  # commands run without it; a server lasts
    config = uvicorn.Config(
        make_app(record, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        date_header=False,
    )
    _Server(config, ready).run()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            [server, *_] = self.servers
            host, port, *_ = server.sockets[0].getsockname()
            self._ready(f"http://{host}:{port}/")
