"""Provisos: what a yes says "but" to, a condition without a word for one."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from detente.readings import tree
from detente.readings.conditions import condition
from detente.readings.negation import word_set
from detente.readings.nlp import Parse, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

_MUST = frozenset({"must", "should"})
_HAVING = frozenset({"have", "need"})
# Through these a verb belongs to one above it: "is prepared to share", "said it would share".
_JOINED = frozenset({"xcomp", "acomp", "ccomp", "prep", "pcomp", "pobj", "attr", "dobj"})
# What whoever says yes may ask for in the same breath.
_ASKING = frozenset({"demand", "insist", "need", "require", "want"})
# What the other side would do in return.
_DUE = frozenset({"must", "should", "will", "would"})
# By these a clause tells what is, and asks for nothing.
_DOING = frozenset({"did", "do", "does"})
_SAME = frozenset({"he", "i", "it", "she", "they", "we"})
# What a sentence begins with that takes something back from the one before.
_ADVERSE = frozenset({"but", "however", "still", "yet"})
# What puts something before it, or asks for something in its place.
_FIRST = frozenset({"first", "beforehand"})
_RETURN = frozenset({"exchange", "return"})
# Of what a sentence begins with these say nothing of what is asked.
_OPENING = frozenset({"however", "though"})
# "That would require Sudmark to leave", "This will depend on the vote".
_POINTING = frozenset({"it", "that", "this"})
_HANGING = frozenset({"depend", "hinge", "need", "require"})
# Whose condition it is, where no name stands before it: "his one condition", "the condition".
_OWN = frozenset({"a", "her", "his", "its", "my", "one", "our", "the", "their"})
# "The move", "that offer": what was just told.
_SAID = frozenset({"such", "that", "the", "this"})
_TYING = frozenset({"conditional", "conditioned", "contingent", "dependent", "subject"})
_GOING_ON = frozenset({"add"})
# Of these readings of a wording a proviso makes a yes-if, or an offer on terms.
GIVING = frozenset({"accepts", "offers"})


def proviso(page: Page, head: int) -> Stretch | None:
    """Return what must be, by the words behind the "but" of a yes, or None.

    "Norland is prepared to share the river, but the dam must stay shut". The next sentence may
    say it too: "But first the dam must be shut, she added", "That would require a vote", "In
    return, it wants a vote", "Its one condition is a vote".
    """
    here = page.parse.sentences[page.parse.tokens[head].sentence]
    attached = _attached(page.parse, Stretch(head + 1, here.end), {"that", "which"})
    return attached or _in_sentence(page.parse, head) or _in_next(page, head)


def _in_sentence(parse: Parse, head: int) -> Stretch | None:
    while True:
        behind = [c for c in parse.children[head] if parse.tokens[c].dep == "conj" and c > head]
        for c in behind:
            adverse = _is_adverse(parse, head, c)
            asked = (_asked(parse, c) or _hanging(parse, c)) if adverse else None
            if asked is not None:
                return asked
        token = parse.tokens[head]
        if token.dep not in _JOINED or token.head == head:
            return None
        head = token.head


def _in_next(page: Page, head: int) -> Stretch | None:
    """What the next sentence of the paragraph adds, if the same party says so."""
    parse, here = page.parse, page.parse.tokens[head]
    number = here.sentence + 1
    if number >= len(parse.sentences):
        return None
    sentence = parse.sentences[number]
    first = _first_word(parse, sentence)
    root = next((i for i in range(sentence.start, sentence.end) if _is_root(parse, i)), None)
    if first is None or root is None or parse.tokens[first].paragraph in page.furniture:
        return None
    named = _named(parse, root) or _tied(parse, root)
    named = named or _attached(parse, sentence, shipped_lists("positions")["anaphors"])
    if named is not None:
        return named
    found = _added(parse, sentence, first, root=root)
    if found is None and parse.tokens[first].paragraph == here.paragraph:
        found = _taken_back(parse, sentence, first, root=root)
    return found if found is not None and _is_same_voice(page, head, found.start) else None


def _attached(parse: Parse, within: Stretch, subjects: Iterable[str]) -> Stretch | None:
    """What "the offer comes with a condition: the crews must be freed" lists behind its colon."""
    for i in range(within.start, within.end - 2):
        if parse.tokens[i].lemma != "come" or parse.tokens[i + 1].lower != "with":
            continue
        who = tree.child(parse, i, "nsubj")
        if who is None or parse.tokens[who].lemma not in subjects:
            continue
        near = range(i + 2, min(i + 5, within.end - 1))
        noun = next((n for n in near if parse.tokens[n].lemma in word_set("provisos")), None)
        if noun is not None and parse.tokens[noun + 1].text == ":":
            told = Stretch(noun + 2, within.end)
            while told.end > told.start and parse.tokens[told.end - 1].pos == "PUNCT":
                told = Stretch(told.start, told.end - 1)
            return told if told.start < told.end else None
    return None


def _added(parse: Parse, sentence: Stretch, first: int, *, root: int) -> Stretch | None:
    """What a sentence asks for that begins with "first", "in return" or "that would"."""
    word = parse.tokens[first].lower
    behind = _first_word(parse, Stretch(first + 1, sentence.end))
    if word in _ADVERSE and behind is not None and parse.tokens[behind].lower in _POINTING:
        return _hung(parse, root)
    if word in _POINTING:
        return _hung(parse, root)
    if word == "in" and behind is not None and parse.tokens[behind].lower in _RETURN:
        given = parse.tokens[behind + 1].lower == "for"  # "in return for a seat, it would pay"
        return None if given else _without(parse, _returned(parse, root), {"in", *_RETURN})
    return _without(parse, _asked(parse, root), _FIRST) if word in _FIRST else None


def _taken_back(parse: Parse, sentence: Stretch, first: int, *, root: int) -> Stretch | None:
    """What a sentence asks for that begins with "but"; a new paragraph's turns to others."""
    if parse.tokens[first].lower not in _ADVERSE:
        return None
    return _without(parse, _asked(parse, root), _ADVERSE)


