"""Participants as they are found: by name, by the people who act for them, or described."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.claims import Participant
from detente.model.vocabulary import ContactRole
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import below, child, conjuncts, noun_phrase, prep_objects

# Dependencies under which words ahead of a noun name whose it is: "U.S.-Iran talks".
AHEAD = frozenset({"compound", "amod", "nmod", "poss"})
_PARTY_ENTITIES = frozenset({"GPE", "ORG", "PERSON"})
# A meeting of more than this many words is a description, not a name.
_LONGEST_DESCRIPTION = 6
# Ahead of "delegations" these name none in particular.
_BARE = frozenset({"the", "these", "those", "both", "all", "two", "three"})
# The name of "her counterpart from the Harbour Council, Jane Roe" begins so many words behind it.
_NEAR = 8
# "The two ministers" are those told of before; "two ministers" may be any.
_FOREGOING = frozenset({"both", "the", "these", "two"})
_TWO = frozenset({"both", "two"})
# With these behind them it is told anew who they are: "the two ministers of Norland".
_MORE = frozenset({"appos", "cc", "conj", "prep"})
_MEDIATORS = frozenset({"mediator", "mediators"})
_ONE_PERSON = frozenset({"he", "him", "she", "her"})
# "He" is looked for so many sentences back, in the same paragraph.
_SENTENCES_BACK = 2


class Gathering:
    """Participants as they are found: each name once, the first role stands."""

    def __init__(self, page: Page) -> None:
        """Start with nobody."""
        self._page = page
        self._found: dict[str, ContactRole] = {}
        self._has_pair = False

    def add(self, i: int, role: ContactRole) -> None:
        """Add whoever the noun phrase of a token stands for, known by name or described."""
        page = self._page
        for j in [*_led_by(page, i), *_together(page, i), *_behind_state(page, i)]:
            names = _counterpart(page, j) or (page.who(j) if j == i else page.cast.who(j))
            names = names or _within(page, j) or _named(page, j) or self._meant_by(j)
            if _is_some_of_bloc(page, j, names):
                names = ()
            described = () if names else _described(page, j)
            self._has_pair = self._has_pair or (bool(described) and is_pair(page, j))
            for name in names or described:
                self._found.setdefault(name, role)
            whole = [j, *prep_objects(page.parse, j, "of")]  # "envoys of states including Norland"
            for k in (k for w in whole for k in prep_objects(page.parse, w, "including")):
                self.add(k, role)

    def _meant_by(self, i: int) -> tuple[str, ...]:
        """Whom "him", "she" or "it" means: who speaks or last did something, but those found."""
        page, tokens = self._page, self._page.parse.tokens
        if tokens[i].lower == "it":
            return self._speaking(i)
        if tokens[i].lower not in _ONE_PERSON:
            return ()
        for j in range(i - 1, -1, -1):
            near = tokens[j].paragraph == tokens[i].paragraph
            if not near or tokens[j].sentence < tokens[i].sentence - _SENTENCES_BACK:
                break
            here = tokens[j].sentence == tokens[i].sentence
            leads = here or tokens[tokens[j].head].dep in ("ROOT", "ccomp", "conj")
            if leads and tokens[j].dep in ("nsubj", "nsubjpass"):
                for name in page.who(j):
                    actor = page.cast.actor(name)
                    if name not in self._found and actor is not None and actor.kind == "person":
                        return (name,)
        return ()

    def _speaking(self, it: int) -> tuple[str, ...]:
        """The party that says what "it" does: "Norland says it held talks"."""
        page = self._page
        said = page.statement_at(it)
        judged = child(page.parse, page.parse.tokens[it].head, "acomp")  # "it would be wrong to"
        if said is None or judged is not None or said.speaker in self._found:
            return ()
        actor = page.cast.actor(said.speaker)
        return (said.speaker,) if actor is not None and actor.kind != "person" else ()

    def add_all(self, tokens: Iterable[int], role: ContactRole) -> None:
        """Add whoever single tokens name: "U.S." and "Iran" of "U.S.-Iran"."""
        for i in tokens:
            for name in self._page.cast.of_token.get(i, ()):
                self._found.setdefault(name, role)

    def add_roles(self, noun: int) -> None:
        """Add who hosts or mediates: "talks mediated by Ardovia"."""
        words = shipped_lists("contacts")["parts"]
        for c in self._page.parse.children[noun]:
            lemma = self._page.parse.tokens[c].lemma
            role: ContactRole | None = None
            if lemma in words["mediating"]:
                role = "mediator"
            elif lemma in words["hosting"]:
                role = "host"
            agent = child(self._page.parse, c, "agent") if role else None
            who = child(self._page.parse, agent, "pobj") if agent is not None else None
            if role is not None and who is not None:
                self.add(who, role)

    def participants(self) -> tuple[Participant, ...]:
        """Return them in the order found; nobody, where it is only a pair told of before."""
        if len(self._found) == 1 and self._has_pair:
            return ()
        return tuple(
            Participant(name, "mediator" if self._mediates(name, role) else role)
            for name, role in self._found.items()
        )

    def _mediates(self, name: str, role: ContactRole) -> bool:
        """Whether somebody who takes part is the mediator: "and the mediator, Emil Toft".

        Without a name, too: "mediators met both sides".
        """
        actor = self._page.cast.actor(name)
        office = (name if actor is None else actor.role or "").lower().split()
        return role == "party" and bool(_MEDIATORS & {*office}) and "former" not in office

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.participants())


def is_pair(page: Page, noun: int) -> bool:
    """Return whether two people or bodies are meant that the report has told of: "both envoys"."""
    parse, token = page.parse, page.parse.tokens[noun]
    people = shipped_lists("contacts")["parts"]["people"]
    ahead = {t.lower for t in parse.tokens[noun_phrase(parse, noun).start : noun]}
    told = ahead <= _FOREGOING and bool(ahead & _TWO)
    more = any(c > noun and parse.tokens[c].dep in _MORE for c in parse.children[noun])
    return (
        told
        and not more
        and token.tag == "NNS"
        and (token.lower in people or token.lemma in people)
    )


def is_of_pair(page: Page, noun: int) -> bool:
    """Return whether such two take part in it: "a summit of the two presidents"."""
    return any(is_pair(page, i) for i in prep_objects(page.parse, noun, "of", "between"))


def _led_by(page: Page, noun: int) -> list[int]:
    """Return the first of two names that the parser hangs on the second: "the A and B Lines"."""
    parse = page.parse
    return [
        c
        for c in parse.children[noun]
        if c < noun
        and parse.tokens[c].dep in AHEAD
        and c in page.cast.of_token
        and child(parse, c, "cc") is not None
    ]


def _together(page: Page, i: int) -> list[int]:
    """Return those told of together, wherever the parser hangs the second of them.

    "Norland's minister, Jane Roe, and Sudmark's envoy": the envoy hangs on Roe.
    """
    parse = page.parse
    every = conjuncts(parse, i)
    names = [c for j in every for c in parse.children[j] if parse.tokens[c].dep == "appos"]
    return [*every, *(k for c in names for k in conjuncts(parse, c) if k != c)]


def _behind_state(page: Page, i: int) -> list[int]:
    """Return the second of two people, hung on the first one's state: "A of Norland and B"."""
    if not _is_person(page, i):
        return []
    states = prep_objects(page.parse, i, "of")
    return [c for s in states for c in conjuncts(page.parse, s) if c != s and _is_person(page, c)]


