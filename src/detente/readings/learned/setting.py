"""What is known of a claim besides its words, in numbers: its place, its report, who it is about.

"A deal agreed by ministers" mentions a deal, "ministers agreed" tells of one; and a demand in a
report of talks is about the talks more often than one in a report of a fire.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import get_args

from detente.model.actors import NARRATOR, is_unnamed
from detente.model.claims import Claim, Contact, Position
from detente.model.vocabulary import ContactKind, Stance, Status, Voice
from detente.readings import tree
from detente.readings.learned.clauses import Clause
from detente.readings.page import Page

# How the verb of a claim may hang on the sentence.
_HANGING = ("ROOT", "acl", "relcl", "advcl", "ccomp", "conj", "xcomp")
_TALKS = ("contacts", "proposals", "next_steps")
# Stances that the text itself gives hold more often, each by its own measure.
_OWNED = ("en.position.demand.noun", "en.position.reject.noun")
_AGREED = ("en.position.accept.deal", "en.position.accept.signed_by")
_SIGNING = frozenset({"initial", "sign"})
_ACCORDS = frozenset({"accord", "agreement", "ceasefire", "deal", "pact", "treaty", "truce"})
_TOLD: tuple[Stance, ...] = ("rejects", "demands", "accepts")


def facts_of_setting(
    page: Page, claims: Sequence[Claim], claim: Claim, *, clause: Clause | None
) -> tuple[float, ...]:
    """Return what tells of a claim that its clause alone does not.

    claims: All of the page so far. clause: Where it stands; None on a page without clauses.
    """
    facts = [*_of_place(page, claim, clause), *_of_report(page, claims)]
    if isinstance(claim, Position):
        facts += _of_position(page, claim)
    elif isinstance(claim, Contact):
        facts += _of_contact(page, claim)
    return tuple(map(float, facts))


def _of_place(page: Page, claim: Claim, clause: Clause | None) -> Iterator[float]:
    parse, main = page.parse, claim.main
    token = parse.tokens[page.token_at(main.start) if clause is None else clause.verb]
    yield from (token.dep == dep for dep in _HANGING)
    yield token.tag == "VBN" and token.dep in ("acl", "relcl", "advcl")
    yield token.sentence / max(1, len(parse.sentences))
    yield math.log(1 + main.end - main.start)
    yield page.quoted(token.i) is not None
    yield claim.hedged


def _of_report(page: Page, claims: Sequence[Claim]) -> Iterator[float]:
    size = math.log(1 + len(page.parse.sentences))
    talks = sum(claim.family in _TALKS for claim in claims)
    positions = sum(claim.family == "positions" for claim in claims)
    yield size
    yield math.log(1 + talks)
    yield math.log(1 + positions)
    yield math.log(1 + talks + positions) - size


def _of_position(page: Page, position: Position) -> Iterator[float]:
    actor = page.cast.actor(position.actor)
    yield 0.0 if actor is None else math.log(1 + len(actor.mentions))
    yield actor is not None and actor.kind == "state"
    yield actor is not None and actor.kind == "person"
    yield len(position.actor.split()) > 2
    yield from (position.voice == voice for voice in get_args(Voice))
    yield from (position.stance == stance for stance in get_args(Stance))
    yield position.level is not None
    told = position.voice == NARRATOR
    yield from (told and position.stance == stance for stance in _TOLD)


def is_owned(position: Position) -> bool:
    """Return whether a noun with an owner tells of it: "Norland's demand", "its refusal"."""
    return position.rule.partition("@")[0] in _OWNED


def is_signature(page: Page, position: Position, others: Sequence[Claim]) -> bool:
    """Return whether the text plainly says that a party and another one signed an accord.

    "plainly": as what happened, in the narrator's or the party's own words, without "if" or
    "reportedly". others: The positions of the page.
    """
    plain = position.stance == "accepts" and position.voice in ("narrator", "own")
    if not plain or position.hedged or position.condition is not None:
        return False
    if position.rule.partition("@")[0] not in _AGREED:
        return False
    tokens = page.parse.tokens
    inside = tokens[page.token_at(position.main.start) : page.token_at(position.main.end - 1) + 1]
    signed = next((token.i for token in inside if token.lemma in _SIGNING), None)
    thing = None if signed is None else tree.done_to(page.parse, signed)
    if thing is None or tokens[thing].lemma not in _ACCORDS:
        return False
    partners = {p.actor for p in others if isinstance(p, Position) and p.main == position.main}
    return len(partners) > 1


def _of_contact(page: Page, contact: Contact) -> Iterator[float]:
    count = len(contact.participants)
    actors = [page.cast.actor(one.name) for one in contact.participants]
    yield from (contact.kind == kind for kind in get_args(ContactKind))
    yield from (contact.status == status for status in get_args(Status))
    yield contact.days is not None
    yield contact.place is not None
    yield from (count == few for few in (0, 1, 2))
    yield count > 3
    yield any(actor is not None and actor.kind == "state" for actor in actors)
    yield any(is_unnamed(one.name) for one in contact.participants)
    yield len(contact.evidence)
