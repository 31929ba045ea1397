"""What a stance is on: the object, clause or predicate of a wording in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.model.vocabulary import Stance
from detente.readings import tree
from detente.readings.modality import Mood
from detente.readings.nlp import Hit, Stretch, Token
from detente.readings.page import Page
from detente.readings.positions.limits import phrase_of, with_limit
from detente.readings.rules import shipped_lists

_INNER = frozenset({"advcl", "ccomp", "csubj", "xcomp"})
# As such the parser may take what somebody is called on to do.
_ACTS = frozenset({"advcl", "ccomp", "xcomp"})
# With these it is the subject that a condition bears on: "the truce is subject to a vote".
BEING = frozenset({"be", "remain", "stand"})
# "suggested that it may stay" tells of a possibility, and puts nothing forward.
_POSSIBLE = frozenset({"may", "might", "could", "would", "will", "can"})
# A threat holds unless what these bring is done, and if what those bring is.
_WAY_OUT = frozenset({"unless", "until", "till", "without", "before"})
_IN_CASE = frozenset({"as", "if", "in", "should", "so", "while"})
# What goes on does so until something is done; "if" and "as long as" say nothing of that.
_UNTIL = frozenset({"unless", "until", "till"})
_LONG = ("as long as", "so long as")
_RELATIVES = frozenset({"that", "which", "whom", "who"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A wording in its place: the token that it turns on, and how its clause is put."""

    hit: Hit
    head: int
    mood: Mood


def target_of(page: Page, trigger: Trigger) -> Stretch | None:
    """Return the words that the stance is on, or None if there are none."""
    parse, extra = page.parse, trigger.hit.extra
    kind, head = extra["kind"], trigger.head
    if kind in _TARGETS:
        return _TARGETS[kind](page, trigger)
    if kind == "adjective" and not extra.get("holder"):
        thing = tree.subject(parse, verb_of(page, head))
        if thing is not None and parse.tokens[thing].lower == "it":
            return _judged(page, trigger)
        return tree.noun_phrase(parse, thing) if thing is not None else None
    if "through" in extra:
        carrier = next(
            (c for c in parse.children[head] if page.parse.tokens[c].lemma in extra["through"]),
            None,
        )
        if carrier is None:
            return None
        prepositions = extra.get("of", ())
        return _complement(page, carrier, prepositions) or _behind(page, head, prepositions)
    if kind == "phrase":
        head = trigger.hit.end - 1
    found = _governed(page, trigger, head)
    if found is None and kind == "noun":
        found = _right_behind(page, trigger)
    return None if found is None else with_limit(page, head, found)


def _judged(page: Page, trigger: Trigger) -> Stretch | None:
    """What "it is unacceptable to" do, or that; "it" itself where nothing follows."""
    parse, verb = page.parse, verb_of(page, trigger.head)
    clauses = (*parse.children[trigger.head], *parse.children[verb])
    told = (c for c in clauses if c > trigger.head and parse.tokens[c].dep in _INNER)
    inner = next(told, None)
    if inner is None:
        thing = tree.subject(parse, verb)
        return None if thing is None else tree.noun_phrase(parse, thing)
    return _without_condition(page, inner)


def _governed(page: Page, trigger: Trigger, head: int) -> Stretch | None:
    """The object, clause or phrase that a wording takes; of a tied yes at least the yes itself."""
    extra = trigger.hit.extra
    if extra["kind"] == "state":
        return _behind(page, head, extra["of"]) or _complement(page, head, extra["of"])
    if extra.get("tied"):
        return _complement(page, head, extra["of"]) or tree.noun_phrase(page.parse, head)
    return _after_preposition(page, trigger) or _complement(page, head, extra.get("of", ()))


