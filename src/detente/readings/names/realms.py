"""States that no list knows: found by how the text uses their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.readings.names.identity import SHORTEST_STEM
from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.nlp import Parse
from detente.readings.rules import shipped_lists


@dataclass(frozen=True, slots=True)
class Realm:
    """A state that the lists do not know, and the mentions that stand for it."""

    name: str
    mentions: tuple[int, ...]


def find_realms(
    parse: Parse, mentions: Sequence[Mention], texts: Sequence[str], *, done: set[int]
) -> list[Realm]:
    """Return the names that the text uses as states, in order of first mention.

    A name is a state's if it governs ("the Varland government", "Varland's foreign minister").
    Words with the same stem are its adjectives; the city that is called its capital stands for it.
    """
    open_names = [
        i
        for i, m in enumerate(mentions)
        if i not in done
        and m.end - m.start <= 2
        and not texts[i].isupper()
        and (
            m.kind == "place"
            or parse.tokens[m.start].ent in ("GPE", "LOC", "NORP", "ORG", "PERSON")
        )
    ]
    by_text: dict[str, list[int]] = {}
    for i in open_names:
        by_text.setdefault(texts[i], []).append(i)
    governing = [
        t for t, where in by_text.items() if any(_governs(parse, mentions[i]) for i in where)
    ]
    adjectives = {t for t in by_text if all(_is_adjective(parse, mentions[i]) for i in by_text[t])}
    governing += [
        t for t in by_text if t not in governing and any(_names_people(t, a) for a in adjectives)
    ]
    families = _families(governing, list(by_text), adjectives)
    return [
        Realm(name, tuple(sorted(i for t in forms for i in by_text[t])))
        for name, forms in families
    ]


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


def _governs(parse: Parse, mention: Mention) -> bool:
    """Whether a word of government follows: "Varland's foreign minister"."""
    tokens = parse.tokens
    i = mention.end
    if i < len(tokens) and tokens[i].lower in ("'s", "’s", "'", "’"):
        i += 1
    for k in range(i, min(i + 4, len(tokens))):
        if tokens[k].lower in words("groups", "governing"):
            return True
        if tokens[k].pos not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _names_people(name: str, adjective: str) -> bool:
    """Whether an adjective of people is made from a name: "Kestish" from "Kestland"."""
    ending = adjective.lower().endswith(("ish", "ian", "ean", "ese", "ic", "an", "i"))
    return ending and _derives(name, adjective)


def _is_adjective(parse: Parse, mention: Mention) -> bool:
    token = parse.tokens[mention.end - 1]
    return token.pos == "ADJ" or token.ent == "NORP" or token.dep == "amod"