def _without(parse: Parse, found: Stretch | None, opening: AbstractSet[str]) -> Stretch | None:
    """What is asked for, without the words that a sentence begins with."""
    if found is None:
        return None
    start = found.start
    while start < found.end and (
        parse.tokens[start].pos == "PUNCT" or parse.tokens[start].lower in opening | _OPENING
    ):
        start += 1
    return Stretch(start, found.end) if start < found.end else None


def _named(parse: Parse, root: int) -> Stretch | None:
    """What a sentence calls the condition: "His one condition is that the guards leave"."""
    for verb in (root, tree.child(parse, root, "ccomp")):
        if verb is None or parse.tokens[verb].lemma != "be":
            continue
        noun = tree.child(parse, verb, "nsubj")
        told = tree.child(parse, verb, "ccomp", "xcomp", "attr", "acomp")
        if noun is None or told is None or told < verb:
            continue
        ahead = {parse.tokens[c].lower for c in parse.children[noun] if c < noun}
        if parse.tokens[noun].lemma in word_set("provisos") and ahead & _OWN:
            return tree.subtree(parse, told)
    return None


def _tied(parse: Parse, root: int) -> Stretch | None:
    """What a sentence ties a yes to: "The move is subject to a vote", "The offer hinges on it"."""
    for verb in (root, tree.child(parse, root, "ccomp")):
        noun = None if verb is None else tree.child(parse, verb, "nsubj", "nsubjpass")
        if verb is None or noun is None or not _is_anaphor(parse, noun):
            continue
        if parse.tokens[verb].lemma in ("depend", "hinge"):
            return Stretch(verb, tree.clause(parse, verb).end)
        tie = next((c for c in parse.children[verb] if parse.tokens[c].lower in _TYING), None)
        if tie is not None and tree.child(parse, verb, "neg") is None:
            return condition(parse, verb)
    return None


def _is_anaphor(parse: Parse, noun: int) -> bool:
    """Whether a noun means what was just told: "the move", "that offer"."""
    ahead = {parse.tokens[c].lower for c in parse.children[noun] if c < noun}
    known = parse.tokens[noun].lemma in shipped_lists("positions")["anaphors"]
    return known and bool(ahead & _SAID)


def _returned(parse: Parse, root: int) -> Stretch | None:
    """What is asked for "in return": wished by whoever gives, or to be done by the other side."""
    for verb in (root, tree.child(parse, root, "ccomp")):
        if verb is None or tree.child(parse, verb, *tree.SUBJECTS) is None:
            continue
        modals = {parse.tokens[c].lower for c in parse.children[verb]} & _DUE
        plain = tree.child(parse, verb, "neg") is None
        if plain and (modals or parse.tokens[verb].lemma in _ASKING or _is_must(parse, verb)):
            return tree.clause(parse, verb)
    return None