def _right_behind(page: Page, trigger: Trigger) -> Stretch | None:
    """What stands right behind a noun's "to", "that" or "for", wherever the parser hangs it."""
    parse, last = page.parse, trigger.hit.end - 1
    word = parse.tokens[last].lower
    if word == "that" or (word == "to" and parse.tokens[last].dep == "aux"):
        verb = parse.tokens[last].head
        behind = verb > last and tree.subtree(parse, verb).start >= trigger.hit.start
        return Stretch(last + 1, _without_condition(page, verb).end) if behind else None
    if word == "to" and trigger.hit.reads not in ("accepts", "rejects"):
        return None  # "its proposal to the bank" is made to the bank
    things = [c for c in parse.children[last] if parse.tokens[c].dep in ("pobj", "pcomp")]
    return phrase_of(page, things[0], trigger.head) if things else None


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
        if tokens[i].dep == "neg":
            return i
        if tokens[i].lemma in ("fail", "refuse") and tokens[i + 1].lower == "to":
            return i + 1
    return None


def _after_preposition(page: Page, trigger: Trigger) -> Stretch | None:
    """What stands behind the preposition that the wording holds ("asked for", "insists on").

    Its object, or the infinitive with its own subject: "calls for Norland to leave".
    """
    parse, last = page.parse, trigger.hit.end - 1
    if trigger.hit.extra["kind"] != "verb" or last <= trigger.head:
        return None
    if parse.tokens[last].lower not in trigger.hit.extra.get("of", ()):
        return None
    above = parse.tokens[last].head
    if parse.tokens[last].dep in ("mark", "prep") and trigger.head < last < above:
        return Stretch(last + 1, _without_condition(page, above).end)
    nouns = [c for c in parse.children[last] if parse.tokens[c].dep in ("pobj", "pcomp")]
    if not nouns or parse.tokens[nouns[0]].lower in _RELATIVES:
        return None
    after = [c for c in parse.children[trigger.head] if parse.tokens[c].dep in _ACTS]
    acts = [c for c in after if c > nouns[0] and tree.child(parse, c, "aux") is not None]
    acts = [c for c in acts if parse.tokens[c].tag == "VB"]
    thing = phrase_of(page, nouns[0], trigger.head)
    return Stretch(thing.start, _without_condition(page, acts[0]).end if acts else thing.end)


def is_insisted(page: Page, verb: int, told: int) -> bool:
    """Return whether it is "insisted that it will not sign": that is said, and not asked for."""
    insists = page.parse.tokens[verb].lemma == "insist"
    return insists and page.parse.tokens[told].dep == "ccomp" and not _is_subjunctive(page, told)


def is_only_saying(page: Page, stretch: Stretch) -> bool:
    """Return whether words only say that something is said: a stance is on what is said."""
    words = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
    telling = [t for t in page.parse.tokens[stretch.start : stretch.end] if t.pos in words]
    saying = shipped_lists("positions")["saying"]
    return bool(telling) and all(t.lemma in saying or _is_cue(page, t.start) for t in telling)


def _is_cue(page: Page, at: int) -> bool:
    cues = (said.cue for said in page.statements)
    return any(cue is not None and cue.start <= at < cue.end for cue in cues)


def is_negotiable(page: Page, trigger: Trigger, target: Stretch) -> bool:
    """Whether a verb of wide use ("support", "review") has something on the table for object.

    What is backed only on a condition is on the table, whatever it is called.
    """
    if trigger.hit.reads == "accepts" and trigger.mood.condition is not None:
        return True
    if page.parse.tokens[trigger.head].lemma not in trigger.hit.extra.get("texts", ()):
        return True
    texts = shipped_lists("positions")["texts"]
    tokens = page.parse.tokens[target.start : target.end]
    return any(t.lemma in texts for t in tokens) or _is_text(page, tokens[0])


def _is_text(page: Page, token: Token) -> bool:
    """Whether "it" is an offer or plan that was named just before, in the same sentence."""
    if token.lower != "it":
        return False
    texts = shipped_lists("positions")["texts"]
    first = page.parse.sentences[token.sentence].start
    ahead = [
        t for t in page.parse.tokens[first : token.i] if t.tag == "NN" and t.dep != "compound"
    ]
    return any(t.lemma in texts for t in ahead)


