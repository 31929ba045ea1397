"""States that no list knows: found by how the text uses their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.readings.names.identity import SHORTEST_STEM, fold
from detente.readings.names.kinds import realm_name
from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.names.pronouns import speaks
from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists
from detente.readings.tree import SUBJECTS, ancestors

# A place that speaks has a name of so many letters; shorter ones are abbreviations.
SHORTEST_NAME = 5
# "capital" stands so near a town that is one, and its state so near to "capital".
_NEAR_CAPITAL, _NEAR_STATE = 4, 3


@dataclass(frozen=True, slots=True)
class Realm:
    """A state that the lists do not know, and the mentions that stand for it."""

    name: str
    mentions: tuple[int, ...]


def find_realms(
    parse: Parse, mentions: Sequence[Mention], texts: Sequence[str], *, done: set[int]
) -> list[Realm]:
    """Return the names that the text uses as states, in order of first mention.

    A name is a state's if it governs ("the Varland government", "Varland's foreign minister"),
    or if it is a place that speaks. Words with the same stem are its adjectives; a city from where
    its people speak stands for it.
    """
    open_names = [
        i
        for i, m in enumerate(mentions)
        if i not in done
        and len(texts[i].split()) <= 2
        and not texts[i].isupper()
        and texts[i].lower() not in words("organisations", "generic")
        and texts[i].lower() not in words("titles", "portfolios", "modifiers", "heads")
        and (
            m.kind == "place"
            or parse.tokens[m.start].ent in ("GPE", "LOC", "NORP", "ORG", "PERSON", "")
        )
    ]
    by_text: dict[str, list[int]] = {}
    for i in open_names:
        by_text.setdefault(texts[i], []).append(i)
    placed = {
        t for t, where in by_text.items() if any(is_placed(parse, mentions[i]) for i in where)
    }
    cut_short = {t for t, where in by_text.items() if _is_short_form(t, where[0], texts)} - placed
    governing = [
        t
        for t, where in by_text.items()
        if any(_governs(parse, mentions[i], may_be_firm=t in cut_short) for i in where)
        or any(_is_in_full(parse, mentions[i]) for i in where)
    ]
    adjectives = {t for t in by_text if all(_is_adjective(parse, mentions[i]) for i in by_text[t])}
    governing += [
        t for t in by_text if t not in governing and any(_names_people(t, a) for a in adjectives)
    ]
    families = _families(governing, list(by_text), adjectives)
    named = {t for _, forms in families for t in forms}
    seats = [
        t
        for t, where in by_text.items()
        if t not in named | adjectives
        and len(t) >= SHORTEST_NAME
        and fold(t) not in _leading()
        and t not in cut_short
        and any(_acts(parse, mentions[i]) for i in where)
    ]
    realms = {name: [i for t in forms for i in by_text[t]] for name, forms in families}
    for seat in seats:
        state = _seat_of(parse, mentions, by_text[seat], realms)
        if state is not None:
            realms[state] += by_text[seat]
        elif _is_place(parse, [mentions[i] for i in by_text[seat]]):
            realms[seat] = list(by_text[seat])
    return [Realm(name, tuple(sorted(found))) for name, found in realms.items()]


def states_beside_firms(
    parse: Parse, mentions: Sequence[Mention], texts: Sequence[str]
) -> set[int]:
    """Return where a word is a state's name, though a firm's name begins with it.

    "Norland Steel raised its bid. Norland's foreign minister said …"
    """
    unlisted = {t for t, m in zip(texts, mentions, strict=True) if m.listed is None}
    words_alone = {t for t in unlisted if " " not in t and _is_short_form(t, len(texts), texts)}
    where = {t: [i for i, text in enumerate(texts) if text == t] for t in words_alone}
    return {
        i
        for found in where.values()
        if any(
            _governs(parse, mentions[i], may_be_firm=True) or is_placed(parse, mentions[i])
            for i in found
        )
        for i in found
    }


def _is_short_form(name: str, first: int, texts: Sequence[str]) -> bool:
    """Whether a name only cuts short one that was told in full: "Kvarn" of "Kvarn Terminals"."""
    return any(full.startswith(f"{name} ") for full in texts[:first])


def _seat_of(
    parse: Parse,
    mentions: Sequence[Mention],
    where: Sequence[int],
    realms: Mapping[str, Sequence[int]],
) -> str | None:
    """Return the state whose capital a place is, by what is said there; None if none shows.

    "The spokesman told reporters in Harborough that Varland would sign": each such sentence
    speaks for the first state that it names.
    """
    votes: Counter[str] = Counter()
    for i in where:
        named = _capital_of(parse, mentions, i, realms)
        if named is not None:
            return named
        sentence = parse.tokens[mentions[i].start].sentence
        if parse.tokens[mentions[i].start - 1].lower != "in" or mentions[i].start == 0:
            continue
        here = [
            (k, name)
            for name, found in realms.items()
            for k in found
            if parse.tokens[mentions[k].start].sentence == sentence
        ]
        votes.update([min(here)[1]] if here else [])
    for name, found in realms.items():
        if any(
            _are_two(parse, mentions[i].start, mentions[k].start) for i in where for k in found
        ):
            del votes[name]
    best = votes.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _are_two(parse: Parse, place: int, state: int) -> bool:
    """Whether each does something of its own: "Norland accepts it; Castel has not said so".

    What "Vell says that Norland accepts" is no such thing.
    """
    tokens = parse.tokens
    one, other = tokens[place], tokens[state]
    subjects = {one.dep, other.dep} <= SUBJECTS and one.sentence == other.sentence
    if not subjects or one.head == other.head:
        return False
    between = tokens[min(place, state) : max(place, state)]
    return any(t.text == ";" for t in between) or not (
        _tells_of(parse, one.head, other.head) or _tells_of(parse, other.head, one.head)
    )


def _tells_of(parse: Parse, verb: int, below: int) -> bool:
    """Whether what one verb does is what another says, at any depth."""
    return verb in ancestors(parse, below)


def _capital_of(
    parse: Parse, mentions: Sequence[Mention], i: int, realms: Mapping[str, Sequence[int]]
) -> str | None:
    """Return the state that the words beside a place call its own: "Vell, the capital of Norland".

    Also "Vell, the Norlandic capital", "Norland's capital, Vell".
    """
    tokens, mention = parse.tokens, mentions[i]
    around = range(max(0, mention.start - _NEAR_CAPITAL), mention.end + _NEAR_CAPITAL)
    sentence = tokens[mention.start].sentence
    near = {k for k in around if k < len(tokens) and tokens[k].sentence == sentence}
    capital = next((k for k in sorted(near) if tokens[k].lower == "capital"), None)
    if capital is None:
        return None
    apart = range(min(capital, mention.end), max(capital, mention.start - 1) + 1)
    if not any(tokens[k].text == "," for k in apart if k in near):
        return None
    for name, found in realms.items():
        if any(abs(mentions[k].start - capital) <= _NEAR_STATE for k in found if k != i):
            return name
    return None


def _is_place(parse: Parse, here: Sequence[Mention]) -> bool:
    """Whether a name that acts is a place's: by most labels, or by where people are.

    A mention that the model gives no label takes nothing from what the others show.
    """
    labels = [label for m in here if (label := parse.tokens[m.start].ent)]
    labelled = sum(label in ("GPE", "LOC") for label in labels)
    inside = any(_is_within(parse, m) for m in here)
    return inside or 2 * labelled > len(labels) or any(_has_government(parse, m) for m in here)


def is_placed(parse: Parse, mention: Mention) -> bool:
    """Return whether a name is of where something is: "the largest airline in Sudmark"."""
    return parse.tokens[mention.start].ent in ("GPE", "LOC") and _is_within(parse, mention)


def _is_within(parse: Parse, mention: Mention) -> bool:
    """Whether something is in a place: not "shares in Aldane", which are of a firm."""
    if mention.start == 0 or parse.tokens[mention.start - 1].lower != "in":
        return False
    thing = parse.tokens[max(0, mention.start - 2)]
    return thing.lemma.lower() not in words("groups", "held_in")


def _has_government(parse: Parse, mention: Mention) -> bool:
    """As in "Varland would send its delegation": what only a state has is its own."""
    sentence = parse.sentences[parse.tokens[mention.start].sentence]
    for i in range(mention.end, sentence.end - 1):
        near = {t.lower for t in parse.tokens[i + 1 : min(i + 3, sentence.end)]}
        if parse.tokens[i].lower == "its" and near & words("groups", "governing"):
            return speaks(parse, mention.start)
    return False


def _acts(parse: Parse, mention: Mention) -> bool:
    return mention.end - mention.start == 1 and speaks(parse, mention.start)


def _families(
    governing: Sequence[str], names: Sequence[str], adjectives: set[str]
) -> list[tuple[str, list[str]]]:
    """Put forms with one stem together under the form that is no adjective."""
    families: list[tuple[str, list[str]]] = []
    used: set[str] = set()
    for name in governing:
        if name in used:
            continue
        forms = [n for n in names if n == name or (n not in used and _related(n, name))]
        if forms == [name] and any(_related(name, n) for n in used):
            continue  # a bank named like the state
        nouns = [n for n in forms if n not in adjectives and not _ends_like_adjective(n)]
        nouns = nouns or [n for n in forms if n not in adjectives]
        if not nouns:
            continue
        noun = min(nouns, key=lambda n: (n not in governing, names.index(n)))
        forms = [n for n in forms if n == noun or _related(n, noun)]
        used.update(forms)
        families.append((noun, forms))
    return families


def _related(one: str, other: str) -> bool:
    """Whether two forms are a state and its adjective."""
    return _derives(one, other) or _derives(other, one)


def _derives(state: str, adjective: str) -> bool:
    """Whether an adjective is made from a state's name: "Kestish" of Kestland, not of Kestbank."""
    name, made = state.lower(), adjective.lower()
    if name == made or _ends_like_adjective(state):
        return False
    for ending in sorted(shipped_lists("places")["adjective_endings"], key=len, reverse=True):
        stem = made.removesuffix(ending)
        stems = (stem, stem.removesuffix("i"), stem.removesuffix("e"))
        for bare in stems if stem != made else ():
            tail = name.removeprefix(bare)
            known = tail in shipped_lists("places")["state_endings"]
            if len(bare) >= SHORTEST_STEM and name.startswith(bare) and known:
                return True
    return False


