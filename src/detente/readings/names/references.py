"""Pronouns and descriptions, read in order with the names -> whom each word means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.model.actors import Actor
from detente.model.text import Report
from detente.readings.names.descriptions import Known, describe
from detente.readings.names.documents import Shelf
from detente.readings.names.lexicon import words
from detente.readings.names.pronouns import (
    PRONOUNS,
    Candidate,
    Place,
    Sort,
    antecedent,
    rank,
    speaks,
)
from detente.readings.names.runs import joined
from detente.readings.nlp import Parse
from detente.readings.paragraphs import Block
from detente.readings.quotes import find_quotes
from detente.readings.rules import shipped_lists
from detente.readings.tree import conjuncts, noun_phrase

# "The company" means the one that acted last only so many sentences on.
NEAR = 2
# Who is named together is meant again by these, or by a number.
_PAIRED = frozenset({"both", "two", "pair", "duo"})
_PAIR = 2
_SIDES = frozenset({"sides", "parties"})
# Two that were never named together are "both sides" if each was spoken of so often.
_OFTEN = 2
_SEAT = re.compile(r"^[DRI]-[A-Z]")
# So many of those named last are looked at for a pronoun: more than four sentences hold.
LOOK_BACK = 80


@dataclass(slots=True)
class Told:
    """Whom the words mean: names by token, and descriptions of those without a name.

    authors: Who speaks through a document, by the document's token.
    """

    of_token: dict[int, tuple[str, ...]] = field(default_factory=dict)
    unnamed: dict[int, str] = field(default_factory=dict)
    authors: dict[int, tuple[str, ...]] = field(default_factory=dict)


def refer(
    report: Report,
    parse: Parse,
    actors: Sequence[Actor],
    *,
    of_name: Mapping[int, tuple[str, ...]],
    home: str | None,
    roles: Mapping[str, Sequence[str]],
    genders: Mapping[str, str],
) -> Told:
    """Return whom each token means: of_name, with pronouns and descriptions resolved.

    home: The state of the dateline, or None. roles: What the text calls each person. genders: "m",
    "f" or "" by name, as forms of address tell.
    """
    told = Told(dict(of_name))
    known = Known({a.name: a for a in actors}, told.of_token, home, roles)
    return _Reader(report, parse, known, told, genders).run()


class _Reader:
    """Goes through a report once and keeps who was spoken of."""

    def __init__(
        self,
        report: Report,
        parse: Parse,
        known: Known,
        told: Told,
        genders: Mapping[str, str],
    ) -> None:
        """Start with the names alone."""
        self.parse = parse
        self.told = told
        self.known = known
        people = [a for a in known.actors.values() if a.kind == "person"]
        self.genders = {a.name: genders.get(a.name) or _gender(a) for a in people}
        self.candidates: list[Candidate] = []
        self.before: dict[str, None] = {}
        blocks = [
            Block(parse.tokens[p.start].start, parse.tokens[p.end - 1].end)
            for p in parse.paragraphs
        ]
        self.quoted = _quoted_tokens(report, parse, blocks)
        self.told_in = _narrated(parse, self.quoted)
        self.descriptions: dict[str, str] = {}
        self.shelf = Shelf(parse, told.of_token, self.told_in, told.authors)

    def run(self) -> Told:
        for i, token in enumerate(self.parse.tokens):
            names = self.told.of_token.get(i)
            if names:
                self._named(i, names)
            elif token.lower in PRONOUNS and token.pos in ("PRON", "DET"):
                self._pronoun(i)
            elif token.pos in ("NOUN", "PROPN") or token.lower in ("both", "two"):
                self._noun(i)
        return self.told

    def _named(self, i: int, names: tuple[str, ...]) -> None:
        head = self.parse.tokens[i].head
        if head != i and self.told.of_token.get(head) == names and abs(head - i) < 8:
            return  # the head of the name counts, once
        for name in names:
            self.before.pop(name, None)
            self.before[name] = None
        if len(names) > 1:
            self._add(i, names, "", "group")
            return
        self._add(i, names, "", self._sort(names[0]))
        self._joint(i)

    def _sort(self, name: str) -> Sort:
        return "person" if self.known.actors[name].kind == "person" else "body"

    def _joint(self, i: int) -> None:
        """As in "A and B" may be "they" later."""
        if self.parse.tokens[i].dep == "conj":
            first = i
            while self.parse.tokens[first].dep == "conj":
                first = self.parse.tokens[first].head
            everyone = [self.told.of_token.get(j, ()) for j in conjuncts(self.parse, first)]
            if all(everyone) and first < i:
                names = tuple(dict.fromkeys(n for each in everyone for n in each))
                if len(names) > 1:
                    self._add(first, names, "", "group")

    def _add(self, i: int, names: tuple[str, ...], unnamed: str, sort: Sort) -> None:
        gender = self.genders.get(names[0], "") if names else ""
        token = self.parse.tokens[i]
        self.candidates.append(
            Candidate(
                i,
                names,
                unnamed,
                sort,
                gender,
                rank(self.parse, i),
                self.told_in[token.sentence],
                self.quoted[i],
                speaks(self.parse, i),
            )
        )

    def _pronoun(self, i: int) -> None:
        token = self.parse.tokens[i]
        if self.quoted[i] or (token.lower in ("it", "its") and not self._agent(i)):
            return
        place = Place(i, self.told_in[token.sentence], quoted=self.quoted[i])
        found = antecedent(self.parse, place, self.candidates[-LOOK_BACK:])
        if found is None:
            return
        if found.names:
            self.told.of_token[i] = found.names
            self._add(i, found.names, "", found.sort)
            if token.lower in ("he", "she", "his", "him", "her") and len(found.names) == 1:
                name = found.names[0]
                self.genders[name] = self.genders.get(name) or (
                    "m" if token.lower in ("he", "his", "him") else "f"
                )
        else:
            self.told.unnamed[i] = found.unnamed
            self._add(i, (), found.unnamed, found.sort)

    def _agent(self, i: int) -> bool:
        """Whether "it" can be a party: the subject of a verb of dealing, or a possessor."""
        if self.parse.tokens[i].dep == "nsubjpass":
            return False  # "it has been reported that"
        return self.parse.tokens[i].dep == "poss" or speaks(self.parse, i)

    def _noun(self, i: int) -> None:
        token = self.parse.tokens[i]
        pair = self._pair(i)
        if pair:
            self.told.of_token[i] = pair
            self._add(i, pair, "", "group")
            return
        if token.dep == "compound":
            return
        if author := self.shelf.put(i):
            if len(author) == 1 and not self.quoted[i] and speaks(self.parse, i):
                self._add(i, author, "", self._sort(author[0]))
            return
        if bearer := self._seat(i):
            self.told.of_token[i] = bearer
            return
        told = self.known
        known = Known(
            told.actors, told.of_token, told.home, told.roles, self._last(i), self._heard(i)
        )
        names = describe(self.parse, known, i, before=tuple(self.before))
        if names:
            self.told.of_token[i] = names
            self._named(i, names)
            return
        self._unnamed(i)

    def _last(self, i: int) -> str:
        """Return who was the only subject of the latest sentence with a named one, or ""."""
        ahead = [c for c in self.candidates[-12:] if c.rank >= 2 and len(c.names) == 1]
        if not ahead:
            return ""
        latest = ahead[-1].sentence
        if self.told_in[self.parse.tokens[i].sentence] - latest > NEAR:
            return ""
        names = {c.names[0] for c in ahead if c.sentence == latest}
        return names.pop() if len(names) == 1 else ""

    def _heard(self, i: int) -> str:
        """Return who spoke last, near enough, if a noun speaks itself; else ""."""
        if not speaks(self.parse, i):
            return ""
        here = self.told_in[self.parse.tokens[i].sentence]
        for c in reversed(self.candidates[-12:]):
            if c.speaks and not c.quoted and here - c.sentence <= NEAR:
                return c.names[0] if len(c.names) == 1 and c.sentence < here else ""
        return ""

    def _seat(self, i: int) -> tuple[str, ...]:
        """As in "Jane Roe, D-Ohio, said": party and seat behind a name mean its bearer."""
        text = self.parse.tokens[i].text
        if not _SEAT.match(text) or i < 2 or self.parse.tokens[i - 1].text != ",":
            return ()
        return self.told.of_token.get(i - 2, ())

    def _pair(self, i: int) -> tuple[str, ...]:
        """As in "both sides", "the three countries": so many parties, last named together."""
        token = self.parse.tokens[i]
        if token.lower not in words("groups", "pairs") or token.pos not in ("NOUN", "PRON"):
            return ()
        phrase = noun_phrase(self.parse, i)
        said = {t.lower for t in self.parse.tokens[phrase.start : i + 1]}
        many = _PAIR if said & _PAIRED else _counted(said)
        known = {"the", "of", token.lower} | _PAIRED
        if many is None or (many > _PAIR and "the" not in said):
            return ()
        if any(word not in known and _count(word) is None for word in said):
            return ()
        people = token.lower in words("groups", "pairs_of_people")
        for c in reversed(self.candidates):
            if c.sort != "group" or len(c.names) != many:
                continue
            kinds = {self.known.actors[n].kind == "person" for n in c.names}
            if token.lower in _SIDES or kinds == {people}:
                return c.names
        return self._only_two() if many == _PAIR and token.lower in _SIDES else ()

    def _only_two(self) -> tuple[str, ...]:
        """The two bodies of a text that has named no third: they are "both sides"."""
        named = Counter(n for c in self.candidates for n in c.names)
        bodies = [n for n in named if self.known.actors[n].kind != "person"]
        often = all(named[n] >= _OFTEN for n in bodies)
        return tuple(bodies) if len(bodies) == _PAIR and often else ()

    def _unnamed(self, i: int) -> None:
        """Keep somebody without a name, for "the official" and "they" later."""
        token = self.parse.tokens[i]
        plural = token.tag in ("NNS", "NNPS")
        person = token.lower in words("titles", "heads") or token.lower in ("source", "person")
        if not (person or plural) or not speaks(self.parse, i) or token.text.isupper():
            return
        phrase = noun_phrase(self.parse, i)
        first = self.parse.tokens[phrase.start]
        tokens = list(self.parse.tokens[phrase.start : phrase.end])
        while len(tokens) > 1 and tokens[0].lower in ("the", "a", "an"):
            tokens = tokens[1:]
        said = joined(tokens)
        short = len(tokens) <= 2 and first.lower in ("the", "these", "those")
        if short and token.lower in self.descriptions:
            said = self.descriptions[token.lower]
            self.told.unnamed[i] = said
        elif not short:
            self.descriptions[token.lower] = said
        self._add(i, (), said, "group" if plural else "person")


def _counted(said: set[str]) -> int | None:
    """How many a phrase says there are: three of "the three countries"; None if it does not."""
    found = [number for word in said if (number := _count(word))]
    return found[0] if len(found) == 1 and found[0] > _PAIR else None


def _count(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    number = shipped_lists("numbers")["words"].get(word)
    return number if isinstance(number, int) else None


def _gender(actor: Actor) -> str:
    role = set((actor.role or "").lower().split())
    if role & words("titles", "male_roles"):
        return "m"
    if role & words("titles", "female_roles"):
        return "f"
    first = actor.name.split()[0].lower()
    if len(actor.name.split()) > 1:
        if first in words("people", "male"):
            return "m"
        if first in words("people", "female"):
            return "f"
    return ""


def _quoted_tokens(report: Report, parse: Parse, blocks: Sequence[Block]) -> list[bool]:
    flags = [False] * len(parse.tokens)
    quotes = find_quotes(report.text, blocks)
    for quote in quotes:
        paragraph = parse.paragraphs[quote.paragraph]
        for i in range(paragraph.start, paragraph.end):
            if quote.start <= parse.tokens[i].start < quote.end:
                flags[i] = True
    return flags


def _narrated(parse: Parse, quoted: Sequence[bool]) -> list[int]:
    """Return a running number for each sentence; one that is all quotation does not count.

    Between "Roe said" and "he added" may stand a quotation of any length.
    """
    numbers: list[int] = []
    count = 0
    for sentence in parse.sentences:
        count += any(
            not quoted[i] and parse.tokens[i].text[0].isalnum()
            for i in range(sentence.start, sentence.end)
        )
        numbers.append(count)
    return numbers
