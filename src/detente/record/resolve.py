"""Names to actors of the register, and what the desk said about them. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from detente.model.actors import Actor, is_unnamed
from detente.model.rows import Suggestion
from detente.record.words import LISTS, digest, fold, words

# Titles say what somebody is, not who: "Prime Minister Lund" is "Lund".
TITLES = frozenset(LISTS["titles"].split())
# Ends of names that spellings write in many ways, after folding.
_ENDINGS = re.compile(r"(?:iyy|yyi|yy|iy|ij|ii|yi|y|i)$")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_VOWELS = re.compile(r"[aeiouy'’]")
_SHORTEST_SKELETON = 3


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who within one report: name as read -> register id."""

    ids: Mapping[str, str]

    def of(self, name: str, report: str) -> str:
        """Return the register id of a name that a claim uses."""
        return self.ids.get(name) or actor_id(name, report)


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """Return the form in which usual spellings of one name agree; titles dropped.

    >>> folded_name("President Oleh Verzhynskyy") == folded_name("Oleh Verzhynskiy")
    True
    >>> folded_name("Łukasz"), folded_name("the Norland Republic")
    ('lukasz', 'norland republic')
    """
    found = [w.removesuffix("'s") for w in words(name.replace("ł", "l").replace("Ł", "L"))]
    bare = [w for w in found if w not in TITLES] or found
    return " ".join(_ENDINGS.sub("y", w) if len(w) > _SHORTEST_SKELETON else w for w in bare)


def actor_id(name: str, report: str) -> str:
    """Return the register id of a name: unnamed sources are one per report, others one each.

    report: What keeps unnamed sources of different reports apart (its id, or its address, so
    that a revision keeps its sources).
    """
    if is_unnamed(name):
        return "u-" + digest(report, fold(name))
    return "a-" + digest(folded_name(name))


def resolve_names(actors: Iterable[Actor], report: str) -> Names:
    """Return who is who within one reading.

    A lone last name is the person of that last name, if the reading holds exactly one.
    """
    known = tuple(actors)
    full: dict[str, set[str]] = {}
    for actor in known:
        parts = folded_name(actor.name).split()
        if actor.kind == "person" and len(parts) > 1:
            full.setdefault(parts[-1], set()).add(actor.name)
    ids: dict[str, str] = {}
    for actor in known:
        folded = folded_name(actor.name)
        same = full.get(folded, set())
        alone = actor.kind == "person" and " " not in folded and len(same) == 1
        ids[actor.name] = actor_id(next(iter(same)) if alone else actor.name, report)
    return Names(ids)


def skeleton(name: str) -> str:
    """Return the consonants of a name, doubled ones once: spellings across alphabets agree.

    >>> skeleton("Muammer Kaddafy") == skeleton("Moammar Kadafi")
    True
    """
    parts = folded_name(name).split()
    return " ".join(p[:1] + _DOUBLED.sub(r"\1", _VOWELS.sub("", p[1:])) for p in parts)


def suggest(
    names: Mapping[str, str], people: frozenset[str], states: frozenset[str] = frozenset()
) -> tuple[Suggestion, ...]:
    """Return pairs of actors that may be one, in order of name, with the reason.

    names: id -> display name. people, states: ids of persons, of states and blocs; whatever a
    state's name begins ("Norland Lines") is another. Unnamed sources are never suggested.
    """
    named = {key: name for key, name in names.items() if not is_unnamed(name)}
    found: dict[tuple[str, str], Suggestion] = {}
    by_bones: dict[str, list[str]] = {}
    by_last: dict[str, list[str]] = {}
    for key, name in sorted(named.items(), key=lambda item: (item[1], item[0])):
        bones = skeleton(name)
        if len(bones.replace(" ", "")) >= _SHORTEST_SKELETON:
            by_bones.setdefault(bones, []).append(key)
        parts = folded_name(name).split()
        # a reader that meets "Lund said" alone may take it for a body's name
        if parts and (key in people or (len(parts) == 1 and key not in states)):
            by_last.setdefault(parts[-1], []).append(key)
    for keys in by_bones.values():
        _pair(found, named, keys[:1], keys[1:], "the names differ in vowels or doubled letters")
    for keys in by_last.values():
        lone = [k for k in keys if " " not in folded_name(named[k])]
        whole = [k for k in keys if k not in lone]
        if len(whole) == 1:
            reason = "the last name alone, and only one person bears it"
            _pair(found, named, whole, lone, reason)
    for lone_name, whole_name in _shortened({k: n for k, n in named.items() if k not in states}):
        reason = "the first word alone, and only one longer name begins with it"
        _pair(found, named, [whole_name], [lone_name], reason)
    return tuple(sorted(found.values(), key=lambda s: (s.names, s.ids)))


def _shortened(named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield ids of names of one word with that of the only longer name that begins so."""
    longer: dict[str, list[str]] = {}
    for key, name in named.items():
        first, _, rest = folded_name(name).partition(" ")
        if rest:
            longer.setdefault(first, []).append(key)
    for key, name in named.items():
        whole = longer.get(folded_name(name), [])
        if len(whole) == 1:
            yield key, whole[0]


def _pair(
    found: dict[tuple[str, str], Suggestion],
    names: Mapping[str, str],
    firsts: list[str],
    seconds: list[str],
    reason: str,
) -> None:
    for a in firsts:
        for b in seconds:
            found.setdefault((a, b), Suggestion((a, b), (names[a], names[b]), reason))


def best_name(counts: Counter[str]) -> str:
    """Return the name used most; of equals the longest, then the first by alphabet.

    One in capitals throughout gives way to the same in usual letters, however seldom it is used.
    """
    usual = {name.upper() for name in counts if not name.isupper()}
    shown = [name for name in counts if not name.isupper() or name not in usual]
    return min(shown, key=lambda name: (-counts[name], -len(name), name))
