"""Whose stance it is, and whose account of it: own voice, a counterpart's, the narrator's."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.actors import NARRATOR, UNNAMED, is_unnamed
from detente.model.claims import Link
from detente.model.vocabulary import Voice
from detente.readings import tree
from detente.readings.nlp import Hit
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger, plan_ahead
from detente.readings.positions.standins import (
    beside,
    group_at,
    has_provisions,
    is_again,
    is_plan,
    party_of_teller,
    resumes_the_teller,
    stand_ins,
    tellers_of_clause,
    tells_which,
)
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of

__all__ = [
    "Account",
    "Holder",
    "account_of",
    "can_hold",
    "group_at",
    "holders_of",
    "is_anothers",
    "is_drafted",
    "speaking",
    "voice_of",
]


# Wordings that are the speaker's own where they name nobody: "a deal without it is a red line".
_OF_THE_SPEAKER = frozenset(
    {"adjective", "bar", "barring", "bidding", "crossing", "due", "fault", "lasting", "nothing"}
    | {"requiring", "tie", "ultimatum"}
)
# Wordings that whoever does what their verb says holds.
_DONE = frozenset(
    {"answerless", "calling", "cleft", "given", "granting", "idiom", "leaving", "linking"}
    | {"making", "refusing", "threat", "verb"}
)
# Who says what is quoted where nobody is found to have said it.
_SOMEBODY = f"{UNNAMED}who is quoted"
# Who mediated once now speaks for nobody.
_FORMER = frozenset({"ex", "erstwhile", "former", "onetime", "then"})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a stance.

    party: The party. name: Who is named as holding it (its minister, say), or the party.
    """

    party: str
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """Who tells of a stance, in which voice, how surely, by which chain."""

    reported_by: str
    voice: Voice
    hedged: bool
    chain: tuple[Link, ...]


def holders_of(page: Page, hit: Hit, head: int) -> list[Holder]:
    """Return who holds the stance of a wording; empty if nobody who can is known."""
    token = _holder_token(page, hit, head)
    if token is None and (partners := _partners(page, hit, head)):
        return _holders(page, tuple(name for o in partners for name in page.who(o)))
    if token is None:
        spoken = speaking(page, head) if _speaks_for_itself(page, hit, head) else []
        return spoken or (_telling(page, head) if hit.extra["kind"] == "modal" else [])
    if hit.extra["kind"] == "verb" and not page.who(token) and resumes_the_teller(page, head):
        return _telling(page, head)
    known = page.who(token)
    if is_again(page, token, head) or (known and all(map(is_unnamed, known))):
        known = party_of_teller(page, token)
    if not known and tells_which(page, token, head):
        return []
    names = known + beside(page, token) if known else stand_ins(page, token)
    for partner in _partners(page, hit, head):
        names += page.who(partner)
    return _holders(page, names)


def _partners(page: Page, hit: Hit, head: int) -> list[int]:
    """With whom it is done: "signed with Sudmark", "signed a pact with Sudmark"."""
    joints = hit.extra.get("partners", ())
    thing = tree.done_to(page.parse, head) if joints else None
    places = [head] if thing is None else [head, thing]
    found = [o for i in places for o in tree.prep_objects(page.parse, i, *joints)]
    return [mate for o in found for mate in tree.conjuncts(page.parse, o)]


def account_of(page: Page, head: int, holder: Holder) -> Account:
    """Return whose account of a stance it is.

    Where nobody is quoted, what an official is reported to urge or to threaten is that official's
    own word; what one does or has in mind ("unveiled", "agreed", "wants") the narrator tells.
    """
    said = page.statement_at(head)
    teller = said.speaker if said is not None else NARRATOR
    if said is None and _is_quoted(page, head):
        teller = _SOMEBODY
    elif said is None and holder.name != holder.party and _is_uttered(page, head):
        teller = holder.name
    return Account(
        reported_by=teller,
        voice=voice_of(page, teller, holder.party),
        hedged=(said is not None and said.hedged) or _guesses(page, head, teller, holder),
        chain=chain_of(page, head),
    )


def _is_quoted(page: Page, head: int) -> bool:
    """Whether it stands in a sentence that is quoted, so that the report does not say it."""
    quote, parse = page.quoted(head), page.parse
    if quote is None:
        return False
    who = tree.subject(parse, head)
    return who is not None and page.quoted(who) is quote


def _is_uttered(page: Page, head: int) -> bool:
    """Whether a verb or noun is an act of speech of whoever does it, and of no plan."""
    uttering = shipped_lists("positions")["uttering"]
    return page.parse.tokens[head].lemma in uttering and not is_drafted(page, head)


def voice_of(page: Page, teller: str, party: str) -> Voice:
    """Return the voice in which a teller speaks of a party's stance."""
    if teller == NARRATOR:
        return "narrator"
    if page.cast.party(teller) == party or teller == party:
        return "own"
    if is_unnamed(teller):
        return "unnamed"
    return "mediator" if mediates(page, teller) else "counterpart"