def _is_person(page: Page, i: int) -> bool:
    actors = [page.cast.actor(name) for name in page.cast.of_token.get(i, ())]
    if not actors:  # told of nowhere else
        return page.parse.tokens[i].ent == "PERSON"
    return all(a is not None and a.kind == "person" for a in actors)


def _is_some_of_bloc(page: Page, i: int, names: tuple[str, ...]) -> bool:
    """Whether people of a bloc's countries ("European leaders") were taken for the bloc."""
    people = shipped_lists("contacts")["parts"]["people"]
    if page.parse.tokens[i].tag != "NNS" or page.parse.tokens[i].lower not in people:
        return False
    actors = [page.cast.actor(name) for name in names]
    return bool(actors) and all(a is not None and a.kind == "bloc" for a in actors)


def _counterpart(page: Page, i: int) -> tuple[str, ...]:
    """The one whom "her counterpart from Norland, Jane Roe," names, wherever Roe is hung."""
    tokens = page.parse.tokens
    if tokens[i].lower != "counterpart":
        return ()
    near = range(i + 1, min(i + _NEAR, len(tokens) - 1))
    comma = next((k for k in near if tokens[k].text == "," or tokens[k].pos == "VERB"), i)
    if tokens[comma].text != ",":
        comma = i  # "her counterpart Jane Roe called"
    if not _is_person(page, comma + 1):
        return ()
    return page.cast.of_token.get(comma + 1) or _named(page, comma + 1)


