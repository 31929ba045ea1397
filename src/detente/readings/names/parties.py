"""Mentions -> parties: every name of one person, state or body brought together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.readings.names.alone import shown_alone
from detente.readings.names.houses import (
    is_named_as_house,
    is_named_as_person,
    is_told_as_it,
)
from detente.readings.names.identity import (
    fold,
    is_body_word,
    organisation_key,
    same_person,
    same_word,
    says_more,
    shortens,
    stands_for,
    surname,
)
from detente.readings.names.lexicon import Kind, lexicon, words
from detente.readings.names.mentions import Mention
from detente.readings.names.pronouns import speaks
from detente.readings.names.realms import find_realms, is_placed, states_beside_firms
from detente.readings.names.roles import Role
from detente.readings.names.written import as_written
from detente.readings.nlp import Parse

_BODIES = frozenset({"organisation", "armed_group", "bloc"})


@dataclass(slots=True)
class Party:
    """Somebody under construction: one name, all mentions.

    mentions: Indices into the list of mentions. roles: In the order of the text.
    bare: Indices of mentions by surname alone that somebody else could claim.
    listed: Whether a word list knows it.
    """

    name: str
    kind: Kind
    mentions: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: str = ""
    acts_for: str | None = None
    bare: list[int] = field(default_factory=list)
    listed: bool = False


def gather(parse: Parse, mentions: Sequence[Mention], roles: Sequence[Role]) -> list[Party]:
    """Return the parties that the mentions stand for, in order of first mention."""
    work = _Gathering(parse, mentions, roles)
    work.listed()
    work.full_names()
    work.titled_surnames()
    work.bodies()
    work.last_words()
    work.places()
    work.realms()
    work.single_names()
    found = [p for p in work.parties if p.mentions]
    for party in found:
        party.mentions.sort()
    return sorted(found, key=lambda p: p.mentions[0])


class _Gathering:
    """One report's names on their way to parties."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], roles: Sequence[Role]) -> None:
        self.parse = parse
        self.mentions = mentions
        self.texts = as_written(parse, mentions)
        self.roles: dict[int, list[Role]] = {}
        for role in roles:
            self.roles.setdefault(role.person, []).append(role)
        self.alone = shown_alone(parse, mentions, self.texts)
        self.parties: list[Party] = []
        self.done: set[int] = set()

    def listed(self) -> None:
        """Give listed names their party; "Moscow" goes with the state that the text names."""
        by_name: dict[str, Party] = {}
        plain = Counter(
            m.listed.names[0]
            for m in self.mentions
            if m.listed and m.listed.form != "capital" and m.listed.kind != "none"
        )
        for i, mention in enumerate(self.mentions):
            entry = mention.listed
            if entry is None:
                self._several(i, by_name)
                continue
            if entry.kind == "outlet" and not self._is_outlet(i):
                continue
            self.done.add(i)
            if entry.kind in ("none", "place"):
                continue
            name = max(entry.names, key=lambda n: (plain[n] > 0, -entry.names.index(n)))
            if name not in by_name:
                by_name[name] = Party(name, entry.kind, acts_for=entry.acts_for, listed=True)
                self.parties.append(by_name[name])
            by_name[name].mentions.append(i)

    def _several(self, i: int, by_name: dict[str, Party]) -> None:
        """Give "U.S.-Varland" to both of its states."""
        parts = self.texts[i].split("-")
        entries = [lexicon().get(p) for p in parts]
        if len(parts) < 2 or not all(
            e is not None and e.kind in ("state", "bloc") for e in entries
        ):
            return
        self.done.add(i)
        for entry in entries:
            if entry is not None:
                name = entry.names[0]
                if name not in by_name:
                    by_name[name] = Party(name, entry.kind, acts_for=entry.acts_for)
                    self.parties.append(by_name[name])
                by_name[name].mentions.append(i)

    def _is_outlet(self, i: int) -> bool:
        mention = self.mentions[i]
        tokens = self.parse.tokens
        if len(self.texts[i].split()) > 1 or self.texts[i].isupper():
            return True
        before = tokens[mention.start - 1].lower if mention.start else ""
        if before == "the" or tokens[mention.start].ent == "ORG":
            return True
        kind = before in words("groups", "kinds")
        return kind or speaks(self.parse, mention.end - 1) or self._is_cited(mention)

    def _is_cited(self, mention: Mention) -> bool:
        """As in "according to Tribune"."""
        before = [t.lower for t in self.parse.tokens[max(0, mention.start - 2) : mention.start]]
        return before == ["according", "to"]

    def full_names(self) -> None:
        """Bring together full names of people."""
        for i, mention in enumerate(self.mentions):
            name = tuple(self.texts[i].split())
            if i in self.done or mention.kind != "person" or len(name) < 2:
                continue
            self.done.add(i)
            fits = [p for p in self._people() if same_person(tuple(p.name.split()), name)]
            if fits:
                self._take(fits[-1], i)
            else:
                self._start(i, "person")

    def titled_surnames(self) -> None:
        """Give "President Roe" to the Roe of the text, else make somebody of it."""
        for i, mention in enumerate(self.mentions):
            titled = mention.title is not None or bool(self.roles.get(i))
            if i in self.done or not titled or " " in self.texts[i]:
                continue
            if mention.kind != "person" and not (mention.kind == "none" and self.roles.get(i)):
                continue
            self.done.add(i)
            bearers = self._bearers(self.texts[i])
            if len(bearers) == 1:
                self._take(bearers[0], i)
            elif bearers:
                self._dispute(bearers, i)
            else:
                self._start(i, "person")

    def _start(self, i: int, kind: Kind) -> None:
        party = Party(self.texts[i], kind)
        self.parties.append(party)
        self._take(party, i)

    def _people(self) -> list[Party]:
        return [p for p in self.parties if p.kind == "person"]

    def _take(self, party: Party, i: int) -> None:
        mention = self.mentions[i]
        party.mentions.append(i)
        party.roles += self.roles.get(i, [])
        party.gender = party.gender or mention.gender
        if party.kind == "person" and says_more(self.texts[i], party.name):
            party.name = self.texts[i]

    def _dispute(self, fits: Sequence[Party], i: int) -> None:
        """Give a surname that several bear to the bearer whose role it shows, else to nobody."""
        title = {fold(r.text(self.parse)) for r in self.roles.get(i, [])}
        shown = [p for p in fits if title & {fold(r.text(self.parse)) for r in p.roles}]
        if len(shown) == 1:
            self._take(shown[0], i)
        for party in fits:
            party.bare.append(i)

    def bodies(self) -> None:
        """Bring together names of bodies; an acronym in brackets is theirs."""
        for i, mention in enumerate(self.mentions):
            if i in self.done or mention.kind not in ("organisation", "armed_group"):
                continue
            single = len(self.texts[i].split()) == 1
            if single and self._is_surname(self.texts[i]):
                continue
            if single and self.alone.get(self.texts[i]) == "person":
                continue
            if single and self.texts[i].isupper():
                continue  # an acronym or a label of the model: see single_names
            self.done.add(i)
            self._join_body(i)
        self._join_short_forms()

    def _is_surname(self, word: str) -> bool:
        return any(same_word(surname(tuple(p.name.split())), word) for p in self._people())

    def _join_body(self, i: int) -> None:
        key = organisation_key(self.texts[i])
        for party in self.parties:
            if party.kind in ("person", "state"):
                continue
            if organisation_key(party.name) == key:
                self._take(party, i)
                if len(self.texts[i]) > len(party.name) and party.acts_for is None:
                    party.name = self.texts[i]
                return
        self._start(i, self.mentions[i].kind)

    def _join_short_forms(self) -> None:
        """Join short forms: "Harbourline" is "Harbourline Corp" if nobody else begins so."""
        bodies = [p for p in self.parties if p.kind in _BODIES]
        for short in sorted(bodies, key=lambda p: len(p.name)):
            longer = [
                p for p in bodies if p is not short and p.mentions and shortens(short.name, p.name)
            ]
            if len(longer) == 1 and short.mentions:
                for i in short.mentions:
                    self._take(longer[0], i)
                longer[0].roles += [r for r in short.roles if r not in longer[0].roles]
                short.mentions = []

    def last_words(self) -> None:
        """Give "the Front" to the one body whose name ends so, whatever the model takes it for."""
        bodies = [p for p in self.parties if p.kind in _BODIES]
        for i, mention in enumerate(self.mentions):
            before = self.parse.tokens[mention.start - 1].lower if mention.start else ""
            if before != "the" or mention.listed is not None or not is_body_word(self.texts[i]):
                continue
            fits = [p for p in bodies if " " in p.name and p.name.split()[-1] == self.texts[i]]
            if len(fits) != 1 or i in fits[0].mentions:
                continue
            for party in (p for p in self.parties if i in p.mentions):
                party.mentions.remove(i)
            self.done.add(i)
            self._take(fits[0], i)

    def single_names(self) -> None:
        """Give surnames, acronyms and short forms to those who bear them."""
        houses = {
            text
            for text, mention in zip(self.texts, self.mentions, strict=True)
            if " " not in text and is_named_as_house(self.parse, mention)
        }
        # "it" may be the state of whoever has an office: "Roe said it would pay"
        beyond_it = {
            text
            for text, mention in zip(self.texts, self.mentions, strict=True)
            if text in houses
            and is_named_as_house(self.parse, mention)
            and not is_told_as_it(self.parse, mention)
        }
        for i, mention in enumerate(self.mentions):
            if i in self.done or (mention.kind == "place" and mention.sure):
                continue
            if is_placed(self.parse, mention):
                continue  # "in Halle" is no short form of "Halle Steel"
            text = self.texts[i]
            parts = text.split()
            if len(parts) == 1 and "-" in text and not self._bearers(text):
                continue
            bearers = self._bearers(text) if len(parts) == 1 else []
            sure = text in beyond_it or not any(p.roles for p in bearers)
            housed = text in houses and sure
            housed = housed or (len(bearers) == 1 and self._house_first(i, bearers[0]))
            if bearers and housed and not is_named_as_person(self.parse, mention):
                self.done.add(i)
                self._new_house(i)
            elif len(bearers) == 1:
                self.done.add(i)
                self._take(bearers[0], i)
            elif len(bearers) > 1:
                self.done.add(i)
                self._dispute(bearers, i)
            elif body := self._body_of(text):
                self.done.add(i)
                self._take(body, i)
            elif mention.kind in ("organisation", "person", "none"):
                self.done.add(i)
                self._new_single(i)

    def _new_single(self, i: int) -> None:
        text = self.texts[i]
        for party in self.parties:
            if party.kind in ("person", "organisation", "none") and fold(party.name) == fold(text):
                self._take(party, i)
                if party.kind == "none":
                    party.kind = self.alone.get(text, self.mentions[i].kind)
                return
        self._start(i, self.alone.get(text, self.mentions[i].kind))

    def _house_first(self, i: int, person: Party) -> bool:
        """Whether a firm of that name stands ahead of who bears it: "Aldane Holdings … Aldane"."""
        named = [m for m in person.mentions if " " in self.texts[m]]
        firms = [min(p.mentions) for p in self._firms(self.texts[i]) if p.mentions]
        return bool(firms) and max(min(firms), i) < min(named, default=-1)

    def _new_house(self, i: int) -> None:
        """Give "Aldane" to the firm of that name, where the text also has a Maria Aldane."""
        firms = self._firms(self.texts[i])
        self._take(firms[0], i) if firms else self._start(i, "organisation")

    def _firms(self, word: str) -> list[Party]:
        key = organisation_key(word)
        firms = (p for p in self.parties if p.kind == "organisation")
        return [p for p in firms if organisation_key(p.name)[: len(key)] == key]

    def _bearers(self, word: str) -> list[Party]:
        """Return who bears a name of one word: by surname first, then by first name."""
        people = [p for p in self._people() if p.mentions]
        by_surname = [p for p in people if same_word(surname(tuple(p.name.split())), word)]
        if by_surname:
            return by_surname
        return [
            p for p in people if len(p.name.split()) > 1 and fold(p.name.split()[0]) == fold(word)
        ]

    def _body_of(self, text: str) -> Party | None:
        """Return the body that a short form or an acronym stands for, or None."""
        bodies = [
            p for p in self.parties if p.mentions and (p.kind in _BODIES or _may_be_house(p))
        ]
        if text.replace(".", "").isupper():
            fits = [p for p in bodies if stands_for(text, p.name)]
            if len(fits) == 1:
                return fits[0]
        if not (key := organisation_key(text)):
            return None
        fits = [
            p for p in bodies if shortens(text, p.name) and not p.name.endswith("administration")
        ]
        # the ending of "Lind Holdings" tells nothing
        fits = fits or [p for p in bodies if " " in p.name and organisation_key(p.name) == key]
        return fits[0] if len(fits) == 1 else None

    def places(self) -> None:
        """Make states of names that are used as states; their adjectives are theirs."""
        people = {i for i, t in enumerate(self.texts) if i not in self.done and self._bearers(t)}
        # a body of one word may be a state that the model took for one
        bodies = [p for p in self.parties if p.kind == "organisation" and " " not in p.name]
        free = {i for p in bodies if not p.listed for i in p.mentions}
        free |= states_beside_firms(self.parse, self.mentions, self.texts)
        closed = (self.done - free) | people
        for realm in find_realms(self.parse, self.mentions, self.texts, done=closed):
            taken = set(realm.mentions)
            self.parties = [
                p for p in self.parties if not (p.mentions and taken.issuperset(p.mentions))
            ]
            for party in self.parties:
                party.mentions = [i for i in party.mentions if i not in taken]
            self.parties.append(Party(realm.name, "state", mentions=list(realm.mentions)))
            self.done.update(realm.mentions)

    def realms(self) -> None:
        """Give "the Sultanate" to the one state that the text calls "the Sultanate of Varn"."""
        full: dict[str, list[Party]] = {}
        for party in (p for p in self.parties if p.kind == "state"):
            mentions = (self.mentions[i] for i in party.mentions)
            for word in {w for m in mentions for w in _realm_words(self.parse, m)}:
                full.setdefault(word, []).append(party)
        for i, text in enumerate(self.texts):
            fits = full.get(text.lower(), [])
            if len(fits) != 1 or self.mentions[i].listed is not None:
                continue
            for party in (p for p in self.parties if i in p.mentions):
                party.mentions.remove(i)
            self.done.add(i)
            fits[0].mentions.append(i)


def _realm_words(parse: Parse, mention: Mention) -> list[str]:
    """What a state calls itself: "kingdom" of "the Kingdom of Varn"."""
    called = words("places", "realms")
    tokens = parse.tokens[mention.start : mention.end - 1]
    return [t.lower for t in tokens if t.lower in called]


def _may_be_house(party: Party) -> bool:
    """Whether a name of which nothing tells the kind may be a house's: "Saltmarsh Lines"."""
    return party.kind == "none" and " " in party.name
