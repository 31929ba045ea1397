"""What a stance is on: the object, clause or predicate of a wording in its place."""

from __future__ import annotations

from detente.readings import tree
from detente.readings.modality import mood
from detente.readings.nlp import Stretch, Token
from detente.readings.page import Page
from detente.readings.positions.acts import ACTS
from detente.readings.positions.limits import phrase_of, with_limit
from detente.readings.positions.placed import Trigger, verb_of, without_condition
from detente.readings.rules import shipped_lists

_INNER = frozenset({"advcl", "ccomp", "csubj", "xcomp"})
# As such the parser may take what somebody is called on to do.
_ACTS = frozenset({"advcl", "ccomp", "xcomp"})
_DAYS = frozenset({"DATE", "TIME"})
# "suggested that it may stay" tells of a possibility, and puts nothing forward.
_POSSIBLE = frozenset({"may", "might", "could", "would", "will", "can"})
_RELATIVES = frozenset({"that", "which", "whom", "who"})


def target_of(page: Page, trigger: Trigger) -> Stretch | None:
    """Return the words that the stance is on, or None if there are none."""
    parse, extra = page.parse, trigger.hit.extra
    kind, head = extra["kind"], trigger.head
    if kind in ACTS:
        return ACTS[kind](page, trigger)
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
    return without_condition(page, inner)


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
        return Stretch(last + 1, without_condition(page, verb).end) if behind else None
    if word == "to" and trigger.hit.reads not in ("accepts", "rejects"):
        return None  # "its proposal to the bank" is made to the bank
    things = [c for c in parse.children[last] if parse.tokens[c].dep in ("pobj", "pcomp")]
    return phrase_of(page, things[0], trigger.head) if things else None


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
        return Stretch(last + 1, without_condition(page, above).end)
    nouns = [c for c in parse.children[last] if parse.tokens[c].dep in ("pobj", "pcomp")]
    if not nouns or parse.tokens[nouns[0]].lower in _RELATIVES:
        return None
    after = [c for c in parse.children[trigger.head] if parse.tokens[c].dep in _ACTS]
    acts = [c for c in after if c > nouns[0] and tree.child(parse, c, "aux") is not None]
    acts = [c for c in acts if parse.tokens[c].tag == "VB"]
    thing = phrase_of(page, nouns[0], trigger.head)
    return Stretch(thing.start, without_condition(page, acts[0]).end if acts else thing.end)


def is_insisted(page: Page, verb: int, told: int) -> bool:
    """Return whether it is "insisted that it will not sign": that is said, and not asked for."""
    insists = page.parse.tokens[verb].lemma == "insist"
    return insists and page.parse.tokens[told].dep == "ccomp" and not _is_subjunctive(page, told)


def is_only_saying(page: Page, stretch: Stretch) -> bool:
    """Return whether words only say that something is said: a stance is on what is said."""
    words = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
    telling = [t for t in page.parse.tokens[stretch.start : stretch.end] if t.pos in words]
    saying = shipped_lists("positions")["saying"]
    return bool(telling) and all(t.lemma in saying or page.said_with(t.i) for t in telling)


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
    if is_opinion(page, head):
        return None
    if parse.tokens[head].lemma == "seek" and after and not _is_gain(page, after[0]):
        return None
    if thing is not None and not after:
        after = _asked_of(page, head, thing)
    elif not after:
        after = past_the_day(page, head)
    if after and thing is not None and head < thing < after[0]:
        return Stretch(tree.noun_phrase(parse, thing).start, tree.subtree(parse, after[0]).end)
    if after:
        start = _for_whom(page, head, after[0])
        start += parse.tokens[start].lower == "why"  # "any reason why it should pay"
        return Stretch(start, without_condition(page, after[0]).end)
    if thing is not None:
        return _asked_for(page, head, thing) or phrase_of(page, thing, head)
    nouns = tree.prep_objects(parse, head, *prepositions) if prepositions else []
    particle = [c for c in parse.children[head] if parse.tokens[c].lower in prepositions]
    nouns += [
        o for p in particle for o in parse.children[p] if parse.tokens[o].dep in ("pobj", "pcomp")
    ]
    if parse.tokens[head].dep == "prep" and not nouns:
        nouns = [c for c in parse.children[head] if parse.tokens[c].dep in ("pobj", "pcomp")]
    nouns = [i for i in nouns if not _is_day(page, i)]
    return phrase_of(page, nouns[0], head) if nouns else None


def _is_day(page: Page, noun: int) -> bool:
    """Whether it only says when: "agreed on Monday", but not "agreed on Monday's draft"."""
    token, phrase = page.parse.tokens[noun], tree.noun_phrase(page.parse, noun)
    inside = page.parse.tokens[phrase.start : phrase.end]
    return token.pos == "PROPN" and all(t.ent in _DAYS for t in inside)


def past_the_day(page: Page, verb: int) -> list[int]:
    """Return what somebody agreed "on Monday to do", which the parser takes for a purpose."""
    parse = page.parse
    done = [c for c in parse.children[verb] if c > verb and parse.tokens[c].dep == "advcl"]
    done = [c for c in done if parse.tokens[tree.subtree(parse, c).start].lower == "to"]
    if not done or parse.tokens[verb].pos != "VERB":
        return []
    ahead = tree.prep_objects(parse, verb, "on", "in")
    told = [o for o in ahead if verb < o == tree.subtree(parse, done[0]).start - 1]
    return done[:1] if any(_is_day(page, o) for o in told) else []


def _asked_for(page: Page, verb: int, thing: int) -> Stretch | None:
    """What somebody is asked for: the loan of "asked Sudmark, its neighbour, for a loan"."""
    parse = page.parse
    if parse.tokens[verb].lemma not in shipped_lists("positions")["urging"]:
        return None
    behind = (c for c in parse.children[verb] if c > thing and parse.tokens[c].dep == "prep")
    link = next((c for c in behind if parse.tokens[c].lower == "for"), None)
    wanted = None if link is None else tree.child(parse, link, "pobj")
    return None if link is None or wanted is None else phrase_of(page, wanted, verb)


def _asked_of(page: Page, verb: int, thing: int) -> list[int]:
    """What somebody is pushed "to do", though the parser takes it for a purpose."""
    parse = page.parse
    if parse.tokens[verb].lemma not in shipped_lists("positions")["urging"]:
        return []
    end = tree.noun_phrase(parse, thing).end
    done = [t.head for t in parse.tokens[end : end + 1] if t.lower == "to"]
    return [c for c in done if parse.tokens[c].dep == "advcl" and parse.tokens[c].head == verb]


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


def is_opinion(page: Page, verb: int) -> bool:
    """Return whether it is "agreed that it had worked well": a view of a fact, and no yes."""
    if page.parse.tokens[verb].lemma != "agree":
        return False
    told = tree.child(page.parse, verb, "ccomp")
    if told is None or told < verb or _is_subjunctive(page, told):
        return False
    return mood(page.parse, told).modal is None


def _for_whom(page: Page, head: int, clause: int) -> int:
    """Where a clause begins, with the party that is to act ("demand for Norland to leave")."""
    before = [o for o in tree.prep_objects(page.parse, head, "for") if head < o < clause]
    start = without_condition(page, clause).start
    return min([start, *(tree.noun_phrase(page.parse, o).start for o in before)])


def _behind(page: Page, head: int, prepositions: list[str]) -> Stretch | None:
    nouns = tree.prep_objects(page.parse, head, *prepositions)
    return phrase_of(page, nouns[0], head) if nouns else None
