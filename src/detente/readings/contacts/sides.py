"""Who takes part in an encounter, and in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from detente.model.actors import is_unnamed
from detente.model.claims import ContactRole, Participant
from detente.readings.contacts.places import is_place_word
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import (
    NOUNS,
    below,
    child,
    conjuncts,
    doer,
    done_to,
    first_conjunct,
    governing_verb,
    noun_phrase,
    prep_objects,
    subject,
)

# Dependencies under which words ahead of a noun name whose it is: "U.S.-Iran talks".
_AHEAD = frozenset({"compound", "amod", "nmod", "poss"})
_PARTY_ENTITIES = frozenset({"GPE", "ORG", "PERSON"})
# Further prepositions behind some nouns: "a visit to Norland", "calls to envoys".
_EXTRA = {"visit": ("of", "to"), "trip": ("of", "to"), "call": ("to",), "mission": ("to",)}
# A meeting of more than this many words is a description, not a name.
_LONGEST_DESCRIPTION = 6
# A party that a report is about is named at least so often.
FEWEST_MENTIONS = 3
_PAIR = 2


def parties_of_noun(page: Page, noun: int, verb: int | None) -> tuple[Participant, ...]:
    """Return who takes part in what a noun tells of, by its own words and its verb's subject."""
    found = Gathering(page)
    for c in page.parse.children[noun]:
        token = page.parse.tokens[c]
        if token.dep in _AHEAD and c < noun and not is_place_word(page, c):
            found.add_all(below(page.parse, c), "party")
    words = shipped_lists("contacts")["parts"]
    two_sided = False
    for word in (*words["with"], *_EXTRA.get(page.parse.tokens[noun].lemma, ("of",))):
        objects = prep_objects(page.parse, noun, word)
        two_sided = two_sided or (word in ("between", "among") and bool(objects))
        for i in objects:
            found.add(i, "host" if word == "to" else "party")
    found.add_roles(noun)
    direct = verb is not None and (
        _verb_of(page, noun) == verb or verb in page.parse.children[noun]
    )
    if verb is not None and direct and not two_sided:
        _add_of_verb(page, found, noun, verb)
    return found.participants()


def absent_from(page: Page, noun: int) -> tuple[Participant, ...]:
    """Return who stayed away from what a noun tells of: "did not take part in the talks"."""
    words = shipped_lists("contacts")["parts"]
    verb = _verb_of(page, noun)
    if verb is None:
        return ()
    lemma = page.parse.tokens[verb].lemma
    missed = lemma in words["missing"]
    if not missed and not (lemma in words["staying_away"] and mood(page.parse, verb).negated):
        return ()
    found = Gathering(page)
    who = subject(page.parse, verb)
    if who is not None:
        found.add(who, "absent")
    return found.participants()


def _verb_of(page: Page, noun: int) -> int | None:
    """The verb that a noun is the object of, or behind a preposition of; None if another."""
    token = page.parse.tokens[noun]
    while token.dep == "pobj":
        above = page.parse.tokens[page.parse.tokens[token.head].head]
        wraps = above.lemma == "part" or any(
            above.lower in words for words in shipped_lists("contacts")["noun_of"].values()
        )
        if above.pos == "NOUN" and wraps:
            token = above
            continue
        if page.parse.tokens[token.head].lower == "for" and above.pos in NOUNS:
            # "flew to the mission for talks": the parser hangs the talks on the mission
            verb = governing_verb(page.parse, above.i)
            going = shipped_lists("contacts")["going"]
            return verb if verb is not None and page.parse.tokens[verb].lemma in going else None
        return above.i if above.pos in ("VERB", "AUX") else None
    above = page.parse.tokens[token.head]
    direct = token.dep in ("dobj", "nsubj", "nsubjpass", "attr", "conj")
    return above.i if direct and above.pos in ("VERB", "AUX") else None


