"""For whom people and bodies speak, and how far their word binds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.model.actors import Authority
from detente.model.text import Report
from detente.readings.datelines import dateline_place
from detente.readings.names.houses import house_of
from detente.readings.names.lexicon import lexicon, words
from detente.readings.names.mentions import Mention
from detente.readings.names.offices import Scene, is_at_home, state_of_office
from detente.readings.names.parties import Party
from detente.readings.names.roles import Role, authority
from detente.readings.names.serving import served_by_role
from detente.readings.nlp import Parse, Stretch

# A house is looked for so many tokens behind a name: "Jane Roe from the Harbour Institute".
_NEAR = 4
# "the Varlandic state news agency Vesta": its state stands at most so many words before a body.
_FAR = 6


def affiliate(
    parse: Parse, mentions: Sequence[Mention], parties: Sequence[Party], *, home: str | None
) -> None:
    """Set `acts_for` of bodies, then of people. home: The state of the dateline, or None."""
    owner = {i: p for p in parties for i in p.mentions}
    for party in parties:
        if party.kind in ("organisation", "armed_group") and party.acts_for is None:
            party.acts_for = _state_of_body(parse, mentions, owner, party)
    serving = [p for p in parties if p.kind == "person" and rank(parse, p) != "former"]
    houses = [(p, _house(parse, mentions, owner, p)) for p in serving]
    for party, house in houses:
        if house is not None and house.kind != "person":
            party.acts_for = _in_office(parse, party, house)
    scene = Scene(parse, mentions, parties, home)
    for party in parties:
        if party.kind == "organisation" and party.acts_for is None:
            party.acts_for = _state_at_home(scene, party)
    for party, house in houses:
        if house is None and party.acts_for is None:
            party.acts_for = _by_noun(scene, party) or state_of_office(scene, party)
    for party, leader in houses:
        if leader is not None and leader.kind == "person" and leader is not party:
            party.acts_for = leader.acts_for or leader.name
    for party in parties:
        if party.kind == "organisation" and party.acts_for is None:
            party.acts_for = _state_of_leader(party, parties)


def _state_of_leader(party: Party, parties: Sequence[Party]) -> str | None:
    """Return for whom "Roe's office" and "the Roe administration" act: whom Roe acts for."""
    said = [w.removesuffix("'s").removesuffix("’s") for w in party.name.split()]
    if len(said) < 2 or said[-1] not in ("administration", "office"):
        return None
    fits = [p for p in parties if p.kind == "person" and p.name.split()[-1] == said[-2]]
    if len(fits) == 1:
        return fits[0].acts_for
    return None


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
    for role in party.roles:
        if _private(parse, role):
            continue
        found = house_of(parse, role, mentions)
        number = next((i for i, m in enumerate(mentions) if m is found), -1)
        if house := owner.get(number):
            if house.kind == "state" and _in_business(parse, role):
                continue  # "the American chief executive" runs a company
            return house
    for i in party.mentions:
        near = _beside(parse, mentions, i)
        if near is not None and (house := owner.get(near)) and house.kind != "person":
            return house
        state = _state_ruled(parse, mentions, owner, i)
        state = state or _state_of_counterpart(parse, mentions, owner, i)
        if state is not None:
            return state
    led = (_led_by(parse, mentions, owner, i) for i in party.mentions)
    return next((house for house in led if house is not None), None)


def _state_ruled(
    parse: Parse, mentions: Sequence[Mention], owner: Mapping[int, Party], i: int
) -> Party | None:
    """The state right behind the name of who rules it: "President Jane Roe of Norway"; or None.

    Of several, each has its own: "foreign ministers Jane Roe of Norway and Ola Vik of Denmark".
    """
    after = owner.get(i + 1)
    if after is None or after.kind != "state" or not _is_of(parse, mentions, i):
        return None
    return after if _office_before(parse, mentions, i) & words("groups", "ruling") else None


def _is_of(parse: Parse, mentions: Sequence[Mention], i: int) -> bool:
    """Whether nothing but "of" stands between a name and the next."""
    return [t.lower for t in parse.tokens[mentions[i].end : mentions[i + 1].start]] == ["of"]


def _office_before(parse: Parse, mentions: Sequence[Mention], i: int) -> set[str]:
    """Return the words of the office before a name, or of that which it shares with others."""
    tokens, first = parse.tokens, i
    while first > 1 and _is_of(parse, mentions, first - 2):
        between = [t.lower for t in tokens[mentions[first - 1].end : mentions[first].start]]
        if between not in (["and"], [","], [",", "and"]):
            break
        first -= 2
    mention = mentions[first]
    title = mention.title or Stretch(max(0, mention.start - 1), mention.start)
    office = {t.lower for t in tokens[title.start : title.end] if t.pos in ("NOUN", "PROPN")}
    if {t.lower for t in tokens[max(0, title.start - _NEAR) : title.end]} & words(
        "titles", "former"
    ):
        return set()
    several = {word.removesuffix("s") for word in office if word.endswith("s")}
    return several if first < i else office | several


def _state_of_counterpart(
    parse: Parse, mentions: Sequence[Mention], owner: Mapping[int, Party], i: int
) -> Party | None:
    """The state of "her Danish counterpart, Jane Roe"; None for other names."""
    tokens, start = parse.tokens, mentions[i].start
    word = start - 2 if start > 1 and tokens[start - 1].text == "," else start - 1
    before = owner.get(i - 1) if i else None
    if before is None or before.kind != "state" or tokens[word].lower != "counterpart":
        return None
    between = [t.lower for t in tokens[mentions[i - 1].end : word]]
    return before if between in ([], ["'s"], ["’s"]) else None


def _led_by(
    parse: Parse, mentions: Sequence[Mention], owner: Mapping[int, Party], i: int
) -> Party | None:
    """The house of "Jane Roe, who leads the union", by its name or by the noun for it; or None."""
    tokens, at = parse.tokens, mentions[i].end
    words_there = [t.lower for t in tokens[at : at + 2]]
    if words_there != [",", "who"] or tokens[at + 2].lemma not in words("titles", "leading"):
        return None
    for k in range(at + 3, min(at + 3 + _NEAR, len(tokens))):
        named = next(
            (owner[n] for n, m in enumerate(mentions) if m.start == k and n in owner), None
        )
        if named is not None:
            return None if named.kind == "person" else named
        fits = [p for p in _owners(owner) if p.name.lower().split()[-1] == tokens[k].lower]
        if tokens[k].pos == "NOUN" and fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _owners(owner: Mapping[int, Party]) -> list[Party]:
    """Return the parties that own a mention, each once, in order of first mention."""
    return list({id(p): p for _, p in sorted(owner.items())}.values())


def _private(parse: Parse, role: Role) -> bool:
    return parse.tokens[role.head].lower in words("titles", "private")


def _in_business(parse: Parse, role: Role) -> bool:
    return parse.tokens[role.head].lower in words("titles", "business")


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
        if _owns_house(parse, mention, after):
            return i + 1
        between = [t.lower for t in tokens[mention.end : after.start]]
        body = after.kind in ("organisation", "bloc", "armed_group", "outlet")
        near = 0 < len(between) <= _NEAR and between[0] != "the"
        if body and near and all(w in ("of", "from", "at", "with", "the") for w in between):
            return i + 1
    return None


def _owns_house(parse: Parse, person: Mention, house: Mention) -> bool:
    """As in "Jane Roe of Harbourline, its owner,": what a firm's people are of is the firm."""
    tokens = parse.tokens
    of = [t.lower for t in tokens[person.end : house.start]] == ["of"]
    if not of or house.listed is not None or house.end - house.start > 1:
        return False
    phrase = tokens[house.end : house.end + _FAR]
    in_business = any(t.lower in words("titles", "corporate", "business") for t in phrase)
    owner = any(t.lower in ("owner", "chair", "head") for t in phrase)
    called = in_business or owner
    return house.kind in ("none", "person") and called and phrase[0].text == ","


