"""Expected output beside the tests: compared byte by byte, written anew only when asked to."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "views"


def matches(name: str, made: str | bytes) -> bool:
    """Whether the output is that of the file. DETENTE_WRITE_EXPECTED=1 writes the file instead."""
    content = made.encode() if isinstance(made, str) else made
    path = FOLDER / name
    if os.environ.get("DETENTE_WRITE_EXPECTED"):
        path.write_bytes(content)
    return path.read_bytes() == content
