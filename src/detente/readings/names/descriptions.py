"""Descriptions -> parties: "the union", "the Varlandic leader", "the Roe administration"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.model.actors import Actor
from detente.readings.names.lexicon import lexicon, words
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.rules import shipped_lists
from detente.readings.tree import noun_phrase

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
# Bodies that states make, and that have them for members.
_OF_STATES = frozenset({"commission", "committee", "council", "league", "bloc"})
# What speaks for the company that it runs: "the board of Harbourline".
_RUNNING = frozenset({"board", "management"})
# "The other union" is not the union that was named.
_ANOTHER = frozenset({"another", "different", "fellow", "other", "rival", "second", "third"})
# From the first word of a description to its noun, at most.
FARTHEST = 6
_SMALL = frozenset({"the", "a", "an", "this", "that", "'s", "’s", "own", "of", ",", "-", "'", "’"})


# Not frozen, as tokens are not: a page has many.
@dataclass(slots=True, unsafe_hash=True)
class Known:
    """What is known of the actors when descriptions are read.

    actors: By name. of_token: Names by token of names. home: The dateline's state, or None.
    roles: What the text calls each person. spoken_last: Who spoke or acted last, "" for nobody.
    heard_last: Who spoke in the sentence before, if the noun described speaks, else "".
    """

    actors: Mapping[str, Actor]
    of_token: Mapping[int, tuple[str, ...]]
    home: str | None
    roles: Mapping[str, Sequence[str]]
    spoken_last: str = ""
    heard_last: str = ""


def describe(parse: Parse, known: Known, i: int, *, before: Sequence[str]) -> tuple[str, ...]:
    """Return who a common noun stands for, or ().

    before: Names of the actors mentioned before it, the latest last, each once.
    """
    token = parse.tokens[i]
    if token.pos not in ("NOUN", "PROPN") or i in known.of_token:
        return ()
    phrase = noun_phrase(parse, i)
    if token.lower in words("groups", "government"):
        found = _government(parse, known, i, phrase)
        if found:
            return found
    if i - phrase.start > FARTHEST or not _is_definite(parse, known, phrase, i):
        return ()
    if token.tag in ("NNS", "NNPS"):
        return ()
    if token.lower in words("titles", "heads"):
        return _office(parse, known, Stretch(phrase.start, i + 1), before)
    owner = _owner_behind(parse, i)
    found = _body(parse, known, Stretch(phrase.start, i + 1), before)
    if owner is None or any(_is_of(parse, known, name, owner) for name in found):
        return found
    return known.of_token.get(owner, ()) if token.lower in _RUNNING else ()


def _owner_behind(parse: Parse, i: int) -> int | None:
    """Return the token of the name behind "of": "the board of Harbourline"; or None."""
    of = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
    if of is None or of.lower != "of" or of.head != i:
        return None
    return next((o for o in parse.children[of.i] if parse.tokens[o].pos == "PROPN"), None)


def _is_of(parse: Parse, known: Known, name: str, owner: int) -> bool:
    """Whether a body is of who owns a description: by its name, or as it acts for the owner."""
    said = parse.tokens[owner].lower in name.lower().split()
    return said or known.actors[name].acts_for in known.of_token.get(owner, ())


def _is_definite(parse: Parse, known: Known, phrase: Stretch, i: int) -> bool:
    """Whether a noun phrase means somebody known: "the union", "Varland's foreign minister"."""
    first = parse.tokens[phrase.start]
    if first.lower in _DEFINITE:
        return True
    owned = any(t.tag == "POS" for t in parse.tokens[phrase.start : i])
    return owned and phrase.start in known.of_token


def _government(parse: Parse, known: Known, i: int, phrase: Stretch) -> tuple[str, ...]:
    """As in "the Varlandic government", "Roe's government": the state itself."""
    token = parse.tokens[i]
    if token.lower not in ("government", "administration", "regime", "leadership", "authorities"):
        return ()
    for k in range(i - 1, phrase.start - 1, -1):
        for name in known.of_token.get(k, ()):
            actor = known.actors[name]
            if actor.kind == "state":
                return (name,)
            state = known.actors.get(actor.acts_for or "")
            if actor.kind == "person" and state is not None and state.kind == "state":
                return (state.name,)
            return ()
    plain = {t.lower for t in parse.tokens[phrase.start : i]} <= {"the", "federal", "central"}
    if token.lower == "government" and plain:
        states = [a.name for a in known.actors.values() if a.kind == "state"]
        if known.home in known.actors:
            return (known.home,) if known.home else ()
        return tuple(states) if len(states) == 1 else ()
    return ()


def _office(parse: Parse, known: Known, phrase: Stretch, before: Sequence[str]) -> tuple[str, ...]:
    """As in "the minister": the one person who holds such an office, named before or told fully.

    A bare "the minister" means somebody named before; "Varland's foreign minister" may come first.
    """
    tokens = parse.tokens[phrase.start : phrase.end]
    said = [t for t in tokens if t.lower not in _SMALL]
    if not said or tokens[0].lower in ("his", "her", "their"):
        return ()
    head, rest = tokens[-1].lower, said[:-1]
    fits = [n for n in before if _holds(known, n, head, rest)]
    told = len(rest) > 0
    if not fits and told:
        fits = [
            n
            for n, a in known.actors.items()
            if a.kind == "person" and _holds(known, n, head, rest)
        ]
    if len(fits) > 1 and not told:
        last = known.spoken_last
        return (last,) if last in fits else ()
    last = known.heard_last
    person = known.actors[last].kind == "person" if last in known.actors else False
    if not fits and not told and person and not known.roles.get(last):
        return (last,)
    return (fits[0],) if len(fits) == 1 else ()


def _holds(known: Known, name: str, head: str, rest: Sequence[Token]) -> bool:
    """Whether a person holds an office, as one of the roles in the text tells."""
    actor = known.actors[name]
    if actor.kind != "person":
        return False
    for role in known.roles.get(name, ()):
        said = role.lower().replace("’", "'").replace("'s", "").split()
        held = head in said
        if head == "leader" and actor.authority == "principal":
            held = (
                held
                or bool({"president", "premier", "king", "emir"} & set(said))
                or "prime" in said
            )
        if held and all(t.lower in said or _belongs(actor, t) for t in rest):
            return True
    return False


def _belongs(actor: Actor, token: Token) -> bool:
    """Whether an adjective or a name is that of the party that a person acts for."""
    if not actor.acts_for:
        return False
    entry = lexicon().get(token.text)
    if entry is not None and actor.acts_for in entry.names:
        return True
    return token.lower in actor.acts_for.lower().split()


def _body(parse: Parse, known: Known, phrase: Stretch, before: Sequence[str]) -> tuple[str, ...]:
    """As in "the union", "the postal union": the one body before that such a word fits."""
    tokens = parse.tokens
    head = tokens[phrase.end - 1].lower
    if any(k in known.of_token for k in range(phrase.start, phrase.end - 1)):
        return ()
    kinds = kinds_called(head)
    rest = [t.lower for t in tokens[phrase.start : phrase.end - 1] if t.lower not in _SMALL]
    if (
        not kinds
        or len(rest) > 1
        or not _ANOTHER.isdisjoint(rest)
        or tokens[phrase.start].lower not in ("the", "this")
    ):
        return ()
    fits = [n for n in before if body_kinds(known.actors[n]) & kinds]
    if kinds & {"company", "bank"}:
        fits = [n for n in fits if not _is_paper(parse, known, n)]
        plain = (n for n in before if not rest and _is_plain(known.actors[n]))
        fits = fits or [n for n in plain if not _is_paper(parse, known, n)]
    if len(fits) > 1:
        called = [n for n in fits if head in n.lower().split()]  # "the union" is no federation
        fits = called if len(called) == 1 else [n for n in fits if n == known.spoken_last]
    small = tokens[phrase.end - 1].text.islower()  # "the Commission" is a name
    if not fits and not rest and small and _may_be_body(known, kinds):
        fits = [known.heard_last]
    return (fits[0],) if len(fits) == 1 else ()


def _may_be_body(known: Known, kinds: set[str]) -> bool:
    """Whether the one who spoke before may be "the agency", as far as the name tells."""
    actor = known.actors.get(known.heard_last)
    if actor is None or actor.kind not in ("organisation", "armed_group"):
        return False
    if kinds & _OF_STATES and actor.name.istitle() and " " not in actor.name:
        return False  # "the commission" is hardly "Norland", a state that no list knows
    own = body_kinds(actor)
    return not own or bool(own & kinds)


def _is_plain(actor: Actor) -> bool:
    """Whether a body's name does not tell its kind, so that it may be a company's."""
    return actor.kind == "organisation" and not actor.acts_for and not body_kinds(actor)


def _is_paper(parse: Parse, known: Known, name: str) -> bool:
    """Whether a name is that of a paper, no company of the report: "a report in the Vell Post"."""
    if name.rsplit(maxsplit=1)[-1].lower() not in shipped_lists("organisations")["papers"]:
        return False
    firsts = (i for i, names in known.of_token.items() if name in names)
    return any(i and parse.tokens[i - 1].lower == "the" for i in firsts)


def kinds_called(word: str) -> set[str]:
    """Return the kinds of bodies that a plain noun may mean, in lower case: "the union"."""
    called = shipped_lists("organisations")["descriptions"]
    return {kind for kind, said in called.items() if word in said}


def body_kinds(actor: Actor) -> set[str]:
    """Return the kinds of descriptions that fit a body, by the words of its name."""
    return kinds_of_body(actor.name, actor.kind)


def kinds_of_body(name: str, kind: str) -> set[str]:
    """Return the same as `body_kinds`, by name and kind."""
    if kind not in ("organisation", "armed_group", "bloc"):
        return set()
    org_words: Mapping[str, str] = shipped_lists("organisations")["words"]
    said = name.lower().replace("'s", "").split()
    found = {org_words[w] for w in said if w in org_words} - {""}
    entry = lexicon().get(name)
    if entry is not None and entry.kind == "outlet":
        found.add("outlet")
    if kind == "bloc":
        found.add("bloc")
    if kind == "armed_group":
        found.add("group")
    last = said[-1] if said else ""
    if org_words.get(last):
        return {org_words[last]} | (found & {"outlet", "bloc", "group"})
    return found
