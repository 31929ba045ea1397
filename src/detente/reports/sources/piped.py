"""Lines that another program writes as long as it runs: those that are there, now and later."""

from __future__ import annotations

import os
import queue
import sys
import threading
from functools import cache

from detente.reports.archives import Lines
from detente.reports.files import MAX_BYTES

# Lines that wait here; the others wait in the pipe, and whoever writes them.
_WAITING = 16
# Who writes several lines at once is heard out.
_PATIENCE_S = 0.5


class Piped:
    """Lines of a stream, read beside: `readline` gives b"" where none comes, and later more."""

    def __init__(self, stream: Lines) -> None:
        """Take a stream; it is read by nobody else from now on."""
        self._stream = stream
        self._lines: queue.Queue[bytes] = queue.Queue(_WAITING)
        threading.Thread(target=self._read, name="standard-input", daemon=True).start()

    def readline(self, size: int, /) -> bytes:
        """Return the next line, b"" if none comes in half a second. size: Lines come whole."""
        del size
        try:
            return self._lines.get(timeout=_PATIENCE_S)
        except queue.Empty:
            return b""

    def _read(self) -> None:
        while line := self._stream.readline(MAX_BYTES + 1):
            self._lines.put(line)


@cache
def standard_input() -> Lines:
    """Return the lines of standard input; nobody writes news on a terminal."""
    if sys.stdin is None or sys.stdin.isatty():
        return _Nothing()
    try:
        # opened anew: the interpreter must not wait for its own at the end
        stream: Lines = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except OSError:  # it is no file
        stream = sys.stdin.buffer
    return Piped(stream)


class _Nothing:
    def readline(self, size: int, /) -> bytes:
        del size
        return b""
