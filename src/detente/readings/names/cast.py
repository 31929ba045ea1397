"""Mentions, roles, pronouns and titles -> actors: who takes part, and which words mean whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from detente.model.actors import UNNAMED, Actor, ActorKind
from detente.model.claims import Note
from detente.model.text import Report, cite
from detente.readings.names.affiliations import affiliate, dateline_state, rank
from detente.readings.names.bodies import with_bodies
from detente.readings.names.described import with_described
from detente.readings.names.houses import rehoused
from detente.readings.names.kickers import without_kickers
from detente.readings.names.leaders import recognise
from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention, find_mentions
from detente.readings.names.parties import Party, gather
from detente.readings.names.recalling import NOBODY, Known, completed, recall
from detente.readings.names.references import refer
from detente.readings.names.roles import find_roles, mended
from detente.readings.names.runs import joined
from detente.readings.names.salience import (
    listed_with,
    takes_part,
    takes_part_beside_states,
    weigh,
)
from detente.readings.nlp import Parse, Stretch
from detente.readings.tree import NOUNS, conjuncts, noun_phrase

# How the office of a person is called that speaks for one: "Roe's office".
OFFICE = "'s office"
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True)
class Cast:
    """Who takes part in a report, and which words stand for whom.

    of_token: Actor's name by token index, for tokens of names, pronouns and descriptions.
    unnamed: Description by token index, for pronouns and nouns that mean somebody unnamed.
    authors: Who speaks through a document, by token index of the document.
    """

    parse: Parse
    actors: tuple[Actor, ...] = ()
    of_token: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    unnamed: Mapping[int, str] = field(default_factory=dict)
    authors: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def who(self, i: int) -> tuple[str, ...]:
        """Names of the actors that the noun phrase of a token stands for; () if none is known.

        Coordination is followed ("A and B"), "both sides" gives two. Those who stand for a party
        give the party ("Varlandic officials").
        """
        known = self._asked
        if i not in known:
            found: dict[str, None] = {}
            for j in conjuncts(self.parse, i):
                names = self.of_token.get(j) or self._beside(j) or self._led(j)
                found.update(dict.fromkeys(names))
            known[i] = tuple(found)
        return known[i]

    @cached_property
    def _asked(self) -> dict[int, tuple[str, ...]]:
        """Whom tokens stand for, as far as it was asked: each is asked for by many rules."""
        return {}

    def speaker(self, i: int) -> tuple[str, ...]:
        """Like `who`, with "unnamed: <description>" for whoever the text leaves without a name.

        Those who stand for a party without being it ("officials of Varland") are not the party.
        () only for a pronoun that may mean several: that is doubt, no source.
        """
        found: dict[str, None] = {}
        for j in conjuncts(self.parse, i):
            if self.parse.tokens[j].pos in NOUNS or j == i:
                names = (
                    self.of_token.get(j)
                    or self._beside(j)
                    or self._apposed(j)
                    or self.authors.get(j)
                    or self._by_surname(j)
                    or self._unnamed(j)
                )
                found.update(dict.fromkeys(names))
        return tuple(found)

    def actor(self, name: str) -> Actor | None:
        """The actor of that name, or None."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        return {actor.name: actor for actor in reversed(self.actors)}

    def party(self, name: str) -> str:
        """The party that an actor, or the office of one, acts for in the end, or itself."""
        owner = name.removeprefix(UNNAMED).removesuffix(OFFICE)
        name = owner if name.endswith(OFFICE) and self.actor(name) is None else name
        seen: set[str] = set()
        while (actor := self.actor(name)) and actor.acts_for and name not in seen:
            seen.add(name)
            name = actor.acts_for
        return name

    def mentioned(self, stretch: Stretch) -> tuple[str, ...]:
        """Names of the actors within a stretch, in order, each once."""
        found: dict[str, None] = {}
        for i in range(stretch.start, stretch.end):
            if names := self.of_token.get(i):
                found.update(dict.fromkeys(names))
        return tuple(found)

    def _beside(self, i: int) -> tuple[str, ...]:
        """The name right behind a noun that says what it is: "shipping giant Harbourline"."""
        after = i + 1
        if after >= len(self.parse.tokens) or self.parse.tokens[after].pos not in NOUNS:
            return ()
        said = words("groups", "kinds") | words("titles", "heads")
        return self.of_token.get(after, ()) if self.parse.tokens[i].lower in said else ()

    def _apposed(self, i: int) -> tuple[str, ...]:
        """The person named behind an office: "Its chairman, the retired judge Ann Roe, said"."""
        if self.parse.tokens[i].lower not in words("titles", "heads"):
            return ()
        behind = [
            c for c in self.parse.children[i] if c > i and self.parse.tokens[c].dep == "appos"
        ]
        named = [self.of_token.get(c, ()) for c in behind]
        people = [
            n for names in named for n in names if (a := self.actor(n)) and a.kind == "person"
        ]
        return tuple(people) if len(people) == 1 else ()

    def _by_surname(self, i: int) -> tuple[str, ...]:
        """The one person of that last name, where the model took it for none: "Meadows said"."""
        said = description(self.parse, i)
        if not said[:1].isupper():
            return ()
        bearing = [a for a in self.actors if f" {said} " in f" {a.name} "]
        borne = len(bearing) == 1 and bearing[0].kind == "person"
        return (bearing[0].name,) if borne and bearing[0].name.endswith(f" {said}") else ()

    def _led(self, i: int) -> tuple[str, ...]:
        """The party of "Varlandic officials", "the delegation of Varland"; () for other nouns."""
        if self.parse.tokens[i].lower not in words("groups", "representatives"):
            return ()
        phrase = noun_phrase(self.parse, i)
        inside = {
            name
            for k in range(phrase.start, phrase.end)
            if k != i
            for name in self.of_token.get(k, ())
        }
        return tuple(inside) if len(inside) == 1 else ()

    def _unnamed(self, i: int) -> tuple[str, ...]:
        if i in self.unnamed:
            return (UNNAMED + self.unnamed[i],)
        if self.is_open(i):
            return ()
        said = description(self.parse, i)
        return (said if self._is_name(i, said) else UNNAMED + said,)

    def _is_name(self, i: int, said: str) -> bool:
        """Whether it is named, though it takes no other part: "according to the Halden Wire"."""
        last = self.parse.tokens[i]
        named = last.tag == "NNP" and all(word[:1].isupper() for word in said.split())
        several = len(said.split()) > 1 or self.parse.sentences[last.sentence].start != i
        of_people = words("titles", "heads") | words("groups", "representatives")
        described = last.lower in of_people or last.lower in words("groups", "anonymous")
        return named and several and not described

    def is_open(self, i: int) -> bool:
        """Whether a token is a pronoun of which nobody knows whom it means."""
        known = i in self.of_token or i in self.unnamed
        return not known and self.parse.tokens[i].lower in words("groups", "pronouns")