def _ends_like_adjective(name: str) -> bool:
    return name.lower().endswith(tuple(shipped_lists("places")["adjective_endings"]))


def _governs(parse: Parse, mention: Mention, *, may_be_firm: bool = False) -> bool:
    """Whether a word of government stands beside: "Varland's foreign minister", "premier of".

    may_be_firm: Whether a word that firms and unions have too, "Kvarn's negotiator", is none.
    """
    tokens = parse.tokens
    before = [t.lower for t in tokens[max(0, mention.start - 2) : mention.start]]
    if before[-1:] == ["of"] and before[0] in words("groups", "ruling"):
        word = tokens[mention.start]
        alone = mention.end - mention.start == 1 and word.ent != "ORG"
        return alone and word.lower not in words("titles", "portfolios", "affairs")
    if before[-1:] == ["of"] and (ruler := _behind_ruler(parse, mention.start - 2)) is not None:
        place = tokens[mention.start].ent in ("GPE", "LOC") or _rules_states_only(parse, ruler)
        return mention.end - mention.start == 1 and place
    if _sends(parse, mention):
        return not may_be_firm
    i = mention.end
    if i < len(tokens) and tokens[i].lower in ("'s", "’s", "'", "’"):
        i += 1
    for k in range(i, min(i + 4, len(tokens))):
        if tokens[k].lower in words("groups", "governing"):
            return not (may_be_firm and tokens[k].lower in words("groups", "governing_too"))
        if tokens[k].lower == "negotiating" and mention.kind == "place":
            return True  # "Varland's negotiating team"
        if tokens[k].pos not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _sends(parse: Parse, mention: Mention) -> bool:
    """As in "envoys from Brage and Castel": no firm has envoys, and nobody beside a state."""
    tokens, i = parse.tokens, mention.end - 1
    while tokens[i].dep == "conj" and tokens[i].head != i:
        i = tokens[i].head
    link = tokens[tokens[i].head]
    sent = tokens[link.head].lower in words("groups", "sent_by_states")
    return mention.end - mention.start == 1 and link.lower in ("from", "of") and sent