def mediates(page: Page, name: str) -> bool:
    """Return whether the text calls somebody a mediator, and no former one."""
    actor = page.cast.actor(name)
    role = actor.role.lower() if actor is not None and actor.role is not None else ""
    return "mediat" in role and _FORMER.isdisjoint(role.replace("-", " ").split())


def can_hold(page: Page, name: str) -> bool:
    """Return whether somebody may hold a position; analysts, journalists and outlets do not."""
    if is_unnamed(name):
        return False
    actor = page.cast.actor(name)
    role = (actor.role or "").lower() if actor else ""
    if name in shipped_lists("outlets")["outlets"]:
        return False
    return not _is_outside(role) and not _is_institute(page, name)


def _is_institute(page: Page, name: str) -> bool:
    """Whether those who act for somebody judge from outside: a bank of analysts, a school."""
    if set(name.lower().split()) & set(shipped_lists("positions")["institutes"]):
        return True
    roles = [(a.role or "").lower() for a in page.cast.actors if a.acts_for == name]
    return bool(roles) and all(_is_outside(role) for role in roles)


def _is_outside(role: str) -> bool:
    return any(word in role for word in shipped_lists("positions")["outsiders"])


def _holders(page: Page, names: tuple[str, ...]) -> list[Holder]:
    found = {page.cast.party(name): name for name in names if can_hold(page, name)}
    return [Holder(party, name) for party, name in found.items()]


def _telling(page: Page, head: int) -> list[Holder]:
    """Who says the clause, if they speak for a party: persons of their own hold nothing here."""
    return [
        holder
        for holder in _holders(page, tellers_of_clause(page, head))
        if not _is_alone(page, holder.name)
    ]


def _is_alone(page: Page, name: str) -> bool:
    actor = page.cast.actor(name)
    if actor is None or actor.kind != "person" or page.cast.party(name) != name:
        return False
    return not _is_in_office(actor.role or "")


def _is_in_office(role: str) -> bool:
    """Whether somebody whose party the text leaves out speaks for it: a senator, a mayor."""
    words = set(role.lower().replace(".", " ").split())
    return bool(words & set(shipped_lists("positions")["offices"]))


def _holder_token(page: Page, hit: Hit, head: int) -> int | None:
    parse, kind = page.parse, hit.extra["kind"]
    if kind in _DONE:
        doer = tree.doer(parse, head)
        if doer is not None and (signed := _signing_verb(page, doer)) is not None:
            return tree.doer(parse, signed)
        return _author(page, doer) if doer is not None and is_drafted(page, head) else doer
    if kind == "under":
        plan = plan_ahead(page, hit)
        return None if plan is None else _author(page, plan)
    if kind in ("provision", "drafting"):
        plan = tree.subject(parse, head)
        return _author(page, plan) if plan is not None and has_provisions(page, plan) else None
    if kind in ("phrase", "state") or (kind == "adjective" and hit.extra.get("holder")):
        verb = head if parse.tokens[head].pos == "VERB" else tree.governing_verb(parse, head)
        if parse.tokens[head].dep in ("amod", "acl"):
            return parse.tokens[head].head
        return tree.subject(parse, verb) if verb is not None else None
    if kind in ("adjective", "crossing"):
        judges = tree.prep_objects(parse, head, "to", "for")
        if not judges:  # "a red line for Norland", "a non-starter for Norland"
            judges = tree.prep_objects(parse, hit.end - 1, "to", "for")
        return judges[0] if judges else None
    return _keeper_of_terms(page, hit, head)


def _keeper_of_terms(page: Page, hit: Hit, head: int) -> int | None:
    """Who keeps something up, owns it, or makes terms for it; None for whoever says so."""
    kind = hit.extra["kind"]
    if kind == "tie":
        return _bound(page, head)
    if kind == "finding":  # "opposition from Norland", "Norland's approval"
        return _met_with(page, hit)
    if kind == "listing":
        inside = page.parse.tokens[hit.start : hit.end]
        noun = next((t.i for t in inside if t.pos == "NOUN"), hit.start)
        return _owner(page, noun)
    if kind == "requiring":  # "an audit is a condition for talks": whoever says so asks for it
        so = page.parse.tokens[head].lemma == "be"
        return None if so else tree.doer(page.parse, head)
    if kind in ("lasting", "noun"):
        return _keeper(page, hit, head) if kind == "lasting" else _owner(page, head)
    return None


def _met_with(page: Page, hit: Hit) -> int | None:
    """Whose yes or no a thing meets with: who stands behind the wording, or owns its last noun."""
    last, parse = hit.end - 1, page.parse
    behind = [c for c in parse.children[last] if parse.tokens[c].dep == "pobj"]
    return behind[0] if behind else tree.child(parse, last, "poss")


def _bound(page: Page, verb: int) -> int | None:
    """Who does what a condition bears on, or whose it is; None where that is a thing."""
    doer = tree.doer(page.parse, verb)
    if doer is None or page.who(doer) or stand_ins(page, doer):
        return doer
    owner = _owner(page, doer)
    return owner if owner is not None and page.who(owner) else None


def _keeper(page: Page, hit: Hit, verb: int) -> int | None:
    """Who keeps up what lasts: its owner in "Norland's blockade will go on", else the subject."""
    doer = tree.doer(page.parse, verb)
    lasts = doer is not None and hit.start <= doer < hit.end
    return _owner(page, doer) if doer is not None and lasts else doer


