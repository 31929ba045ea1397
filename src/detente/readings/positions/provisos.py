"""Provisos: what a yes says "but" to, a condition without a word for one."""

from __future__ import annotations

from detente.readings import tree
from detente.readings.nlp import Parse, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

_MUST = frozenset({"must", "should"})
_HAVING = frozenset({"have", "need"})
# Through these a verb belongs to one above it: "is prepared to share", "said it would share".
_JOINED = frozenset({"xcomp", "acomp", "ccomp", "prep", "pcomp", "pobj", "attr", "dobj"})
# What whoever says yes may ask for in the same breath.
_ASKING = frozenset({"demand", "insist", "need", "require", "want"})
_SAME = frozenset({"he", "i", "it", "she", "they", "we"})
# What a sentence begins with that takes something back from the one before.
_ADVERSE = frozenset({"but", "however"})
# "That would require Sudmark to leave", "This will depend on the vote".
_POINTING = frozenset({"it", "that", "this"})
_HANGING = frozenset({"depend", "hinge", "require"})


def proviso(page: Page, head: int) -> Stretch | None:
    """Return what must be, by the words behind the "but" of a yes, or None.

    "Norland is prepared to share the river, but the dam must stay shut". The next sentence may
    say it too: "But first the dam must be shut, she added", "That would require a vote".
    """
    return _in_sentence(page.parse, head) or _in_next(page, head)


def _in_sentence(parse: Parse, head: int) -> Stretch | None:
    while True:
        behind = [c for c in parse.children[head] if parse.tokens[c].dep == "conj" and c > head]
        for c in behind:
            asked = _asked(parse, c) if _is_adverse(parse, head, c) else None
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
    if first is None or root is None or parse.tokens[first].paragraph != here.paragraph:
        return None
    pointing = parse.tokens[first].lower in _POINTING
    if not (pointing or parse.tokens[first].lower in _ADVERSE):
        return None
    found = _hung(parse, root) if pointing else _asked(parse, root)
    if found is not None and found.start == first:
        found = Stretch(first if pointing else first + 1, found.end)  # without the "But"
    return found if found is not None and _is_same_voice(page, head, found.start) else None


def _first_word(parse: Parse, sentence: Stretch) -> int | None:
    words = (i for i in range(sentence.start, sentence.end) if parse.tokens[i].pos != "PUNCT")
    return next(words, None)


def _is_root(parse: Parse, i: int) -> bool:
    return parse.tokens[i].head == i


def _is_same_voice(page: Page, head: int, other: int) -> bool:
    """Whether two places are told by the same party, or one by the party of the other."""
    said, again = page.statement_at(head), page.statement_at(other)
    if said is None or again is None:
        return said is again
    return page.cast.party(said.speaker) == page.cast.party(again.speaker)


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
    return same and plain and given and token.pos == "VERB" and token.lemma in _ASKING