def parties_of_verb(page: Page, verb: int) -> tuple[Participant, ...]:
    """Return who takes part in what a verb tells of: "Saltov met Maldal"."""
    found = Gathering(page)
    doing, target = doer(page.parse, verb), done_to(page.parse, verb)
    lemma = page.parse.tokens[verb].lemma
    if doing is not None:
        found.add(doing, "party")
    if target is not None and lemma not in ("discuss", "negotiate"):
        found.add(target, "party")
    for i in partners(page, verb):
        found.add(i, "party")
    if target is not None:
        for i in prep_objects(page.parse, target, "with"):
            found.add(i, "party")
    return found.participants()


def partners(page: Page, verb: int) -> list[int]:
    """Return the nouns for those with whom a verb is done: "spoke by telephone with Maldal"."""
    words = ("with", "to") if page.parse.tokens[verb].lemma in ("speak", "talk") else ("with",)
    found = prep_objects(page.parse, verb, *words)
    for i in prep_objects(page.parse, verb, "by", "over", "on", "via"):
        found += prep_objects(page.parse, i, "with")
    return found


def parties_of_host(page: Page, verb: int) -> tuple[Participant, ...]:
    """Return who takes part where somebody hosts or receives somebody."""
    found = Gathering(page)
    for i, role in ((doer(page.parse, verb), "host"), (done_to(page.parse, verb), "party")):
        if i is not None:
            found.add(i, role)  # type: ignore[arg-type]
    return found.participants()


def parties_of_invitation(page: Page, verb: int) -> tuple[Participant, ...]:
    """Return who invites and who is invited."""
    found = Gathering(page)
    for i, role in ((doer(page.parse, verb), "inviter"), (done_to(page.parse, verb), "invitee")):
        if i is not None:
            found.add(i, role)  # type: ignore[arg-type]
    return found.participants()