def _within(page: Page, i: int) -> tuple[str, ...]:
    """Those for whom people without names stand: "Iranian and U.S. officials"."""
    if page.parse.tokens[i].lower not in shipped_lists("contacts")["parts"]["people"]:
        return ()
    found: dict[str, None] = {}
    for c in page.parse.children[i]:
        if page.parse.tokens[c].dep in AHEAD and c < i:
            for k in below(page.parse, c):
                found.update(dict.fromkeys(page.cast.of_token.get(k, ()) or _land(page, k)))
    for k in prep_objects(page.parse, i, "from", "of", "for"):
        for j in conjuncts(page.parse, k):
            found.update(dict.fromkeys(page.cast.of_token.get(j, ()) or _named(page, j)))
    return tuple(found)


def _land(page: Page, i: int) -> tuple[str, ...]:
    """The state or body whose people they are, told of nowhere else: "Vestland ministers"."""
    return () if page.parse.tokens[i].ent == "PERSON" else _named(page, i)


def _named(page: Page, i: int) -> tuple[str, ...]:
    """A name that takes part in this encounter and in nothing else that the report tells."""
    tokens = page.parse.tokens
    if tokens[i].pos != "PROPN" or tokens[i].ent not in _PARTY_ENTITIES:
        return ()
    start, end = i, i + 1
    while start > 0 and not tokens[start].ent_starts and tokens[start - 1].ent == tokens[i].ent:
        start -= 1
    while end < len(tokens) and tokens[end].ent == tokens[i].ent and not tokens[end].ent_starts:
        end += 1
    while start < i and tokens[start].pos == "DET":
        start += 1
    if tokens[end - 1].tag == "POS":
        end -= 1
    return (page.text(Stretch(start, end)),)


def _described(page: Page, i: int) -> tuple[str, ...]:
    """Those who take part without a name: "European leaders", "creditor banks"."""
    token = page.parse.tokens[i]
    if token.pos not in ("NOUN", "PROPN"):
        return ()
    parts = shipped_lists("contacts")["parts"]
    if token.lower not in parts["people"]:
        return ()
    phrase = noun_phrase(page.parse, i)
    ahead = {t.lower for t in page.parse.tokens[phrase.start : i]}
    if token.lower in parts["sides"] and phrase.end == i + 1 and ahead <= _BARE:
        return ()  # "the two delegations" are those told of before
    start = phrase.start
    while start < i and page.parse.tokens[start].pos in ("DET", "PRON", "NUM", "ADP"):
        start += 1
    placed = [
        c for c in page.parse.children[i] if page.parse.tokens[c].lower in ("in", "at", "on")
    ]
    ends = min([phrase.end, *(c for c in placed if c > i)])
    end = ends if ends - start <= _LONGEST_DESCRIPTION else i + 1
    return (page.text(Stretch(start, end)),)