def description(parse: Parse, i: int) -> str:
    """Return the words of a noun phrase without its article."""
    phrase = noun_phrase(parse, i)
    tokens = list(parse.tokens[phrase.start : phrase.end])
    while len(tokens) > 1 and (tokens[0].lower in _ARTICLES or tokens[0].pos == "PUNCT"):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].pos == "PUNCT":
        tokens.pop()
    return joined(tokens)


def find_cast(
    report: Report, parse: Parse, furniture: frozenset[int], *, known: Known = NOBODY
) -> Cast:
    """Return who takes part in a report.

    known: Who was named in earlier pieces of the same text.
    """
    found = without_kickers(parse, find_mentions(parse, furniture))
    mentions = with_bodies(parse, [m for m in found if not _is_own_outlet(report, parse, m)])
    mentions = with_described(parse, mentions)
    roles = find_roles(parse, mentions)
    mentions = rehoused(parse, mended(parse, mentions, roles), roles)
    parties = gather(parse, mentions, roles)
    mentions = _as_states(mentions, parties)
    states = {i for p in parties if p.kind == "state" for i in p.mentions}
    mentions = [replace(m, kind="state") if i in states else m for i, m in enumerate(mentions)]
    home = dateline_state(report, parse)
    offices = recognise(parse, parties, report.published)
    affiliate(parse, mentions, parties, home=home)
    recall(parties, known)
    chosen = _choose(parse, mentions, parties)
    found_there = (_actor(report, parse, mentions, party) for party in chosen)
    actors = tuple(completed(actor, known) for actor in found_there)
    of_name = _tokens_of_names(parse, mentions, chosen)
    told = refer(
        report,
        parse,
        actors,
        of_name=of_name,
        home=home,
        roles={p.name: [*(r.text(parse) for r in p.roles), *_office(offices, p)] for p in chosen},
        genders={p.name: p.gender for p in chosen},
    )
    notes = _ambiguous(report, parse, mentions, chosen)
    return Cast(parse, actors, told.of_token, notes, told.unnamed, told.authors)