def _state_of_body(
    parse: Parse, mentions: Sequence[Mention], owner: Mapping[int, Party], party: Party
) -> str | None:
    """Return the state whose body this is, by the words of its name or what stands before it."""
    body_words = words("organisations", "state_bodies")
    for i in party.mentions:
        mention = mentions[i]
        said = {t.lower for t in parse.tokens[mention.start : mention.end]}
        found = lexicon().at(parse.tokens, mention.start, mention.end)
        if found and found.entry.kind == "state":
            rest = {t.lower for t in parse.tokens[found.end : mention.end]} - {"'s", "’s"}
            if said & body_words or (rest and rest <= words("groups", "plain", "between")):
                return found.entry.names[0]
        last = lexicon().at(parse.tokens, mention.end - 1, mention.end)
        of = mention.end - mention.start > 2 and parse.tokens[mention.end - 2].lower == "of"
        if of and said & body_words and last and last.entry.kind == "state":
            return last.entry.names[0]  # "Bank of Norway"
        if of and said & body_words:
            place = parse.tokens[mention.end - 1].text
            if any(p.kind == "state" and p.name == place for p in _owners(owner)):
                return place  # "Ministry of Foreign Affairs of Torvania"
        before = owner.get(i - 1) if i else None
        if before is None or before.kind != "state" or mentions[i - 1].end > mention.start:
            continue
        between = [t.lower for t in parse.tokens[mentions[i - 1].end : mention.start]]
        if said & body_words and (not between or between in (["'s"], ["’s"], ["'"], ["’"])):
            return before.name
        official = set(between) & {"state", "official", "state-run", "state-owned"}
        if official and len(between) <= _FAR and not set(between) & {",", ".", "and", ";"}:
            return before.name  # "the Varlandic state news agency Vesta"
    return None


def _state_at_home(scene: Scene, party: Party) -> str | None:
    """Return the state of a body that every state has: "Central Bank" in a dispatch from there."""
    said = {w.lower() for w in party.name.split()}
    if not said <= words("groups", "between", "plain", "bodies"):
        return None
    if scene.home and is_at_home(scene):
        return scene.home
    return None


def _in_office(parse: Parse, party: Party, house: Party) -> str:
    """Return the state for a minister who is named by the department, else the house."""
    heads = {parse.tokens[r.head].lower for r in party.roles}
    said = {w.lower() for r in party.roles for w in r.text(parse).split()}
    if heads & words("titles", "state_offices") and "press" not in said and house.acts_for:
        return house.acts_for
    return house.name


def _by_noun(scene: Scene, party: Party) -> str | None:
    """Return whom "the union's president" acts for; a firm so named is a body from now on."""
    served = served_by_role(scene.parse, scene.mentions, scene.parties, person=party)
    if served is None:
        return None
    if served.kind in ("none", "person"):
        served.kind = "organisation"
    return served.name


def dateline_state(report: Report, parse: Parse) -> str | None:
    """Return the state whose capital a dateline names, or None: "OSTRAV, June 3 -"."""
    for paragraph in parse.paragraphs[:4]:
        tokens = parse.tokens[paragraph.start : paragraph.end]
        place = dateline_place(report.text[tokens[0].start : tokens[-1].end])
        if place:
            entry = lexicon().get(place) or lexicon().get(place.title())
            return entry.names[0] if entry is not None and entry.kind == "state" else None
    return None
