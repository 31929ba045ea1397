"""Names that stand where a house stands: "an analyst at Roe Doe", "the data firm Harbourline"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention, text_of
from detente.readings.names.roles import Role, is_head
from detente.readings.nlp import Parse
from detente.readings.tree import child

# From the word for the office to the house, at most: "head of global research at Harbourline".
FARTHEST = 14
_FULL_NAME = 2
# Behind these stands the house of a person: "an analyst at Harbour Research".
_AT = ("at", "of", "for", "from", "with")
_IT = frozenset({"it", "its"})
_PERSON = frozenset({"he", "she"})
_ARTICLES = frozenset({"a", "an", "the"})
_QUOTES = frozenset({'"', "“", "‘", "'"})
_OWNS = frozenset({"'s", "’s"})
_WITHIN = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PART", "PROPN", "VERB"})


def rehoused(parse: Parse, mentions: Sequence[Mention], roles: Sequence[Role]) -> list[Mention]:
    """Return the mentions with those made bodies that stand where only a body can.

    A full name that is called a firm once ("Orla Quick, the parcel firm,") is one everywhere.
    """
    called = {text_of(parse, m) for m in mentions if _is_full_name_called_house(parse, m)}
    return [
        replace(m, kind="organisation", sure=True)
        if _is_house(parse, m, roles) or (m.title is None and text_of(parse, m) in called)
        else m
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


def _is_full_name_called_house(parse: Parse, mention: Mention) -> bool:
    """Whether a full name is called a firm: "Orla Quick, the parcel firm,"."""
    plain = mention.kind == "person" and mention.listed is None and mention.title is None
    full = mention.end - mention.start == _FULL_NAME
    return plain and full and _is_called_house(parse, mention)


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
    unsure = mention.kind != "person" and not mention.sure
    return inside and works and unsure and tokens[mention.end].lower in _OWNS


def is_named_as_house(parse: Parse, mention: Mention) -> bool:
    """Return whether a name of one word is a firm's here, whoever else bears it.

    "Aldane said that it would sell", "Aldane raised its offer", "Aldane, the steelmaker, offered",
    "Aldane shares fell", "the chairman of Aldane".
    """
    name = parse.tokens[mention.end - 1]
    above = parse.tokens[name.head]
    if name.dep == "compound" and above.lemma in words("groups", "house_things"):
        return True
    if name.dep == "pobj" and above.lower in ("at", "of"):
        return parse.tokens[above.head].lower in words("titles", "houses", "business")
    told_it = is_told_as_it(parse, mention) or _does_with_its_own(parse, mention)
    return told_it or _is_called_house(parse, mention)


def is_told_as_it(parse: Parse, mention: Mention) -> bool:
    """Return whether a name may say "it" of itself: but "Roe said it was late" may not."""
    return _told_self(parse, mention) in _IT


def is_named_as_person(parse: Parse, mention: Mention) -> bool:
    """Return whether a name is a person's here: "Aldane said he was pleased", "Mr. Aldane"."""
    return mention.title is not None or _told_self(parse, mention) in _PERSON


def _does_with_its_own(parse: Parse, mention: Mention) -> bool:
    """Whether what it does is done to something of "its": "Aldane raised its offer"."""
    name = parse.tokens[mention.end - 1]
    thing = child(parse, name.head, "dobj") if name.dep == "nsubj" else None
    whose = child(parse, thing, "poss") if thing is not None else None
    return whose is not None and parse.tokens[whose].lower == "its"


def _is_called_house(parse: Parse, mention: Mention) -> bool:
    """Whether words behind a comma call it a firm: "Aldane, the steelmaker,"."""
    near = parse.tokens[mention.end : mention.end + 2]
    if [t.text for t in near[:1]] != [","] or len(near) < 2 or near[1].lower not in _ARTICLES:
        return False
    apposed = [c for c in parse.children[mention.end - 1] if parse.tokens[c].dep == "appos"]
    kinds = words("groups", "kinds") | words("groups", "house_kinds")
    told = [*apposed, *_noun_behind(parse, mention.end + 2)]
    return any(parse.tokens[c].lemma in kinds for c in told)


def _noun_behind(parse: Parse, start: int) -> Iterator[int]:
    """Yield the noun that a phrase ends with, by its words: "family-run shipping group from".

    Where a verb or an "and" comes behind, it is no apposition: "Aldane, the group said,".
    """
    for token in parse.tokens[start : start + FARTHEST]:
        if token.pos == "ADP" or token.text == "," or token.lower in ("that", "which"):
            if parse.tokens[token.i - 1].pos == "NOUN":
                yield token.i - 1
            return
        if token.pos not in _WITHIN and token.text != "-":
            return


def _told_self(parse: Parse, mention: Mention) -> str:
    """The pronoun that a speaker uses of itself: "it" in "Aldane said on Monday it would pay"."""
    name = parse.tokens[mention.end - 1]
    told = child(parse, name.head, "ccomp") if name.dep == "nsubj" else None
    who = child(parse, told, "nsubj", "nsubjpass") if told is not None else None
    # what stands before, or within quotation marks, is no "it" of the teller's
    plain = who is not None and who > mention.end and parse.tokens[who - 1].text not in _QUOTES
    return parse.tokens[who].lower if who is not None and plain else ""


def house_of(parse: Parse, role: Role, mentions: Sequence[Mention]) -> Mention | None:
    """Return whom a role names as its house: a state, a body, a person; or None."""
    inside = [
        m
        for m in mentions
        if role.span.start <= m.start and m.end <= role.span.end and m is not mentions[role.person]
    ]
    front = [m for m in inside if m.end <= role.head and m.kind != "none"]
    front = [m for m in front if not _is_portfolio(parse, m)]
    front = [m for m in front if not is_head(parse.tokens[m.end - 1]) or m.kind != "organisation"]
    bodies = [m for m in front if m.kind not in ("state", "place")]
    if bodies:
        return bodies[-1]
    topic = parse.tokens[role.head].lower in words("titles", "houses")
    if front and front[-1].kind == "state" and not topic:
        return front[-1]
    if parse.tokens[role.head].lower in ("ambassador", "envoy"):
        links: tuple[str, ...] = ("of", "from")
    else:
        links = _AT
    behind = [
        m
        for m in inside
        if m.start > role.head and m.kind != "place" and _link(parse, m, role) in links
    ]
    at = [m for m in behind if _link(parse, m, role) in ("at", "with", "from")]
    behind = [m for m in behind if m.kind != "none"]
    return next(iter([*at, *behind, *([] if topic else front)]), None)


def _is_portfolio(parse: Parse, mention: Mention) -> bool:
    """Whether a name is but the field of an office: the "Finance" of "Finance minister"."""
    tokens = parse.tokens[mention.start : mention.end]
    return mention.listed is None and all(t.lower in words("titles", "portfolios") for t in tokens)


def _link(parse: Parse, mention: Mention, role: Role) -> str:
    """Return the preposition before a mention within a role, or ""."""
    for i in range(mention.start - 1, role.head, -1):
        token = parse.tokens[i]
        if token.pos == "ADP":
            return token.lower
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT"):
            return ""
    return ""
