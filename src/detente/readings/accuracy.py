"""The accuracy card that ships with the program: how well the reader was measured to read."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from detente.model.errors import ReaderError

CARD = "accuracy.json"


def accuracy_card() -> dict[str, Any]:
    """Return the card as `make evals` wrote it.

    Errors: ReaderError if it is missing or damaged.
    """
    path = resources.files("detente.readings") / CARD
    try:
        card: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReaderError(
            f"the accuracy card {CARD} is missing or damaged; install Détente again"
        ) from error
    return card
