"""Which parties take part, and which are only named: by what the text lets them do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.names.parties import Party
from detente.readings.nlp import Parse
from detente.readings.rules import shipped_lists
from detente.readings.tree import child, first_conjunct

_TOWARDS = frozenset({"with", "between", "to", "against", "by", "from", "for", "among", "on"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})
# Kinds of parties that people act for.
HOUSES = frozenset({"state", "organisation", "bloc", "armed_group"})


@dataclass(slots=True)
class Weight:
    """How a report uses a party.

    speaks: Subject of a verb of speech or dealing. does: Subject of another verb.
    rules: Subject of what states do, with its object ("closed the port").
    deals: Behind "with", "between", "to" of talks and the like, or asked, told, urged.
    led: Named through those who stand for it ("Varlandic officials"). seen: Mentions.
    owns: Before a possessive mark. suffers: Object of a verb.
    """

    speaks: int = 0
    does: int = 0
    deals: int = 0
    led: int = 0
    seen: int = 0
    owns: int = 0
    suffers: int = 0
    rules: int = 0


def weigh(parse: Parse, mentions: Sequence[Mention], party: Party) -> Weight:
    """Return how a report uses a party."""
    weight = Weight()
    for i in party.mentions:
        mention = mentions[i]
        weight.seen += 1
        _add(parse, head_of(parse, mention), mention, weight)
    return weight


def head_of(parse: Parse, mention: Mention) -> int:
    """Return the token of a mention that the rest of it hangs on."""
    for i in range(mention.end - 1, mention.start - 1, -1):
        if not mention.start <= parse.tokens[i].head < mention.end or parse.tokens[i].head == i:
            return i
    return mention.end - 1


def _add(parse: Parse, head: int, mention: Mention, weight: Weight) -> None:
    tokens = parse.tokens
    top = _kind_before(parse, first_conjunct(parse, head), mention)
    while tokens[top].dep == "appos" and tokens[top].head != top:
        top = first_conjunct(parse, tokens[top].head)
    if _leads_a_pair(parse, top):
        top = tokens[top].head
    dep, above = tokens[top].dep, tokens[top].head
    if dep in ("amod", "compound", "poss", "nmod") and above != top:
        if tokens[above].lower in words("groups", "representatives"):
            weight.led += 1
            outer = first_conjunct(parse, above)
            if tokens[outer].dep in _SUBJECT and _speaks(parse, tokens[outer].head):
                weight.led += 1
        elif tokens[above].lower in words("groups", "writings"):
            weight.speaks += 1
        elif dep == "poss":
            weight.owns += 1
            weight.deals += tokens[above].lemma in words("groups", "dealing")
        return
    if dep in _SUBJECT:
        if _speaks(parse, above):
            weight.speaks += 1
        else:
            weight.does += 1
            weight.rules += dep == "nsubj" and _is_deed_of_state(parse, top, above)
    elif dep == "pobj":
        _add_object(parse, above, weight)
    elif dep in ("dobj", "dative", "attr"):
        weight.suffers += 1
        weight.deals += tokens[above].lemma in words("groups", "dealing")


def _leads_a_pair(parse: Parse, top: int) -> bool:
    """Whether the parser hangs the first of two names on the second: "between A and B Lines"."""
    token = parse.tokens[top]
    joined = any(parse.tokens[c].dep == "cc" for c in parse.children[top])
    return joined and token.dep in ("compound", "nmod") and token.head > top


def _kind_before(parse: Parse, top: int, mention: Mention) -> int:
    """Return the noun that says what a name is, if the parser hangs the name on it.

    "data provider Harbourline": what the provider does, Harbourline does.
    """
    above = parse.tokens[top].head
    beside = mention.start - 3 <= above < mention.start
    return above if beside and parse.tokens[above].lower in words("groups", "kinds") else top


def _add_object(parse: Parse, preposition: int, weight: Weight) -> None:
    tokens = parse.tokens
    word, above = tokens[preposition].lower, tokens[tokens[preposition].head]
    if word == "to" and above.lower == "according":
        weight.speaks += 1
    elif tokens[preposition].dep == "agent":
        weight.does += 1
        weight.speaks += above.lemma in words("groups", "speaking")
    elif word in ("from", "by", "in", "of") and above.lower in words("groups", "writings"):
        weight.speaks += 1
    elif word in ("of", "from") and above.lower in words("groups", "representatives"):
        weight.led += 1
    elif word == "by" and {above.lemma, tokens[preposition - 1].lemma} & _plans():
        weight.does += 1  # "the proposal by Varland"
    elif word in _TOWARDS:
        weight.deals += above.lemma in words("groups", "dealing")


@cache
def _plans() -> frozenset[str]:
    """Nouns that may name a plan."""
    return frozenset(w for ws in shipped_lists("proposals")["classes"].values() for w in ws)


def _speaks(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].lemma.lower() in words("groups", "speaking")


def _is_deed_of_state(parse: Parse, doer: int, verb: int) -> bool:
    """Whether a bare name without a label, such as states have, does what states do."""
    token = parse.tokens[doer]
    if token.ent or token.tag != "NNP" or token.text.isupper() or parse.children[doer]:
        return False
    lemma = parse.tokens[verb].lemma.lower()
    return lemma in words("groups", "state_deeds") and child(parse, verb, "dobj") is not None


def takes_part_beside_states(party: Party, weight: Weight, parties: Sequence[Party]) -> bool:
    """Whether a name of unknown kind does what states do, in a report with a known state."""
    known = any(p.kind == "state" and p is not party for p in parties)
    return known and party.kind == "none" and " " not in party.name and weight.rules > 0


def takes_part(party: Party, weight: Weight, named: Mapping[str, int]) -> bool:
    """Whether a party is an actor of the report.

    named: How many roles and bodies name a party as theirs.
    """
    acted = weight.speaks + weight.deals + weight.led + weight.does
    if party.kind in ("outlet", "bloc", "armed_group"):
        return True
    if party.kind == "none":
        return weight.speaks > 0 or party.name in named or (weight.does > 0 and weight.seen > 2)
    if named.get(party.name, 0):
        return True
    if party.kind == "person":
        if party.roles or weight.speaks or weight.deals:
            return True
        full = len(party.name.split()) > 1
        return full and (weight.does + weight.owns > 0 or weight.seen > 1)
    if party.kind == "state":
        return acted + weight.owns + weight.suffers > 0
    return acted + weight.owns > 0 or party.listed or (weight.suffers > 0 and weight.seen > 1)


def listed_with(
    parse: Parse, mentions: Sequence[Mention], parties: Sequence[Party], *, chosen: set[str]
) -> list[Party]:
    """Return the names of one word that act beside states or bodies that take part.

    "Norland, Sudmark and Ostren opened talks": whoever else acts in the list takes part too. What
    the model takes for a person or a town is then a body, unless the text says who it is.
    """
    acting: dict[int, list[Party]] = {}
    for party in parties:
        for i in party.mentions:
            top = first_conjunct(parse, head_of(parse, mentions[i]))
            if parse.tokens[top].dep in _SUBJECT:
                acting.setdefault(top, []).append(party)
    found: dict[str, Party] = {}
    for several in acting.values():
        if any(p.name in chosen and p.kind in HOUSES for p in several):
            found.update((p.name, p) for p in several if _is_bare(p))
    for party in found.values():
        party.kind = "none"
    return list(found.values())


def _is_bare(party: Party) -> bool:
    """Whether nothing is told of a name of one word but what it does."""
    told = party.roles or party.gender or party.listed or party.acts_for
    return party.kind in ("none", "person", "place") and " " not in party.name and not told
