"""What a stance is on where that is an act: what is done, threatened, required or said to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente.model.vocabulary import Stance
from detente.readings import tree
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger, plan_ahead, without_condition
from detente.readings.rules import shipped_lists

# With these it is the subject that a condition bears on: "the truce is subject to a vote".
BEING = frozenset({"be", "remain", "stand"})
# A threat holds unless what these bring is done, and if what those bring is.
_WAY_OUT = frozenset({"unless", "until", "till", "without", "before"})
_IN_CASE = frozenset({"as", "if", "in", "should", "so", "while"})
# What goes on does so until something is done; "if" and "as long as" say nothing of that.
_UNTIL = frozenset({"unless", "until", "till"})
_LONG = ("as long as", "so long as")
# What "what Norland wants is" may have behind it.
_TOLD = frozenset({"attr", "ccomp", "dobj", "xcomp"})
# What is "anyone's guess" is not told.
_GUESSES = frozenset({"guess", "matter", "mystery", "nothing", "puzzle", "question", "secret"})
_LIMITS = frozenset({"after", "before", "till", "until"})
# What ends what an idiom is about.
_BREAKS = frozenset({",", ";", ":", "–", "—", '"', "”", "“"})
# Who does not do these "on the roster" says no to the roster.
_MOVING = frozenset({"bend", "budge", "compromise", "move", "shift", "yield"})
# Verbs of a yes: who does not do these rejects the thing.
_YES = frozenset({"accept", "approve", "back", "endorse", "ratify", "support", "tolerate"})


def threat_stance(page: Page, trigger: Trigger) -> Stance | None:
    """Return the stance of a threat on what its condition says; None if the words do not tell.

    "will close it unless Norland pays", "if Norland does not pay": demands. "if Norland pays":
    rejects.
    """
    bearing = trigger.mood.condition
    first = "" if bearing is None else page.parse.tokens[bearing.start].lower
    if trigger.hit.extra["kind"] == "lasting" and first not in _UNTIL:
        return None
    if bearing is None or first in _WAY_OUT:
        return None if bearing is None else "demands"
    if first not in _IN_CASE:
        return None
    return "rejects" if _negation_in(page, bearing) is None else "demands"


def forbids(page: Page, trigger: Trigger) -> bool:
    """Return whether it is "must not raise the levy": a no to doing it to something named.

    "does not have to raise it" forbids nothing, "must not fail" is no deed.
    """
    parse, verb = page.parse, trigger.head
    must = parse.tokens[trigger.hit.start].tag == "MD"
    return must and tree.child(parse, verb, "neg") is not None and _is_to_named(page, verb)


def bars(page: Page, trigger: Trigger) -> bool:
    """Return whether a party says that another cannot have a thing: "Sudmark cannot keep it".

    Of itself it only complains so, and on a condition it may have it.
    """
    said, who = page.statement_at(trigger.head), tree.subject(page.parse, trigger.head)
    if said is None or who is None or trigger.mood.condition is not None:
        return False
    if not _is_to_named(page, trigger.head):
        return False
    parties = set(map(page.cast.party, page.who(who)))
    return bool(parties) and page.cast.party(said.speaker) not in parties


def _is_to_named(page: Page, verb: int) -> bool:
    """Whether something is done to what a noun names: "raise the levy", not "raise it"."""
    thing = tree.done_to(page.parse, verb)
    return thing is not None and page.parse.tokens[thing].pos in ("NOUN", "PROPN")


def _threatened(page: Page, trigger: Trigger) -> Stretch | None:
    """What a threat asks for or warns of: its condition without the words that turn it."""
    bearing = trigger.mood.condition
    if bearing is None:
        return None
    turning = _negation_in(page, bearing)
    start = bearing.start if turning is None else turning
    if turning is None and page.text(bearing).lower().startswith(_LONG):
        start = bearing.start + 2
    return Stretch(start + 1, bearing.end) if start + 1 < bearing.end else None


def _negation_in(page: Page, bearing: Stretch) -> int | None:
    """The "not" or "fails to" of a condition with "if", or None."""
    tokens = page.parse.tokens
    if tokens[bearing.start].lower in _WAY_OUT:
        return None
    for i in range(bearing.start, bearing.end):
        if tokens[i].dep == "neg" or tokens[i].lower == "no":  # "if no deal is reached"
            return i
        if tokens[i].lower == "to" and tokens[i - 1].lemma in ("fail", "refuse"):
            return i
    return None


def _done(page: Page, trigger: Trigger) -> Stretch | None:
    """What will be done, or not: "free the crews", "the levy will be lifted"."""
    if tree.is_passive(page.parse, trigger.head):
        return _of_passive(page, trigger.head)
    if (thing := _described(page, trigger.head)) is not None:
        return thing
    done = _predicate(page, trigger.head, whole=False)
    if (thing := _unmoved_on(page, trigger)) is not None:
        return thing
    if done is None or not _is_no_to_yes(page, trigger):
        return done
    return _refused(page, trigger, done)


def _unmoved_on(page: Page, trigger: Trigger) -> Stretch | None:
    """What a party will not move on: "we can't budge on the roster" is a no on the roster."""
    parse, verb = page.parse, trigger.head
    if trigger.hit.extra["kind"] != "refusing" or parse.tokens[verb].lemma not in _MOVING:
        return None
    things = tree.prep_objects(parse, verb, "on", "over")
    if trigger.mood.condition is not None or not things:
        return None
    thing = parse.tokens[things[0]]
    named = thing.pos in ("NOUN", "PROPN") and thing.ent not in ("DATE", "TIME")
    return tree.noun_phrase(parse, thing.i) if named else None  # "move on this" stays whole


def _described(page: Page, verb: int) -> Stretch | None:
    """The thing of "that is a fee we will not pay", where the verb alone says nothing."""
    thing = tree.done_to(page.parse, verb)
    if thing is None or thing != page.parse.tokens[verb].head:
        return None
    return tree.noun_phrase(page.parse, thing) if page.parse.tokens[verb].dep == "relcl" else None


def _is_no_to_yes(page: Page, trigger: Trigger) -> bool:
    """Whether what is refused is a yes: "will not accept any loan", "do not back it"."""
    says_no = trigger.hit.extra["kind"] == "refusing" or trigger.mood.negated
    return says_no and page.parse.tokens[trigger.head].lemma in _YES


def _refused(page: Page, trigger: Trigger, done: Stretch) -> Stretch:
    """The thing itself, for "rejects" says the rest: "any loan" of "accept any loan"."""
    thing = tree.done_to(page.parse, trigger.head)
    if thing is None or page.parse.tokens[thing].pos not in ("NOUN", "PROPN"):
        return done
    start = tree.noun_phrase(page.parse, thing).start
    return Stretch(start, done.end) if start == done.start + 1 else done


def _bound(page: Page, trigger: Trigger) -> Stretch | None:
    """What a condition bears on: what will be done, or the thing that is tied to it."""
    thing = tree.child(page.parse, trigger.head, "nsubj")
    is_so = page.parse.tokens[trigger.head].lemma in BEING
    if is_so and thing is not None and page.parse.tokens[thing].pos == "NOUN":
        return ahead_of_condition(trigger, tree.noun_phrase(page.parse, thing))
    done = _done(page, trigger)
    return None if done is None else ahead_of_condition(trigger, done)


def ahead_of_condition(trigger: Trigger, stretch: Stretch) -> Stretch:
    """Return what stands ahead of the condition, if that is part of it."""
    bearing = trigger.mood.condition
    if bearing is None or not stretch.start < bearing.start < stretch.end:
        return stretch
    return Stretch(stretch.start, bearing.start)


def _said_to_be(page: Page, trigger: Trigger) -> Stretch | None:
    if trigger.mood.negated:  # "the levy must not be raised": that it is raised
        return _done(page, trigger)
    verb, first = trigger.head, page.parse.tokens[trigger.hit.start]
    if trigger.hit.extra["kind"] == "modal" and first.i == page.parse.tokens[verb].head:
        verb = first.i  # "Sudmark needs to leave": the whole of it
    return _predicate(page, verb, whole=True)


def _made(_page: Page, trigger: Trigger) -> Stretch:
    """What is made "conditional on" something."""
    return Stretch(trigger.head + 1, trigger.hit.end - 2)


def required(page: Page, hit: Hit, verb: int) -> Stretch | None:
    """Return what is made "a condition for" something, or is one."""
    tokens, noun = page.parse.tokens, hit.end - 2
    articles = (i for i in range(noun - 1, verb, -1) if tokens[i].pos in ("DET", "PRON"))
    ahead = next(articles, noun)
    if tokens[verb].lemma == "be":
        thing = tree.child(page.parse, verb, "nsubj")
        return None if thing is None else tree.noun_phrase(page.parse, thing)
    end = ahead - 1 if tokens[ahead - 1].lower == "as" else ahead
    return Stretch(verb + 1, end) if verb + 1 < end else None


def _required_for(page: Page, trigger: Trigger) -> Stretch | None:
    """What something is a condition for."""
    end = tree.clause(page.parse, trigger.head).end
    return Stretch(trigger.hit.end, end) if trigger.hit.end < end else None


def _called(page: Page, trigger: Trigger) -> Stretch | None:
    """What is called "unacceptable": the first plan or offer behind the verb."""
    texts = shipped_lists("positions")["texts"]
    behind = page.parse.tokens[trigger.head + 1 : trigger.hit.end]
    named = next((t.i for t in behind if t.lemma in texts and t.dep != "compound"), None)
    if named is None or page.parse.tokens[named].dep == "pobj":
        return None  # "called critics of the plan absurd"
    damning = shipped_lists("positions")["damning"]
    ends = (t.i for t in behind if t.i > named and (t.pos == "PUNCT" or t.lower in damning))
    phrase = tree.noun_phrase(page.parse, named)
    return Stretch(phrase.start, min(phrase.end, next(ends, phrase.end)))


def _under(page: Page, trigger: Trigger) -> Stretch | None:
    """What would be "under a plan", without the words that name the plan."""
    plan = plan_ahead(page, trigger.hit)
    who = tree.child(page.parse, trigger.head, *tree.SUBJECTS)
    if plan is None or plan >= trigger.head or who is None or who < plan:
        return None
    start = tree.noun_phrase(page.parse, who).start
    return Stretch(start, max(without_condition(page, trigger.head).end, trigger.hit.end))


def _linked(_page: Page, trigger: Trigger) -> Stretch:
    """What is tied "to" something."""
    return Stretch(trigger.head + 1, trigger.hit.end - 1)


def _wanted(page: Page, trigger: Trigger) -> Stretch | None:
    """What it is that somebody wants: "what Norland wants is a lower toll"."""
    so = trigger.hit.end - 1
    if tree.child(page.parse, so, "neg") is not None:
        return None  # "is not a toll but a vote": whichever it is stands behind
    told = (c for c in page.parse.children[so] if c > so and page.parse.tokens[c].dep in _TOLD)
    thing = next(told, None)
    if thing is None or page.parse.tokens[thing].lemma in _GUESSES:
        return None
    return tree.subtree(page.parse, thing)


def _ruled_out(page: Page, trigger: Trigger) -> Stretch | None:
    """What there can be none of, or no need for; None where a condition may bring it."""
    parse = page.parse
    thing = tree.child(parse, trigger.head, "attr", "nsubj", "dobj")
    if thing is None or thing < trigger.head or trigger.mood.condition is not None:
        return None
    lists = shipped_lists("positions")
    if parse.tokens[thing].lemma not in lists["grounds"]:
        first = tree.noun_phrase(parse, thing)
        none = next((i for i in range(first.start, thing) if parse.tokens[i].lower == "no"), None)
        return None if none is None else _with_limit(parse, Stretch(none + 1, first.end))
    links = [c for c in parse.children[thing] if parse.tokens[c].dep == "prep"]
    below = [c for i in links for c in parse.children[i] if parse.tokens[c].pos != "PUNCT"]
    if not below or parse.tokens[below[0]].lemma in lists["unrefused"]:
        return None
    return _with_limit(parse, tree.subtree(parse, below[0]))


def _with_limit(parse: Parse, phrase: Stretch) -> Stretch:
    """What is ruled out, with the day before which it is: "no question of a truce before May"."""
    if parse.tokens[min(phrase.end, len(parse.tokens) - 1)].lower not in _LIMITS:
        return phrase
    return Stretch(phrase.start, tree.subtree(parse, phrase.end).end)


def _crossing(page: Page, trigger: Trigger) -> Stretch | None:
    """What is a red line, where that is an act: of a thing nobody can tell which way it lies."""
    act = tree.child(page.parse, trigger.head, "csubj", "nsubj")
    if act is None or page.parse.tokens[act].tag != "VBG" or trigger.mood.negated:
        return None
    return tree.subtree(page.parse, act)


def _following(page: Page, trigger: Trigger) -> Stretch | None:
    """What stands behind an idiom in its clause, from `from` tokens before its end."""
    start = trigger.hit.end + trigger.hit.extra.get("from", 0)
    end = tree.clause(page.parse, trigger.head).end
    breaks = (t.i for t in page.parse.tokens[start:end] if t.pos == "PUNCT" and t.text in _BREAKS)
    end = next(breaks, end)
    return ahead_of_condition(trigger, Stretch(start, end)) if start < end else None


def _subject(page: Page, trigger: Trigger) -> Stretch | None:
    """What meets with a yes or a no: "the plan ran into opposition from Norland"."""
    thing = tree.subject(page.parse, trigger.head)
    return None if thing is None else tree.noun_phrase(page.parse, thing)


def _lacking(page: Page, trigger: Trigger) -> Stretch | None:
    """What is found wanting; talks that "fell short of a deal" are none."""
    thing = tree.subject(page.parse, trigger.head)
    talks = thing is not None and page.parse.tokens[thing].lemma in ("negotiation", "talk")
    return None if talks else _subject(page, trigger)


def _first_behind(page: Page, trigger: Trigger) -> Stretch | None:
    """The first noun phrase behind the verb: "gave the survey the cold shoulder"."""
    behind = page.parse.tokens[trigger.head + 1 : trigger.hit.end]
    thing = next((t.i for t in behind if t.pos in ("NOUN", "PROPN") and t.dep != "compound"), None)
    return None if thing is None else tree.noun_phrase(page.parse, thing)


def _last_phrase(page: Page, trigger: Trigger) -> Stretch:
    """The phrase of the last noun of a wording: "tore up the accord on fish"."""
    return tree.noun_phrase(page.parse, trigger.hit.end - 1)


def _of_passive(page: Page, verb: int) -> Stretch | None:
    """What will be done or not, and to what: "the levy will be lifted"."""
    thing = tree.child(page.parse, verb, "nsubjpass")
    if thing is None or thing > verb:
        return None
    end = max(without_condition(page, verb).end, verb + 1)
    return Stretch(tree.noun_phrase(page.parse, thing).start, end)


def _predicate(page: Page, verb: int, *, whole: bool) -> Stretch | None:
    """What is said of the subject: the verb and what follows, or the whole clause."""
    span = tree.clause(page.parse, verb)
    return span if whole else Stretch(verb, max(without_condition(page, verb).end, verb + 1))


# What a stance is on, by kinds of wording that tell it in a way of their own.
ACTS: Mapping[str, Callable[[Page, Trigger], Stretch | None]] = {
    "bar": _threatened,
    "bidding": _done,
    "barring": _done,
    "calling": _called,
    "answerless": _last_phrase,
    "cleft": _wanted,
    "crossing": _crossing,
    "drafting": _done,
    "due": _following,
    "fault": _lacking,
    "finding": _subject,
    "given": _first_behind,
    "granting": _done,
    "idiom": _following,
    "lasting": _threatened,
    "leaving": _last_phrase,
    "linking": _linked,
    "listing": _following,
    "making": _made,
    "modal": _said_to_be,
    "nothing": _ruled_out,
    "refusing": _done,
    "requiring": _required_for,
    "threat": _threatened,
    "tie": _bound,
    "ultimatum": _threatened,
    "under": _under,
}