def _is_own_outlet(report: Report, parse: Parse, mention: Mention) -> bool:
    """Whether a name is that of the paper which reports: "told the Courier".

    A ministry that publishes its own statement takes part in what it tells.
    """
    bodies = words("organisations", "state_bodies", "generic")
    if mention.listed is not None or bodies & _words(report.source.name):
        return False
    after = parse.tokens[mention.end : mention.end + 1]
    number = [t.text for t in after if t.text.isdigit()]
    name = [joined(parse.tokens[mention.start : mention.end]), *number]
    source = report.source.name.removeprefix("The ")
    said = " ".join(name).removeprefix("The ")
    article = mention.start > 0 and parse.tokens[mention.start - 1].lower == "the"
    return said == source or (article and " " in source and said == source.split()[-1])


def _words(name: str) -> set[str]:
    return set(name.lower().split())


def _office(offices: Mapping[str, str], party: Party) -> tuple[str, ...]:
    return (offices[party.name],) if party.name in offices else ()


def _as_states(mentions: Sequence[Mention], parties: Sequence[Party]) -> list[Mention]:
    """Return the mentions with those of states marked as such ("Kestish" in a role)."""
    states = {i for p in parties if p.kind == "state" for i in p.mentions}
    return [
        replace(m, kind="state") if i in states and m.kind in ("none", "place") else m
        for i, m in enumerate(mentions)
    ]


def _choose(parse: Parse, mentions: Sequence[Mention], parties: Sequence[Party]) -> list[Party]:
    """Return the parties that take part, and those they act for, in order."""
    by_name = {p.name: p for p in parties}
    named: dict[str, int] = {}
    for party in parties:
        if party.acts_for and party.kind == "person":
            named[party.acts_for] = named.get(party.acts_for, 0) + 1
    chosen: dict[str, Party] = {}
    for party in parties:
        weight = weigh(parse, mentions, party)
        if takes_part(party, weight, named) or takes_part_beside_states(party, weight, parties):
            chosen[party.name] = party
    for party in listed_with(parse, mentions, parties, chosen=set(chosen)):
        chosen.setdefault(party.name, party)
    for party in list(chosen.values()):
        above = party.acts_for
        while above in by_name and above not in chosen:
            chosen[above] = by_name[above]
            above = by_name[above].acts_for
    return [p for p in parties if chosen.get(p.name) is p]


def _actor(report: Report, parse: Parse, mentions: Sequence[Mention], party: Party) -> Actor:
    spans = []
    for i in party.mentions:
        mention = mentions[i]
        spans.append((parse.tokens[mention.start].start, parse.tokens[mention.end - 1].end))
    role = next((r.text(parse) for r in party.roles), None)
    return Actor(
        name=party.name,
        kind=_kind(party),
        role=role if party.kind == "person" else None,
        acts_for=party.acts_for,
        authority=rank(parse, party) if party.kind == "person" else None,
        mentions=tuple(cite(report, a, b) for a, b in spans),
        rule="en.names",
    )


def _kind(party: Party) -> ActorKind:
    match party.kind:
        case "outlet" | "none" | "place":
            return "organisation"
        case kind:
            return kind


def _tokens_of_names(
    parse: Parse, mentions: Sequence[Mention], chosen: Sequence[Party]
) -> dict[int, tuple[str, ...]]:
    """Return the actor by token, for the tokens of names and of titles before them."""
    found: dict[int, tuple[str, ...]] = {}
    owners: dict[int, list[tuple[int, str]]] = {}
    for party in chosen:
        for i in party.mentions:
            for k in range(mentions[i].start, mentions[i].end):
                owners.setdefault(k, []).append((i, party.name))
    # a longer mention goes before one within it; one mention may have two owners ("U.S.-Varland")
    for k, rows in owners.items():
        longest = max((mentions[i].end - mentions[i].start, -i) for i, _ in rows)
        found[k] = tuple(n for i, n in rows if -i == longest[1])
    for party in chosen:
        for role in party.roles if party.kind == "person" else ():
            bearer = mentions[role.person]
            before = role.span.end <= bearer.start
            stop = bearer.start if before else role.span.end
            if before:
                found.update(dict.fromkeys(range(role.span.start, stop), (party.name,)))
            else:
                found[role.head] = (party.name,)
    return found


def _ambiguous(
    report: Report, parse: Parse, mentions: Sequence[Mention], chosen: Sequence[Party]
) -> tuple[Note, ...]:
    """Return a note for each surname that two actors bear and that stands alone."""
    places = sorted({i for p in chosen for i in p.bare})
    notes = []
    for i in places:
        who = sorted(p.name for p in chosen if i in p.bare)
        if len(who) > 1:
            words_there = cite(
                report,
                parse.tokens[mentions[i].start].start,
                parse.tokens[mentions[i].end - 1].end,
            )
            message = f"{words_there.text!r} may be {' or '.join(who)}"
            notes.append(Note(kind="ambiguous_name", message=message, evidence=words_there))
    return tuple(notes)