def verb_of(page: Page, adjective: int) -> int:
    """The verb that an adjective completes: the one just before it, else the one above it."""
    before = page.parse.tokens[adjective - 1] if adjective else None
    if before is not None and before.pos in ("VERB", "AUX"):
        return before.i
    above = tree.governing_verb(page.parse, adjective)
    return above if above is not None else adjective


def _complement(page: Page, head: int, prepositions: list[str]) -> Stretch | None:
    """Return the object, clause or prepositional object of a verb, noun or adjective."""
    parse = page.parse
    clauses = [c for c in parse.children[head] if parse.tokens[c].dep in ("ccomp", "xcomp", "acl")]
    if parse.tokens[head].pos in ("NOUN", "PROPN", "ADJ"):
        clauses += [c for c in parse.children[head] if _is_infinitive(page, c) and c > head]
    after = [c for c in clauses if c > head]
    thing = tree.done_to(parse, head) if parse.tokens[head].pos == "VERB" else None
    fact = after and parse.tokens[after[0]].dep == "ccomp" and not _is_subjunctive(page, after[0])
    if fact and parse.tokens[head].lemma in ("suggest", "insist", "ask"):
        return None
    if parse.tokens[head].lemma == "seek" and after and not _is_gain(page, after[0]):
        return None
    if thing is not None and not after:
        after = _asked_of(page, head, thing)
    if after and thing is not None and head < thing < after[0]:
        return Stretch(tree.noun_phrase(parse, thing).start, tree.subtree(parse, after[0]).end)
    if after:
        start = _for_whom(page, head, after[0])
        start += parse.tokens[start].lower == "why"  # "any reason why it should pay"
        return Stretch(start, _without_condition(page, after[0]).end)
    if thing is not None:
        return phrase_of(page, thing, head)
    nouns = tree.prep_objects(parse, head, *prepositions) if prepositions else []
    particle = [c for c in parse.children[head] if parse.tokens[c].lower in prepositions]
    nouns += [
        o for p in particle for o in parse.children[p] if parse.tokens[o].dep in ("pobj", "pcomp")
    ]
    if parse.tokens[head].dep == "prep" and not nouns:
        nouns = [c for c in parse.children[head] if parse.tokens[c].dep in ("pobj", "pcomp")]
    return phrase_of(page, nouns[0], head) if nouns else None


def _asked_of(page: Page, verb: int, thing: int) -> list[int]:
    """What somebody is pushed "to do", though the parser takes it for a purpose."""
    parse = page.parse
    if parse.tokens[verb].lemma not in shipped_lists("positions")["urging"]:
        return []
    end = tree.noun_phrase(parse, thing).end
    clauses = [c for c in parse.children[verb] if parse.tokens[c].dep == "advcl"]
    return [c for c in clauses if parse.tokens[end].lower == "to" and parse.tokens[end].head == c]


def _is_infinitive(page: Page, verb: int) -> bool:
    """Whether a clause behind a noun says what it is for: "a green light to sail"."""
    token, first = page.parse.tokens[verb], tree.subtree(page.parse, verb).start
    opening = page.parse.tokens[first].lower
    return token.dep == "advcl" or (token.dep == "relcl" and opening in ("to", "why"))


def _is_gain(page: Page, verb: int) -> bool:
    """Whether what is sought is something to get ("seeks to secure"), not an aim of its own."""
    return page.parse.tokens[verb].lemma in shipped_lists("positions")["gaining"]


def _is_subjunctive(page: Page, verb: int) -> bool:
    """Whether a clause puts something forward ("that fees be shared"), or states a fact."""
    helpers = {page.parse.tokens[c].lower for c in page.parse.children[verb] if c < verb}
    if "should" in helpers or helpers & _POSSIBLE:
        return "should" in helpers
    # "that the crews be freed": the bare "be" tells it from "are freed"
    return "be" in helpers or page.parse.tokens[verb].tag in ("VB", "VBG")