def _first_word(parse: Parse, sentence: Stretch) -> int | None:
    words = (i for i in range(sentence.start, sentence.end) if parse.tokens[i].pos != "PUNCT")
    return next(words, None)


def _is_root(parse: Parse, i: int) -> bool:
    return parse.tokens[i].head == i


def _is_same_voice(page: Page, head: int, other: int) -> bool:
    """Whether two places are told by the same party, or one by the party of the other."""
    said, again = page.statement_at(head), page.statement_at(other)
    if again is not None and again.cue is not None and _is_going_on(page, again.cue.start):
        return True
    if said is None or again is None:
        return said is again
    return page.cast.party(said.speaker) == page.cast.party(again.speaker)


def _is_going_on(page: Page, at: int) -> bool:
    """Whether a cue goes on with what was said: "she added"."""
    return page.parse.tokens[page.token_at(at)].lemma in _GOING_ON


def _is_adverse(parse: Parse, head: int, other: int) -> bool:
    return any(parse.tokens[c].lower == "but" and c < other for c in parse.children[head])


def _asked(parse: Parse, verb: int) -> Stretch | None:
    """What a clause asks for, by itself or in the words that it tells of; or None."""
    if _is_must(parse, verb) or _is_wish(parse, verb):
        return tree.clause(parse, verb)
    told = tree.child(parse, verb, "ccomp")
    if told is None or parse.tokens[verb].lemma not in shipped_lists("positions")["saying"]:
        return None
    return tree.clause(parse, told) if _is_must(parse, told) or _is_wish(parse, told) else None


def _hung(parse: Parse, root: int) -> Stretch | None:
    """What "that would require", also where "she said" stands around it."""
    told = tree.child(parse, root, "ccomp")
    for verb in (root, told):
        if verb is not None and parse.tokens[verb].lemma in _HANGING:
            who = tree.child(parse, verb, *tree.SUBJECTS)
            if who is None or parse.tokens[who].lower in _POINTING:
                return Stretch(verb, tree.clause(parse, verb).end)
    return None


def _hanging(parse: Parse, verb: int) -> Stretch | None:
    """What it hangs on in "but payment depends on a vote"."""
    who = tree.child(parse, verb, *tree.SUBJECTS)
    hangs = parse.tokens[verb].lemma in ("depend", "hinge") and who is not None
    plain = tree.child(parse, verb, "neg") is None
    return tree.clause(parse, verb) if hangs and plain else None


def _is_must(parse: Parse, verb: int) -> bool:
    """Whether a clause with a subject of its own says what must be."""
    who = tree.child(parse, verb, *tree.SUBJECTS)
    if who is None or parse.tokens[who].lower in ("we", "i"):
        return False
    below = [parse.tokens[c] for c in parse.children[verb]]
    if any(t.lower in _MUST and t.tag == "MD" for t in below):
        return True
    return parse.tokens[verb].lemma in _HAVING and tree.child(parse, verb, "xcomp") is not None


def _is_wish(parse: Parse, verb: int) -> bool:
    """Whether who said yes asks for something: "but wants the fee cut first"."""
    token = parse.tokens[verb]
    who = tree.child(parse, verb, *tree.SUBJECTS)
    same = who is None or parse.tokens[who].lower in _SAME
    plain = not any(parse.tokens[c].dep == "neg" for c in parse.children[verb])
    given = tree.child(parse, verb, "dobj", "ccomp", "xcomp", "prep") is not None
    if not (same and plain and given and token.pos == "VERB" and token.lemma in _ASKING):
        return False
    return token.lemma != "insist" or not _is_fact(parse, tree.child(parse, verb, "ccomp"))


def _is_fact(parse: Parse, told: int | None) -> bool:
    """Whether what is insisted on is said to be so: "that it does not end", not "that it end"."""
    if told is None or _is_must(parse, told):
        return False
    helpers = {parse.tokens[c].lower for c in parse.children[told]}
    return bool(helpers & _DOING) or parse.tokens[told].tag == "VBZ"