def _is_in_full(parse: Parse, mention: Mention) -> bool:
    """Whether a state is told by its full name: "the Sultanate of Varn"."""
    return mention.kind == "place" and bool(realm_name(parse, Stretch(mention.start, mention.end)))


def _behind_ruler(parse: Parse, last: int) -> int | None:
    """The office of who rules, by name up to a token: "President Jane Roe (of)"; or None."""
    first = last
    while first > 0 and parse.tokens[first].ent == "PERSON":
        first -= 1
    return (
        first if first < last and parse.tokens[first].lower in words("groups", "ruling") else None
    )


def _rules_states_only(parse: Parse, office: int) -> bool:
    """Whether an office is one that no firm has: "Prime Minister", "Queen", not "President"."""
    token = parse.tokens[office]
    prime = token.lower == "minister" and parse.tokens[office - 1].lower == "prime"
    return prime or token.lower in words("groups", "ruling_states")


def _names_people(name: str, adjective: str) -> bool:
    """Whether an adjective of people is made from a name: "Kestish" from "Kestland"."""
    ending = adjective.lower().endswith(("ish", "ian", "ean", "ese", "ic", "an", "i"))
    return ending and _derives(name, adjective)


def _is_adjective(parse: Parse, mention: Mention) -> bool:
    token = parse.tokens[mention.end - 1]
    return token.pos == "ADJ" or token.ent == "NORP" or token.dep == "amod"


@cache
def _leading() -> frozenset[str]:
    """Surnames of well-known leaders, which labels often take for places."""
    return frozenset(fold(row["name"].split()[-1]) for row in shipped_lists("people")["leaders"])