def _for_whom(page: Page, head: int, clause: int) -> int:
    """Where a clause begins, with the party that is to act ("demand for Norland to leave")."""
    before = [o for o in tree.prep_objects(page.parse, head, "for") if head < o < clause]
    start = _without_condition(page, clause).start
    return min([start, *(tree.noun_phrase(page.parse, o).start for o in before)])


def _behind(page: Page, head: int, prepositions: list[str]) -> Stretch | None:
    nouns = tree.prep_objects(page.parse, head, *prepositions)
    return phrase_of(page, nouns[0], head) if nouns else None


def _without_condition(page: Page, verb: int) -> Stretch:
    """A clause without the clauses of time and condition behind it, and what "but" adds."""
    parse = page.parse
    cut = [c for c in parse.children[verb] if parse.tokens[c].dep == "advcl" and c > verb]
    further = [
        c
        for c in parse.children[verb]
        if parse.tokens[c].dep == "conj" and tree.child(parse, c, *tree.SUBJECTS) is not None
    ]
    cut += further  # "… and we will not pay twice" is a stance of its own
    cut += [c for c in parse.children[verb] if further and parse.tokens[c].dep == "cc"]
    adverse = [c for c in parse.children[verb] if parse.tokens[c].lower in ("but", "yet")]
    if adverse:
        cut += [c for c in parse.children[verb] if c >= adverse[0]]
    return tree.subtree(parse, verb, cut)


def _done(page: Page, trigger: Trigger) -> Stretch | None:
    """What will be done, or not: "free the crews", "the levy will be lifted"."""
    if tree.is_passive(page.parse, trigger.head):
        return _of_passive(page, trigger.head)
    return _predicate(page, trigger.head, whole=False)


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
    if named is None:
        return None
    damning = shipped_lists("positions")["damning"]
    ends = (t.i for t in behind if t.i > named and (t.pos == "PUNCT" or t.lower in damning))
    phrase = tree.noun_phrase(page.parse, named)
    return Stretch(phrase.start, min(phrase.end, next(ends, phrase.end)))


def _under(page: Page, trigger: Trigger) -> Stretch | None:
    """What would be "under a plan", without the words that name the plan."""
    drafts = shipped_lists("positions")["put_forward"]
    ahead = page.parse.tokens[trigger.hit.start : trigger.head]
    plan = next((t.i for t in ahead if t.lemma in drafts and t.pos == "NOUN"), None)
    who = tree.child(page.parse, trigger.head, *tree.SUBJECTS)
    if plan is None or who is None or who < plan:
        return None
    start = tree.noun_phrase(page.parse, who).start
    return Stretch(start, max(_without_condition(page, trigger.head).end, trigger.hit.end))


def _linked(_page: Page, trigger: Trigger) -> Stretch:
    """What is tied "to" something."""
    return Stretch(trigger.head + 1, trigger.hit.end - 1)


def _of_passive(page: Page, verb: int) -> Stretch | None:
    """What will be done or not, and to what: "the levy will be lifted"."""
    thing = tree.child(page.parse, verb, "nsubjpass")
    if thing is None or thing > verb:
        return None
    end = max(_without_condition(page, verb).end, verb + 1)
    return Stretch(tree.noun_phrase(page.parse, thing).start, end)


def _predicate(page: Page, verb: int, *, whole: bool) -> Stretch | None:
    """What is said of the subject: the verb and what follows, or the whole clause."""
    span = tree.clause(page.parse, verb)
    return span if whole else Stretch(verb, max(_without_condition(page, verb).end, verb + 1))


# What a stance is on, by kinds of wording that tell it in a way of their own.
_TARGETS: Mapping[str, Callable[[Page, Trigger], Stretch | None]] = {
    "bar": _threatened,
    "bidding": _done,
    "calling": _called,
    "drafting": _done,
    "granting": _done,
    "lasting": _threatened,
    "linking": _linked,
    "making": _made,
    "modal": _said_to_be,
    "refusing": _done,
    "requiring": _required_for,
    "threat": _threatened,
    "tie": _bound,
    "ultimatum": _threatened,
    "under": _under,
}
