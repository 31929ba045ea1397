"""Names that stand where a house stands: "an analyst at Roe Doe", "the data firm Harbourline"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.names.roles import Role
from detente.readings.nlp import Parse

# From the word for the office to the house, at most: "head of global research at Harbourline".
FARTHEST = 14
_OWNS = frozenset({"'s", "’s"})


def rehoused(parse: Parse, mentions: Sequence[Mention], roles: Sequence[Role]) -> list[Mention]:
    """Return the mentions with those made bodies that stand where only a body can."""
    return [
        replace(m, kind="organisation", sure=True) if _is_house(parse, m, roles) else m
        for m in mentions
    ]


def _is_house(parse: Parse, mention: Mention, roles: Sequence[Role]) -> bool:
    free = mention.kind in ("person", "place", "none") and mention.listed is None
    if not free or mention.title is not None or mention.start == 0:
        return False
    before = parse.tokens[mention.start - 1]
    if before.lower in words("groups", "kinds") and before.pos == "NOUN":
        return before.sentence == parse.tokens[mention.start].sentence
    return any(_houses(parse, mention, role) for role in roles)


def _houses(parse: Parse, mention: Mention, role: Role) -> bool:
    """Whether a role names a mention as the place of work."""
    tokens = parse.tokens
    if tokens[role.head].sentence != tokens[mention.start].sentence:
        return False
    works = tokens[role.head].lower in words("titles", "houses", "business")
    behind = 0 < mention.start - role.head <= FARTHEST and mention.start <= role.span.end
    if behind and role.head < mention.start:
        link = tokens[mention.start - 1].lower
        named = tokens[mention.start].lower in words("people", "male", "female")
        return link == "at" or (link in ("for", "with") and works and not named)
    inside = role.span.start <= mention.start and mention.end <= role.head
    owns = tokens[mention.end].lower in _OWNS
    unsure = mention.kind != "person" and not mention.sure
    return inside and owns and works and unsure
