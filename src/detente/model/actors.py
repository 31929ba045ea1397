"""Actor, Authority: who takes part, and how far their word binds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.model.text import Evidence

ActorKind = Literal["person", "state", "organisation", "armed_group", "bloc"]
# How far a speaker's word binds the party, strongest first.
Authority = Literal["principal", "official", "adviser", "former", "unofficial", "unnamed"]
AUTHORITIES: tuple[Authority, ...] = (
    "principal",
    "official",
    "adviser",
    "former",
    "unofficial",
    "unnamed",
)
UNNAMED = "unnamed: "
NARRATOR = "narrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A named party, person or institution of one report.

    name: The usual English full name. Unique within a reading.
    role: As stated ("foreign minister"), or None.
    acts_for: Name of the party that the person or institution officially speaks for, or None.
    authority: How far the word binds that party; None if the text does not tell.
    mentions: Where the report names the actor, without pronouns, in order.
    """

    name: str
    kind: ActorKind
    role: str | None = None
    acts_for: str | None = None
    authority: Authority | None = None
    mentions: Sequence[Evidence] = ()
    rule: str = ""
    confidence: float = 1.0


def is_unnamed(name: str) -> bool:
    """Whether a speaker is one that the text leaves unnamed ("unnamed: a diplomat")."""
    return name.startswith(UNNAMED)