def _signing_verb(page: Page, text: int) -> int | None:
    """The verb whose doer stands behind a text: "signed a declaration pledging it"; or None."""
    words = shipped_lists("positions")
    token = page.parse.tokens[text]
    signed = token.dep == "dobj" and page.parse.tokens[token.head].lemma in words["signing"]
    return token.head if signed and token.lemma in words["signed"] else None


def is_drafted(page: Page, verb: int) -> bool:
    """Return whether a plan does what the verb says: "the plan calls for a joint authority"."""
    doer = tree.doer(page.parse, verb)
    return doer is not None and not page.who(doer) and is_plan(page, doer)


def _author(page: Page, plan: int) -> int | None:
    """Whose plan it is: its owner here, or the one owner that the report names for such a word."""
    own = _owner(page, plan)
    if own is not None:
        return own
    parse, lemma = page.parse, page.parse.tokens[plan].lemma
    before = [t.i for t in parse.tokens[:plan] if t.lemma == lemma and t.pos == "NOUN"]
    owners = [o for i in before if (o := _owner(page, i)) is not None]
    parties = {page.cast.party(name) for o in owners for name in page.who(o)}
    return owners[-1] if len(parties) == 1 and page.who(owners[-1]) else None


def _owner(page: Page, noun: int) -> int | None:
    """Whose demand or offer it is: the possessor, or who makes it."""
    parse = page.parse
    own = tree.child(parse, noun, "poss")
    if own is None:  # "its 28 crown a share offer": the parser gives the crown to it
        ahead = (c for c in parse.children[noun] if c < noun and parse.tokens[c].dep == "nmod")
        own = next((p for c in ahead if (p := tree.child(parse, c, "poss")) is not None), None)
    if own is None and parse.tokens[noun].dep == "compound":
        own = tree.child(parse, parse.tokens[noun].head, "poss")  # "its consent hinges" as a noun
    if own is not None:
        return own
    by = tree.prep_objects(parse, noun, "by", "from") or _from_within(page, noun)
    if by:
        return by[0]
    modifier = next(
        (c for c in parse.children[noun] if c < noun and c in page.cast.of_token), None
    )
    if modifier is not None:
        return modifier
    token = parse.tokens[noun]
    makes = shipped_lists("positions")["making"]
    if token.dep == "dobj" and parse.tokens[token.head].lemma in makes:
        return tree.doer(parse, token.head)
    return None


def _from_within(page: Page, noun: int) -> list[int]:
    """Whose "opposition to a levy from Norland" it is: the parser hangs that on the levy."""
    things = tree.prep_objects(page.parse, noun, "to", "of")
    senders = [o for i in things for o in tree.prep_objects(page.parse, i, "by", "from")]
    return [o for o in senders if page.who(o)]


def _speaks_for_itself(page: Page, hit: Hit, head: int) -> bool:
    """Whether a wording with no holder is the speaker's own: "was acceptable", "must include"."""
    kind = hit.extra["kind"]
    if kind == "modal":
        above = [page.parse.tokens[i] for i in tree.ancestors(page.parse, head)]
        inner = [t for t in above if page.statement_at(t.i) == page.statement_at(head)]
        return not inner
    if kind in ("refusing", "granting", "verb"):
        return tree.is_passive(page.parse, head)
    return kind in _OF_THE_SPEAKER


def is_anothers(page: Page, trigger: Trigger) -> bool:
    """Return whether what will be done by nobody named is for somebody but the speaker to do.

    "Norland's levy will be lifted", Sudmark says, or: "the levy will be lifted if Sudmark pays".
    """
    said = page.statement_at(trigger.head)
    passive = trigger.hit.extra["kind"] in ("granting", "refusing", "tie")
    if said is None or not passive or not tree.is_passive(page.parse, trigger.head):
        return False
    thing = tree.child(page.parse, trigger.head, "nsubjpass")
    owner = None if thing is None else _owner(page, thing)
    party = page.cast.party(said.speaker)
    if owner is not None and party not in map(page.cast.party, page.who(owner)):
        return True
    bearing = trigger.mood.condition
    asked = range(bearing.start, bearing.end) if bearing is not None else ()
    return any(party in map(page.cast.party, page.who(i)) for i in asked)


def speaking(page: Page, head: int) -> list[Holder]:
    """Return for whom whoever says a clause speaks, if that can be told; persons for nobody."""
    said = page.statement_at(head)
    if said is None:
        return []
    if is_unnamed(said.speaker):
        return _holders(page, party_of_teller(page, head))
    if not can_hold(page, said.speaker):
        return []
    party = page.cast.party(said.speaker)
    return [] if _is_alone(page, said.speaker) else [Holder(party, said.speaker)]


def _guesses(page: Page, head: int, teller: str, holder: Holder) -> bool:
    """Whether a teller speaks about what another party has in mind."""
    if teller == NARRATOR or voice_of(page, teller, holder.party) == "own":
        return False
    return page.parse.tokens[head].lemma in shipped_lists("positions")["mind"]
