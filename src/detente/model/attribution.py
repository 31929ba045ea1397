"""What a text attributes to a source, in the wider sense of the attribution literature."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.text import Evidence
from detente.model.vocabulary import Attitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Something that the text attributes to a source (Pareti 2015), spoken or thought.

    attitude: assertion | belief | fact | eventuality.
    """

    content: Evidence
    source: Evidence | None = None
    cue: Evidence | None = None
    attitude: Attitude = "assertion"
    rule: str = ""
    confidence: float = 1.0
