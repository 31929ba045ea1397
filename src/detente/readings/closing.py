"""How a deal is told without a word for it: several agreed to do something, a bid was taken up."""

from __future__ import annotations

import datetime as dt

from detente.readings import times, tree
from detente.readings.agreements import noun_of, word_set
from detente.readings.modality import mood
from detente.readings.nlp import Parse
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

# What was agreed longer ago than this is what went before the talks that a report tells of.
RECENT = dt.timedelta(days=14)
_MANY = frozenset({"all", "both", "the", "these", "those"})
_SEVERAL = 2
_BINDING = frozenset({"will", "would", "shall", "should", "must"})


def is_agreed_together(page: Page, verb: int) -> bool:
    """Return whether several parties together agreed to do what is more than to talk.

    "The eight countries agreed to cut subsidies", "Norland and Sudmark agreed to an exchange".
    """
    parse = page.parse
    who = tree.subject(parse, verb)
    if who is None or tree.is_passive(parse, verb) or not _is_recent(page, verb):
        return False
    return is_several(page, who) and _is_of_substance(parse, verb)


def is_agreed_in_part(page: Page, verb: int) -> bool:
    """Return whether several parties together agreed on one thing of many.

    "The two parties agreed on a royalty", "Both sides agreed that the fee will stay".
    """
    parse = page.parse
    who = tree.subject(parse, verb)
    if who is None or tree.is_passive(parse, verb) or not _is_recent(page, verb):
        return False
    empty = shipped_lists("progress")["empty"]
    things = [parse.tokens[i] for i in tree.prep_objects(parse, verb, "on", "upon")]
    on = any(t.ent not in ("DATE", "TIME") and t.lemma.lower() not in empty for t in things)
    said = tree.child(parse, verb, "ccomp")
    that = said is not None and said > verb and _binds(parse, said)
    return is_several(page, who) and (on or that)


def _binds(parse: Parse, verb: int) -> bool:
    """Whether a clause says what is to be: "that the fee will stay", not "that it was late"."""
    put = mood(parse, verb)
    ahead = put.future or put.modal in _BINDING
    return ahead and tree.child(parse, verb, "mark") is not None and not put.hedged


def is_several(page: Page, who: int) -> bool:
    """Return whether a noun stands for several parties: by names, or "the eight countries"."""
    named = dict.fromkeys(map(page.cast.party, page.who(who)))
    return len(named) >= _SEVERAL or is_many(page.parse, who)


def is_many(parse: Parse, who: int) -> bool:
    """Return whether a noun means certain several parties: "the eight countries"."""
    token = parse.tokens[who]
    if token.tag != "NNS" or token.lemma.lower() not in shipped_lists("progress")["together"]:
        return False
    ahead = [parse.tokens[c] for c in parse.children[who] if c < who]
    return any(t.lower in _MANY or t.dep == "nummod" for t in ahead)


def counted_group(page: Page, who: int | None) -> tuple[str, ...]:
    """Return several parties as the text calls them where it names none: "eight countries".

    Or by what they are: "the industrial countries".
    """
    parse = page.parse
    if who is None or not is_many(parse, who) or tree.child(parse, who, "nummod", "amod") is None:
        return ()
    phrase = tree.noun_phrase(parse, who)
    words = page.text(phrase).split(" ")
    return (" ".join(words[1:] if words[0].casefold() in _MANY else words),)


def is_bid_taken_up(page: Page, verb: int) -> bool:
    """Return whether those who decide on a bid said yes: "the board recommended the offer"."""
    parse, lists = page.parse, shipped_lists("progress")
    who, thing = tree.doer(parse, verb), tree.done_to(parse, verb)
    if who is None or thing is None or not _is_recent(page, verb):
        return False
    decides = any(parse.tokens[i].lemma.lower() in lists["deciders"] for i in _heads(parse, who))
    return decides and parse.tokens[thing].lemma.lower() in lists["bids"]


def _heads(parse: Parse, who: int) -> list[int]:
    """A noun, and what it is made up of: "a majority of shareholders"."""
    return [who, *tree.prep_objects(parse, who, "of")]


def _is_of_substance(parse: Parse, verb: int) -> bool:
    """Whether what was agreed to binds: to cut, to a withdrawal; not to meet or to differ."""
    talk = word_set("no_deeds") | frozenset(shipped_lists("progress")["procedure"])
    deed = tree.child(parse, verb, "xcomp")
    if deed is not None and deed > verb and parse.tokens[deed].tag == "VB":
        below = tree.child(parse, deed, "xcomp")
        lemmas = {parse.tokens[i].lemma for i in (deed, below) if i is not None}
        return lemmas.isdisjoint(talk)
    things = tree.prep_objects(parse, verb, "to")
    return any(noun_of(parse.tokens[i]) in word_set("stops") for i in things)


def _is_recent(page: Page, verb: int) -> bool:
    """Whether it is told as news: not of a day long gone, nor of what had been before."""
    had = tree.child(page.parse, verb, "aux")
    before = had is not None and page.parse.tokens[had].lower == "had"
    if before and page.statement_at(verb) is None:
        return False  # in what somebody says it is no more than the form of reported speech
    when, day = times.when(page, verb), page.day
    return when is None or day is None or when.days.end >= day - RECENT
