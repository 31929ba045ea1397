"""Who carried a message between two sides: talks through a go-between."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.actors import NARRATOR, is_unnamed
from detente.model.claims import Contact, Participant, StatusBy
from detente.readings import tree
from detente.readings.coming import in_condition
from detente.readings.contacts.times import when_of
from detente.readings.modality import mood
from detente.readings.nlp import Hit
from detente.readings.page import Page
from detente.readings.speech.chain import chain_of

# Rules of this kind tell of words that somebody carried.
MESSAGE = "message"


def messages(page: Page) -> Iterator[Contact]:
    """Yield messages that somebody passed from one side to another, in order of the text.

    From whom, to whom and by whom has to be told; what is only to be carried, or was not, is none.
    """
    for hit in page.hits("contacts"):
        if hit.reads == MESSAGE:
            made = _message(page, hit)
            if made is not None:
                yield made


def _message(page: Page, hit: Hit) -> Contact | None:
    parse, verb = page.parse, hit.start
    put, message = mood(parse, verb), tree.done_to(parse, verb)
    carrier = tree.doer(parse, verb)
    if put.negated or put.modal or put.future or put.question or put.footing != "asserted":
        return None
    if in_condition(page, verb):
        return None
    if message is None or carrier is None or parse.tokens[verb].tag not in ("VBD", "VBN", "VBZ"):
        return None
    by = _named(page, carrier)
    first, second = (_side(page, verb, message, word) for word in ("from", "to"))
    if by is None or first is None or second is None:
        return None
    parties = [page.cast.party(name) for name in (by, first, second)]
    if len(set(parties)) < len(parties):
        return None  # who carries its own message is no go-between
    said = page.statement_at(verb)
    teller = said.speaker if said else NARRATOR
    when = when_of(page, message, verb)
    words = page.within_statement(tree.clause(parse, verb), verb)
    return Contact(
        evidence=(page.cite(words),),
        kind="talks",
        participants=(
            Participant(first, "party"),
            Participant(second, "party"),
            Participant(by, "mediator"),
        ),
        status="held",
        days=when.days if when else None,
        date_text=page.text(when.stretch) if when else None,
        format="indirect",
        statuses=(StatusBy("held", teller),),
        reported_by=teller,
        hedged=put.hedged,
        chain=chain_of(page, verb),
        rule=hit.rule,
        confidence=hit.confidence,
    )


def _side(page: Page, verb: int, message: int, word: str) -> str | None:
    """Return who stands behind "from" or "to", beside the message or beside what carries it."""
    for head in (message, verb):
        for i in tree.prep_objects(page.parse, head, word):
            if (name := _named(page, i)) is not None:
                return name
    return None


def _named(page: Page, i: int) -> str | None:
    """Return who stands there by name; a name that the report tells of elsewhere is somebody's."""
    found = next((name for name in page.who(i) if not is_unnamed(name)), None)
    if found is None and page.parse.tokens[i].pos == "PROPN":
        known = page.cast.actor(page.text(tree.bare_phrase(page.parse, i)))
        found = known.name if known is not None else None
    return found
