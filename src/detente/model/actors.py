"""Actor, Authority: who takes part, and how far their word binds."""

from __future__ import annotations

import datetime as dt
import re
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
# What speaks as a text does: nobody withholds a name.
_TEXTS = frozenset(
    {"accord", "agreement", "annex", "appendix", "article", "bill", "chapter", "charter"}
    | {"clause", "communique", "communiqué", "constitution", "contract", "convention", "deal"}
    | {"declaration", "decree", "document", "draft", "law", "letter", "memorandum", "minutes"}
    | {"note", "pact", "paper", "paragraph", "plan", "preamble", "proposal", "protocol"}
    | {"provision", "readout", "report", "resolution", "ruling", "schedule", "section"}
    | {"statement", "statute", "summary", "text", "treaty", "truce"}
)
# What follows the noun that a description is of: "an official | familiar with the plan".
_AFTER = re.compile(
    r" (?:of|with|to|on|in|for|from|by|at|about|behind|near|inside|under|over|who|whom|whose|that"
    r"|which|as|the|an?|its|their|this|these|those)(?= )"
)
_NUMBER = re.compile(r"[a-z]?\d+[a-z]?|[ivxlc]+|[a-z]")  # of an article or an annex


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Who speaks for a party, by name, and how often surely so.

    statements: Ids of entries, oldest first. first, last: Days of publication, None if undated.
    """

    who: str
    whom: str
    statements: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None


def is_unnamed(name: str) -> bool:
    """Whether a speaker is one that the text leaves unnamed ("unnamed: a diplomat")."""
    return name.startswith(UNNAMED)


def is_text(name: str) -> bool:
    """Whether a speaker without a name is a text: it is quoted, and keeps no name back.

    >>> is_text("unnamed: Article V of the accord"), is_text("unnamed: the ministry's statement")
    (True, True)
    >>> is_text("unnamed: an official familiar with the plan"), is_text("unnamed: the author")
    (False, False)
    """
    words = _AFTER.split(name.removeprefix(UNNAMED).casefold(), maxsplit=1)[0].split()
    nouns = [word for word in words if not _NUMBER.fullmatch(word)]
    return is_unnamed(name) and bool(nouns) and nouns[-1] in _TEXTS


def name_text(name: str) -> str:
    """Return a speaker's name as in a sentence.

    >>> name_text("unnamed: a Vessian diplomat"), name_text("narrator")
    ('a Vessian diplomat (unnamed)', 'the report')
    >>> name_text("unnamed: Article 5")
    'Article 5 (text)'
    """
    if name == NARRATOR:
        return "the report"
    if not is_unnamed(name):
        return name
    return f"{name.removeprefix(UNNAMED)} ({'text' if is_text(name) else 'unnamed'})"