def with_place(page: Page, verb: int, parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return the parties of a visit, with the one that is visited."""
    found = Gathering(page)
    for i in (done_to(page.parse, verb), *prep_objects(page.parse, verb, "to")):
        if i is not None:
            found.add(i, "host")
    known = {p.name for p in parties}
    return (*parties, *(p for p in found.participants() if p.name not in known))


class Gathering:
    """Participants as they are found: each name once, the first role stands."""

    def __init__(self, page: Page) -> None:
        """Start with nobody."""
        self._page = page
        self._found: dict[str, ContactRole] = {}

    def add(self, i: int, role: ContactRole) -> None:
        """Add whoever the noun phrase of a token stands for, known by name or described."""
        page = self._page
        for j in conjuncts(page.parse, i):
            names = page.who(j) if j == i else page.cast.who(j)
            names = names or _within(page, j) or _named(page, j)
            if _is_some_of_bloc(page, j, names):
                names = ()
            for name in names or _described(page, j):
                self._found.setdefault(name, role)
            for k in prep_objects(page.parse, j, "including"):
                self.add(k, role)

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
        """Return them in the order found."""
        return tuple(Participant(name, role) for name, role in self._found.items())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)


def _is_some_of_bloc(page: Page, i: int, names: tuple[str, ...]) -> bool:
    """Whether people of a bloc's countries ("European leaders") were taken for the bloc."""
    people = shipped_lists("contacts")["parts"]["people"]
    if page.parse.tokens[i].tag != "NNS" or page.parse.tokens[i].lower not in people:
        return False
    actors = [page.cast.actor(name) for name in names]
    return bool(actors) and all(a is not None and a.kind == "bloc" for a in actors)


def _add_of_verb(page: Page, found: Gathering, noun: int, verb: int) -> None:
    """Add the verb's subject ("Saltov held talks with Maldal") and its "with" phrase."""
    words = shipped_lists("contacts")
    lemma = page.parse.tokens[verb].lemma
    carried = any(lemma in words["object_of"][n] for n in ("does", "goes_on", "plans", "proposes"))
    for i in prep_objects(page.parse, verb, "with", "between"):
        if i != noun:
            found.add(i, "party")
    who = doer(page.parse, verb)
    if who is None or who == noun or first_conjunct(page.parse, who) == noun:
        return
    going = (
        page.parse.tokens[page.parse.tokens[noun].head].lower == "for" and lemma in words["going"]
    )
    if not (carried or going or lemma == "be" or prep_objects(page.parse, noun, "with")):
        return
    role: ContactRole = "party"
    if lemma in words["parts"]["hosting"]:
        role = "host"
    elif lemma in words["parts"]["mediating"]:
        role = "mediator"
    found.add(who, role)


def _within(page: Page, i: int) -> tuple[str, ...]:
    """Those for whom people without names stand: "Iranian and U.S. officials"."""
    if page.parse.tokens[i].lower not in shipped_lists("contacts")["parts"]["people"]:
        return ()
    found: dict[str, None] = {}
    for c in page.parse.children[i]:
        if page.parse.tokens[c].dep in _AHEAD and c < i:
            for k in below(page.parse, c):
                found.update(dict.fromkeys(page.cast.of_token.get(k, ())))
    for k in prep_objects(page.parse, i, "from", "of"):
        for j in conjuncts(page.parse, k):
            found.update(dict.fromkeys(page.cast.of_token.get(j, ()) or _named(page, j)))
    return tuple(found)


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
    if token.lower not in shipped_lists("contacts")["parts"]["people"]:
        return ()
    phrase = noun_phrase(page.parse, i)
    start = phrase.start
    while start < i and page.parse.tokens[start].pos in ("DET", "PRON", "NUM", "ADP"):
        start += 1
    placed = [
        c for c in page.parse.children[i] if page.parse.tokens[c].lower in ("in", "at", "on")
    ]
    ends = min([phrase.end, *(c for c in placed if c > i)])
    end = ends if ends - start <= _LONGEST_DESCRIPTION else i + 1
    return (page.text(Stretch(start, end)),)


def subject_names(page: Page, verb: int) -> tuple[str, ...]:
    """Return who does what a verb says, by name."""
    who = subject(page.parse, verb)
    return page.who(who) if who is not None else ()


def main_parties(page: Page, known: tuple[Participant, ...], head: int) -> tuple[Participant, ...]:
    """Return the two parties that a report is about, one of them known or speaking; () if unclear.

    They must be named far more often than any third.
    """
    counts = Counter(
        page.cast.party(name)
        for i, names in page.cast.of_token.items()
        if page.parse.tokens[i].paragraph not in page.furniture
        for name in names
        if not is_unnamed(name)
    )
    able = [(n, name) for name, n in counts.items() if _can_be_party(page, name)]
    ranked = [
        name for n, name in sorted(able, key=lambda x: (-x[0], x[1])) if n >= FEWEST_MENTIONS
    ]
    clear = len(ranked) > 1 and (
        len(ranked) == _PAIR or counts[ranked[_PAIR]] * 2 <= counts[ranked[1]]
    )
    pair = ranked[:_PAIR] if clear else []
    if not known:
        return tuple(Participant(name, "party") for name in pair)
    mine = page.cast.party(known[0].name)
    said = page.statement_at(head)
    speaking = page.cast.party(said.speaker) if said else None
    rest = [n for n in ranked if n != mine]
    # the other one is the one named most, by far
    far = len(rest) == 1 or (len(rest) > 1 and counts[rest[1]] * 3 <= counts[rest[0]] * 2)
    others = [n for n in (speaking, *(rest[:1] if far else [])) if n and n != mine]
    others = [n for n in others if _can_be_party(page, n)]
    return (*known, Participant(others[0], "party")) if others else ()


def _can_be_party(page: Page, name: str) -> bool:
    actor = page.cast.actor(name)
    return actor is not None and actor.kind in ("state", "organisation", "armed_group", "bloc")
