"""For whom people and bodies speak, and how far their word binds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.model.actors import Authority
from detente.readings.lexicon import lexicon, words
from detente.readings.mentions import Mention, text_of
from detente.readings.nlp import Parse
from detente.readings.parties import Party
from detente.readings.roles import Role, authority, house_of

# A house is looked for so many tokens behind a name: "Jane Roe from the Harbour Institute".
_NEAR = 4
_AMERICAN = frozenset({"president", "secretary", "general"})


def affiliate(parse: Parse, mentions: Sequence[Mention], parties: Sequence[Party]) -> None:
    """Set `acts_for` of bodies, then of people."""
    owner = {i: p for p in parties for i in p.mentions}
    for party in parties:
        if party.kind in ("organisation", "armed_group") and party.acts_for is None:
            party.acts_for = _state_of_body(parse, mentions, owner, party)
    chains: list[tuple[Party, Party]] = []
    for party in parties:
        if party.kind != "person" or rank(parse, party) == "former":
            continue
        house = _house(parse, mentions, owner, party)
        if house is not None and house.kind == "person":
            chains.append((party, house))
        elif house is not None:
            party.acts_for = house.name
        else:
            party.acts_for = _by_office(parse, mentions, party, parties)
    for party, leader in chains:
        if leader is not party:
            party.acts_for = leader.acts_for


def rank(parse: Parse, party: Party) -> Authority | None:
    """Return how far a person's word binds, by the first role that tells."""
    for role in party.roles:
        found = authority(role.text(parse), parse.tokens[role.head].lower)
        if found is not None:
            return found
    return None


def _house(
    parse: Parse, mentions: Sequence[Mention], owner: Mapping[int, Party], party: Party
) -> Party | None:
    numbers = {id(m): i for i, m in enumerate(mentions)}
    for role in party.roles:
        if _private(parse, role):
            continue
        found = house_of(parse, role, mentions)
        if found is not None and (house := owner.get(numbers[id(found)])):
            return house
    for i in party.mentions:
        near = _beside(parse, mentions, i)
        if near is not None and (house := owner.get(near)) and house.kind != "person":
            return house
    return None


def _private(parse: Parse, role: Role) -> bool:
    return parse.tokens[role.head].lower in words("titles", "private")


def _beside(parse: Parse, mentions: Sequence[Mention], i: int) -> int | None:
    """Return the mention of a body right before or behind a name, or None.

    "Harbour Institute's Roe", "Roe of Harbour Research"; a place is no house.
    """
    mention = mentions[i]
    tokens = parse.tokens
    if i and mentions[i - 1].kind in ("organisation", "bloc", "armed_group", "outlet"):
        before = mentions[i - 1]
        between = [t.lower for t in tokens[before.end : mention.start]]
        if between in (["'s"], ["’s"]):
            return i - 1
    if i + 1 < len(mentions):
        after = mentions[i + 1]
        between = [t.lower for t in tokens[mention.end : after.start]]
        body = after.kind in ("organisation", "bloc", "armed_group", "outlet")
        if (
            body
            and between
            and between[0] in ("of", "from", "at", "with")
            and len(between) <= _NEAR
        ):
            if all(w in ("of", "from", "at", "with", "the") for w in between):
                return i + 1
    return None


def _state_of_body(
    parse: Parse, mentions: Sequence[Mention], owner: Mapping[int, Party], party: Party
) -> str | None:
    """Return the state whose body this is, by the words of its name or its possessor."""
    body_words = words("organisations", "state_bodies")
    for i in party.mentions:
        mention = mentions[i]
        said = {t.lower for t in parse.tokens[mention.start : mention.end]}
        if not said & body_words:
            continue
        found = lexicon().at(parse.tokens, mention.start, mention.end)
        if found and found.entry.kind == "state":
            return found.entry.names[0]
        if i and (before := owner.get(i - 1)) and before.kind == "state":
            between = [t.lower for t in parse.tokens[mentions[i - 1].end : mention.start]]
            if between in (["'s"], ["’s"], ["'"], ["’"], []):
                return before.name
    return None


def _by_office(
    parse: Parse, mentions: Sequence[Mention], party: Party, parties: Sequence[Party]
) -> str | None:
    """Return the state of an office that names none: the dateline's, or the one at hand."""
    bare = [
        r for r in party.roles if parse.tokens[r.head].lower in words("titles", "state_offices")
    ]
    if not bare:
        return None
    known = {p.name: p for p in parties if p.kind == "state"}
    home = dateline_state(parse, mentions, parties)
    if home:
        return home
    role = bare[0]
    head = parse.tokens[role.head].lower
    said = {t.lower for t in parse.tokens[role.span.start : role.span.end]}
    white_house = any(p.name in ("White House", "United States") for p in parties)
    if white_house and head in _AMERICAN and "minister" not in said:
        return "United States"
    near = [
        p.name
        for p in known.values()
        if any(0 < role.span.start - mentions[i].end < 40 for i in p.mentions)
    ]
    return near[0] if len(near) == 1 else None


def dateline_state(
    parse: Parse, mentions: Sequence[Mention], parties: Sequence[Party]
) -> str | None:
    """Return the state whose capital the dateline names, or None: "OSTRAV, June 3 -"."""
    owner = {i: p for p in parties for i in p.mentions}
    for i, mention in enumerate(mentions[:6]):
        if is_dateline(parse, mention) and (party := owner.get(i)) and party.kind == "state":
            return party.name
    return None


def is_dateline(parse: Parse, mention: Mention) -> bool:
    """Whether a mention is the place of a dateline: in capitals, before a dash."""
    tokens = parse.tokens
    if not text_of(parse, mention).isupper() or len(tokens[mention.start].text) < 4:
        return False
    paragraph = tokens[mention.start].paragraph
    if parse.paragraphs[paragraph].start != mention.start:
        return False
    after = tokens[mention.end : mention.end + 14]
    return any(t.text in ("-", "--", "—", "–") for t in after)
