"""Whose stance a clause tells of: the parties of a page, each seen in relation to the clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from detente.readings import tree
from detente.readings.learned.bound import is_inside
from detente.readings.learned.clauses import Clause
from detente.readings.modality import mood
from detente.readings.page import Page
from detente.readings.positions.voices import group_at

_NEAR = (0, 6, 15, 30, 60, 120)
_SHARES = (0.05, 0.1, 0.2, 0.4)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parties of a page are named. tokens: By party, in order."""

    tokens: dict[str, list[int]]
    kinds: dict[str, str]
    _in_order: list[tuple[int, str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the same from the first token to the last."""
        rows = sorted((i, name) for name, tokens in self.tokens.items() for i in tokens)
        object.__setattr__(self, "_in_order", rows)

    @property
    def total(self) -> int:
        """How often parties are named, at least 1."""
        return max(1, len(self._in_order))

    def share(self, name: str) -> int:
        """How often a party is named, as a class of shares."""
        return bisect_left(_SHARES, len(self.tokens[name]) / self.total)

    def between(self, start: int, end: int) -> list[tuple[int, str]]:
        """The parties named at tokens start up to end, with the token, in order."""
        first = bisect_left(self._in_order, (start, ""))
        return self._in_order[first : bisect_left(self._in_order, (end, ""))]

    @property
    def parties(self) -> list[str]:
        """The parties, in order of their actors."""
        return list(self.tokens)


def places_of(page: Page) -> Places:
    """Return the parties that may hold a stance, and the tokens that name them."""
    party = {actor.name: page.cast.party(actor.name) for actor in page.cast.actors}
    found: dict[str, list[int]] = {name: [] for name in party.values()}
    for i in sorted(page.cast.of_token):
        for name in page.cast.of_token[i]:
            if name in party:
                found[party[name]].append(i)
    for token in page.parse.tokens:
        if token.dep in tree.SUBJECTS and token.paragraph not in page.furniture:
            for name in _group(page, token.i):
                found.setdefault(name, []).append(token.i)
    kinds = {actor.name: actor.kind for actor in page.cast.actors}
    return Places(found, {name: kinds.get(name, "group") for name in found})


def seen_of(page: Page, clause: Clause, places: Places) -> list[tuple[str, ...]]:
    """Return what is seen of each party in relation to a clause, in the parties' order."""
    view = _View(page, clause, places)
    return [view.seen(name) for name in places.parties]


@cache  # kinds, gaps and shares are few
def _apart(kind: str, gap: int, share: int) -> tuple[str, ...]:
    """What is seen of a party that a clause has nothing to do with, as of most of them."""
    return (f"kind={kind}", "no relation", f"gap={gap}", f"salience={share}")


class _View:
    """A clause as its parties see it: looked up once, asked for each party."""

    def __init__(self, page: Page, clause: Clause, places: Places) -> None:
        parse, verb = page.parse, clause.verb
        self._clause, self._places = clause, places
        self._root = parse.tokens[verb].lemma.lower()
        self._sentence = parse.sentences[parse.tokens[verb].sentence]
        number = parse.tokens[verb].sentence
        self._before = parse.sentences[number - 1] if number else None
        self._said = page.statement_at(verb)
        self._speaker = page.cast.party(self._said.speaker) if self._said else None
        self._subject = self._parties(page, tree.subject(parse, verb))
        self._doer = self._parties(page, tree.doer(parse, verb))
        self._thing = self._parties(page, tree.done_to(parse, verb))
        top = tree.governing_verb(parse, verb)
        self._top = self._parties(page, tree.subject(parse, top)) if top is not None else set()
        self._behind = {
            (parse.tokens[c].lower, name)
            for c in parse.children[verb]
            if parse.tokens[c].dep in ("prep", "agent", "dative")
            for o in parse.children[c]
            for name in self._parties(page, o)
        }
        doer = tree.subject(parse, verb)
        self._pronoun = (
            parse.tokens[doer].lower
            if doer is not None and parse.tokens[doer].pos == "PRON"
            else "none"
            if doer is None
            else "noun"
        )
        self._dep = {
            i: parse.tokens[i].dep for i in range(self._sentence.start, self._sentence.end)
        }
        self._bearing = mood(parse, verb).condition
        first = self._before.start if self._before else self._sentence.start
        near = places.between(first, self._sentence.end)
        self._near = {name for _, name in near}
        self._first = min((n for n in near if self._within(n[0])), default=(0, ""))[1]
        self._relations = self._related()

    def seen(self, name: str) -> tuple[str, ...]:
        """Return what is seen of one party, each thing once."""
        if name in self._near or name in self._relations:
            return tuple(dict.fromkeys(self._features(name)))
        return _apart(self._places.kinds[name], self._gap(name), self._places.share(name))

    def _features(self, name: str) -> Iterator[str]:
        rows = self._places.tokens[name]
        kind = self._places.kinds[name]
        yield f"kind={kind}"
        relations = self._relations.get(name, [])
        for relation in relations:
            yield relation
            yield f"{relation},{self._root}"
            yield f"{relation},{self._pronoun}"
            yield f"{relation},{kind}"
        yield "&".join(sorted(relations)) or "no relation"
        if name in self._near:
            yield from self._naming_near(name, rows)
        yield f"gap={self._gap(name)}"
        yield f"salience={self._places.share(name)}"

    def _related(self) -> dict[str, list[str]]:
        """How parties stand to the clause; most of them stand nowhere."""
        found: dict[str, list[str]] = {}
        for relation, names in (
            ("subject", self._subject),
            ("doer", self._doer),
            ("object", self._thing),
            ("subject above", self._top),
            ("speaker", () if self._speaker is None else (self._speaker,)),
        ):
            for name in names:
                found.setdefault(name, []).append(relation)
        for word, name in sorted(self._behind):
            found.setdefault(name, []).append(f"behind {word}")
        return found

    def _gap(self, name: str) -> int:
        """How far back a party was named last, as a class of distances."""
        rows, start = self._places.tokens[name], self._clause.stretch.start
        last = next((i for i in reversed(rows) if i < start), None)
        return bisect_left(_NEAR, 1000 if last is None else start - last)

    def _naming_near(self, name: str, rows: Sequence[int]) -> Iterator[str]:
        """As far as a party is named in the sentence of the clause or in the one before."""
        inside = [i for i in rows if self._within(i)]
        around = [i for i in rows if self._sentence.start <= i < self._sentence.end]
        if self._bearing is not None and any(is_inside(self._bearing, i) for i in rows):
            yield "named in the condition"
        if inside:
            yield "named inside"
            if name == self._first:
                yield "named first inside"
        for i in around:
            yield f"named as {self._dep[i]}{'' if self._within(i) else ' outside'}"
        if around and not inside:
            yield "named in the sentence"
        if self._before and any(self._before.start <= i < self._before.end for i in rows):
            yield "named in the sentence before"

    def _within(self, i: int) -> bool:
        """Whether a token is in the clause, and in no condition of it."""
        stretch = self._clause.stretch
        return stretch.start <= i < stretch.end and not is_inside(self._bearing, i)

    @staticmethod
    def _parties(page: Page, i: int | None) -> set[str]:
        if i is None:
            return set()
        return {page.cast.party(name) for name in page.who(i)} or set(_group(page, i))


def _group(page: Page, i: int) -> tuple[str, ...]:
    return () if page.who(i) else group_at(page, i)
