"""Mentions, roles, pronouns and titles -> actors."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.model.actors import UNNAMED, Actor
from detente.model.claims import Note
from detente.model.text import Report, cite
from detente.readings.nlp import Parse, Stretch
from detente.readings.tree import conjuncts, noun_phrase


@dataclass(frozen=True)
class Cast:
    """Who takes part in a report, and which words stand for whom.

    of_token: Actor's name by token index, for tokens of mentions, pronouns and descriptions.
    """

    parse: Parse
    actors: tuple[Actor, ...] = ()
    of_token: dict[int, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def who(self, i: int) -> tuple[str, ...]:
        """Names of the actors that the noun phrase of a token stands for; () if none is known.

        Coordination is followed ("A and B"), "both sides" gives two.
        """
        found: dict[str, None] = {}
        for j in conjuncts(self.parse, i):
            phrase = noun_phrase(self.parse, j)
            names = self.of_token.get(j, ())
            if not names:
                inside = [k for k in range(phrase.start, phrase.end) if k in self.of_token]
                names = self.of_token[inside[0]] if len(inside) == 1 else ()
            found.update(dict.fromkeys(names))
        return tuple(found)

    def speaker(self, i: int) -> tuple[str, ...]:
        """Like `who`, but never empty: "unnamed: <description>" if nobody is named."""
        phrase = noun_phrase(self.parse, i)
        words = " ".join(t.text for t in self.parse.tokens[phrase.start : phrase.end])
        return self.who(i) or (UNNAMED + words,)

    def actor(self, name: str) -> Actor | None:
        """The actor of that name, or None."""
        return next((a for a in self.actors if a.name == name), None)

    def party(self, name: str) -> str:
        """The party that an actor acts for in the end, or the actor itself."""
        seen: set[str] = set()
        while (actor := self.actor(name)) and actor.acts_for and name not in seen:
            seen.add(name)
            name = actor.acts_for
        return name

    def mentioned(self, stretch: Stretch) -> tuple[str, ...]:
        """Names of the actors within a stretch, in order, each once."""
        found: dict[str, None] = {}
        for i in range(stretch.start, stretch.end):
            found.update(dict.fromkeys(self.of_token.get(i, ())))
        return tuple(found)


def find_cast(report: Report, parse: Parse, furniture: frozenset[int]) -> Cast:
    """Return who takes part in a report."""
    kinds = {"PERSON": "person", "GPE": "state", "ORG": "organisation"}
    mentions: dict[str, list[tuple[int, int]]] = {}
    kind_of: dict[str, str] = {}
    tokens = parse.tokens
    of_token: dict[int, tuple[str, ...]] = {}
    i = 0
    while i < len(tokens):
        if tokens[i].ent in kinds and tokens[i].ent_starts:
            j = i + 1
            while j < len(tokens) and tokens[j].ent == tokens[i].ent and not tokens[j].ent_starts:
                j += 1
            name = report.text[tokens[i].start : tokens[j - 1].end]
            full = next((n for n in mentions if n.endswith(" " + name)), name)
            mentions.setdefault(full, []).append((tokens[i].start, tokens[j - 1].end))
            kind_of.setdefault(full, kinds[tokens[i].ent])
            of_token.update({k: (full,) for k in range(i, j)})
            i = j
        else:
            i += 1
    actors = tuple(
        Actor(
            name=name,
            kind=kind_of[name],  # type: ignore[arg-type]
            mentions=tuple(cite(report, a, b) for a, b in spans),
        )
        for name, spans in mentions.items()
    )
    return Cast(parse, actors, of_token)
