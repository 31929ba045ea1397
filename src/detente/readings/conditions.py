"""Conditions: the words on which what a verb says depends, wherever the sentence has them."""

from __future__ import annotations

from detente.readings.footing import COMPARING, is_inverted
from detente.readings.negation import is_negated, word_set
from detente.readings.nlp import Parse, Stretch
from detente.readings.openers import (
    NO_CLAUSE,
    burdens,
    is_of_speech,
    is_whether,
    opens_condition,
    phrases,
)
from detente.readings.tree import ancestors, below, child, subtree

# What hangs on something: "that depends on", "will hinge on".
_HANGING = frozenset({"depend", "hinge"})
# What these bring has a verb.
_CLAUSAL = frozenset({"assuming", "if", "once", "provided", "providing", "unless", "until"})
_MARKS = frozenset({",", ";", "”", '"', ".", "!"})
_QUOTES = frozenset({'"', "“", "”"})
# So many words may open a condition, quoted or not: "via “coordination with”".
_OPENING = 4
# Behind a noun these say what it is given for: "a sweetener contingent on a standstill".
_HUNG_ON = frozenset({"conditional", "conditioned", "contingent", "predicated"})
_BINDING = frozenset({"conditional", "conditioned", "contingent", "dependent", "subject"})
# A verb that makes a clause, and what may stand before it as its subject.
_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
# Behind "should" these are no subject.
_FLOATING = frozenset({"all", "both", "each"})
_NAMING = frozenset({"DET", "NOUN", "PRON", "PROPN"})
_PERSONS = frozenset({"he", "it", "she", "they"})
_NOMINAL = frozenset({"ADJ", "ADV", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN"})
# What the parser hangs on a cue that it should hang on what was said.
_HUNG = frozenset({"advcl", "advmod", "prep"})
_VERBAL = frozenset({"AUX", "VERB"})
_LACKING = frozenset({"absent", "without"})
_PROMISING = frozenset({"will", "would", "'ll", "’ll", "shall", "can", "could", "wo"})


def condition(parse: Parse, verb: int) -> Stretch | None:
    """Return the words of a condition that bears on a verb, or None.

    "if", "unless", "until", "provided that", "without", "only after", "in exchange for", "had
    they signed", "depends on"; of what is to come also "when", "as soon as".
    """
    hanging = _hanging(parse, verb)
    if hanging is not None:
        return hanging
    own = {verb, *ancestors(parse, verb)}
    ahead = _is_ahead(parse, verb)
    for holder in (verb, *_above(parse, verb)):
        for c in _reach(parse, holder):
            if c not in own and opens_condition(parse, c, ahead=ahead):
                return _with_list(parse, _completed(parse, subtree(parse, c)))
    lacks = ahead and is_negated(parse, verb)
    return _beside(parse, verb) or _by_words(parse, verb, lacks=lacks)


def _completed(parse: Parse, bearing: Stretch) -> Stretch:
    """A condition with what the parser hangs elsewhere: "provided funds" + "are there".

    So the object of its last verb ("if Sudmark imposes" + "the levy"), and the verb that a
    condition has none of.
    """
    end = parse.sentences[parse.tokens[bearing.start].sentence].end
    rest = parse.tokens[bearing.end : _to_break(parse, bearing.end - 1, end)]
    if not rest:
        return bearing
    verbs = [t.i for t in parse.tokens[bearing.start + 1 : bearing.end] if t.pos in _VERBAL]
    more = any(t.pos in _VERBAL for t in rest)
    verbless = not verbs and parse.tokens[bearing.start].lower in _CLAUSAL
    if verbless and rest[0].pos in _VERBAL:
        return Stretch(bearing.start, rest[-1].i + 1)
    if not verbs and rest[0].tag == "VBG":
        return Stretch(bearing.start, rest[-1].i + 1)  # "subject to Sudmark" + "agreeing to it"
    if verbs and verbs[-1] == bearing.end - 1 and rest[0].pos == "DET" and not more:
        return Stretch(bearing.start, rest[-1].i + 1)
    return bearing


def hangs_on(parse: Parse, i: int) -> bool:
    """Return whether a word is part of what something is "subject to" or "contingent on".

    By words alone, for the parser hangs "agreeing" of "subject to its agreeing" elsewhere.
    """
    first = parse.sentences[parse.tokens[i].sentence].start
    for opener in range(i - 2, first - 1, -1):
        if parse.tokens[opener].lower in _BINDING and _is_phrase(parse, opener):
            return _to_break(parse, opener, i) == i
    return False


def is_within(parse: Parse, i: int) -> bool:
    """Return whether a word stands in a condition by its words: "provided that they keep it"."""
    first = parse.sentences[parse.tokens[i].sentence].start
    return any(
        _is_phrase(parse, opener) and _to_break(parse, opener, i) == i
        for opener in range(first, i)
    )


def _with_list(parse: Parse, bearing: Stretch) -> Stretch:
    """A condition with what a colon behind it lists: "on two conditions: an audit and a vote"."""
    end = parse.sentences[parse.tokens[bearing.start].sentence].end
    listed = bearing.end < end and parse.tokens[bearing.end].text == ":"
    if not (listed and parse.tokens[bearing.end - 1].lemma in word_set("provisos")):
        return bearing
    return Stretch(bearing.start, _to_break(parse, bearing.end, end))


def _hanging(parse: Parse, verb: int) -> Stretch | None:
    """What it hangs on in "that depends on the talks", which is no person or state."""
    token = parse.tokens[verb]
    if token.lemma not in _HANGING or token.tag == "VBG":
        return None
    for c in parse.children[verb]:
        if parse.tokens[c].lower in ("on", "upon"):
            things = [parse.tokens[o].pos for o in parse.children[c]]
            return None if {"PROPN", "PRON"} & set(things) else subtree(parse, c)
    return None


def _is_ahead(parse: Parse, verb: int) -> bool:
    """Whether a verb is one of promise: "will sign", "is ready to sign"."""
    if parse.tokens[verb].dep == "xcomp" and parse.tokens[verb].tag == "VB":
        return True
    if parse.tokens[verb].lemma in word_set("promising") and _takes_infinitive(parse, verb):
        return True
    modal = next((t.lower for c in parse.children[verb] if (t := parse.tokens[c]).tag == "MD"), "")
    return (modal or modal_above(parse, verb) or "") in _PROMISING


def _takes_infinitive(parse: Parse, verb: int) -> bool:
    """Whether it is "promised to pay", "agreed to leave"."""
    done = child(parse, verb, "xcomp")
    return done is not None and done > verb and parse.tokens[done].tag == "VB"


def _beside(parse: Parse, verb: int) -> Stretch | None:
    """A condition that the parser hangs on the cue behind it ("I will, if…," he said)."""
    token = parse.tokens[verb]
    bidding = _bidding(parse, verb)
    if bidding is not None:
        return bidding
    if token.dep != "ccomp":
        return None
    for c in parse.children[token.head]:
        if c > verb and parse.tokens[c].dep == "ccomp" and is_inverted(parse, c):
            return _completed(parse, subtree(parse, c))  # "said it might sign should they leave"
        hung = parse.tokens[c].dep in _HUNG and c != verb and _is_beside(parse, verb, c)
        if hung and opens_condition(parse, c, ahead=False):
            return _completed(parse, subtree(parse, c))
    return None


def _is_beside(parse: Parse, verb: int, i: int) -> bool:
    """Whether what hangs on a cue belongs to what was said, by where the three stand.

    "If it may, it will sign, he said", "It will sign, he said, if it may"; behind a cue ahead of
    all only with a comma: "He said that it will sign, if it may".
    """
    cue = parse.tokens[verb].head
    if cue > verb:
        return i < cue or _resumes(parse, i)
    return i > verb and _resumes(parse, i)


def _resumes(parse: Parse, i: int) -> bool:
    """Whether a clause goes on with what a cue breaks off: "It will sign, he said, if…"."""
    return parse.tokens[subtree(parse, i).start - 1].text == ","


def _by_words(parse: Parse, verb: int, *, lacks: bool) -> Stretch | None:
    """A condition by its words alone, where the parse hangs it elsewhere in the same clause.

    lacks: What is not to be, as in "there can be no accord without a guarantee".
    """
    sentence = parse.sentences[parse.tokens[verb].sentence]
    own = set(below(parse, verb, _apart(parse, verb)))
    for i in range(verb + 1, sentence.end):
        token = parse.tokens[i]
        if token.dep in ("nsubj", "nsubjpass") and token.head not in own:
            break
        if parse.tokens[i].lower == "as" and _is_after_fact(parse, verb, i, sentence.end):
            continue
        lacking = lacks and (token.lower in _LACKING or _is_until(parse, i, sentence.end))
        if lacking or _is_phrase(parse, i):
            return Stretch(i, _to_break(parse, i, sentence.end))
        if token.text in ";:" or (token.lower in ("but", "and") and token.head not in own):
            break
    first = sentence.start
    if first < verb and _is_phrase(parse, first):
        end = _to_break(parse, first, verb)
        return Stretch(first, end) if end < verb else None
    return None


def _is_after_fact(parse: Parse, verb: int, i: int, end: int) -> bool:
    """Whether "as soon as" tells when something was done: "accepted it as soon as it was read"."""
    done = parse.tokens[verb].tag == "VBD" and child(parse, verb, "xcomp", "ccomp") is None
    words = [t.lower for t in parse.tokens[i : i + 3]]
    behind = parse.tokens[i : _to_break(parse, i, end)]
    return done and words == ["as", "soon", "as"] and any(t.tag == "VBD" for t in behind)


def _is_until(parse: Parse, i: int, end: int) -> bool:
    """Whether it is "until" with what must come first: no day or season that comes by itself."""
    if parse.tokens[i].lower != "until":
        return False
    behind = parse.tokens[i + 1 : _to_break(parse, i, end)]
    timed = any(t.ent in ("DATE", "TIME") or t.lemma in word_set("no_events") for t in behind)
    return not timed and any(t.pos in ("NOUN", "PROPN") for t in behind)


def _apart(parse: Parse, verb: int) -> list[int]:
    """Clauses beside a verb's with a subject of their own: "offers 6 and says it will not…"."""
    found = []
    for c in parse.children[verb]:
        if parse.tokens[c].dep in ("conj", "parataxis"):
            own = child(parse, c, "nsubj") is not None
            within = [o for o in parse.children[c] if parse.tokens[o].dep == "ccomp"]
            found += [c] if own else within
    return found


def _is_phrase(parse: Parse, i: int) -> bool:
    known = phrases("condition_words").get(parse.tokens[i].lower)
    if known is None:
        return False
    if i and parse.tokens[i - 1].lower in ("as", "even", "what", "or"):
        return False
    words = [t.lower for t in parse.tokens[i : i + 6] if t.text not in _QUOTES][:4]
    if words[-1] in NO_CLAUSE or (words[0] == "if" and not _is_if(parse, i)):
        return False
    if words[0] in ("assuming", "provided", "providing") and not _is_providing(parse, i):
        that = words[:2] in (["assuming", "that"], ["provided", "that"])
        return that and parse.tokens[i - 1].lower != "and"
    if not _opens_by_place(parse, i, words[0]):
        return False
    sentence = parse.sentences[parse.tokens[i].sentence]
    if words[0] == "subject" and burdens(parse, Stretch(i, _to_break(parse, i, sentence.end))):
        return False
    behind = parse.tokens[i + 2 : i + 3]  # none where a text is cut off
    if words[:2] == ["but", "only"] and not any(t.pos in ("ADP", "SCONJ") for t in behind):
        return False
    return any(words[: len(p)] == p for p in known)


def _is_if(parse: Parse, i: int) -> bool:
    """Whether an "if" has a clause and is a condition: not "if any", "asked if", "if I may"."""
    end = _to_break(parse, i, parse.sentences[parse.tokens[i].sentence].end)
    verbs = any(t.pos in ("VERB", "AUX") for t in parse.tokens[i:end])
    return verbs and not is_whether(parse, i) and not is_of_speech(parse, i)


def _opens_by_place(parse: Parse, i: int, word: str) -> bool:
    """Whether a word stands where it brings a condition, of those that must stand so."""
    if word == "absent":
        return _is_lacking(parse, i)
    return word not in ("should", "were") or _is_fronting(parse, i)


def _is_lacking(parse: Parse, i: int) -> bool:
    """Whether it is "absent an audit, Norland will not pay", not "was absent a month"."""
    before, behind = parse.tokens[max(0, i - 1)], parse.tokens[i + 1 : i + 2]
    opens = i == parse.sentences[parse.tokens[i].sentence].start or before.text in ',;:“"'
    return opens and any(t.pos in ("ADJ", "DET", "NOUN", "PROPN") for t in behind)


def _is_fronting(parse: Parse, i: int) -> bool:
    """Whether a verb stands ahead of its subject: "should the guards leave", "were they to"."""
    first = parse.tokens[i + 1 : i + 2]
    if _is_asking(parse, i) or not first or first[0].pos not in _NAMING:
        return False
    if first[0].lower in _FLOATING or (i and parse.tokens[i - 1].lower in COMPARING):
        return False
    if parse.tokens[i].lower == "were" and first[0].lower in _PERSONS:
        return True
    wanted = "VB" if parse.tokens[i].lower == "should" else "TO"
    behind = parse.tokens[i + 1 : parse.sentences[parse.tokens[i].sentence].end]
    ends = (t for t in behind if t.pos not in _NOMINAL or t.tag == wanted)
    return next((t.tag == wanted for t in ends), False)


def _is_asking(parse: Parse, i: int) -> bool:
    """Whether a verb ahead of its subject asks: "who were they", "were they there?"."""
    sentence = parse.sentences[parse.tokens[i].sentence]
    asked = parse.tokens[sentence.end - 1].text == "?"
    return asked or (i > sentence.start and parse.tokens[i - 1].tag[0] == "W")


def _is_providing(parse: Parse, i: int) -> bool:
    """Whether it is "providing fees were cut", not "providing relief to ports that were shut"."""
    if parse.tokens[i].dep == "conj" or parse.tokens[i - 1].lower in ("and", "or"):
        return False  # "and provided ships that were new"
    end = _to_break(parse, i, parse.sentences[parse.tokens[i].sentence].end)
    for token in parse.tokens[i + 1 : end]:
        if token.tag in _FINITE:
            return True
        if token.pos not in _NOMINAL:
            return False
    return False


def _to_break(parse: Parse, start: int, end: int) -> int:
    return next((i for i in range(start + 1, end) if _breaks(parse, start, i, end)), end)


def _breaks(parse: Parse, start: int, i: int, end: int) -> bool:
    """Whether a mark ends what begins at start: no quotation mark around its first words."""
    mark = parse.tokens[i].text
    if mark in _QUOTES and i <= start + _OPENING:
        return i + 1 == end or parse.tokens[i + 1].pos == "PUNCT"
    return mark in _MARKS


def _bidding(parse: Parse, verb: int) -> Stretch | None:
    """What is bidden in "free the crews and we will sign"."""
    token = parse.tokens[verb]
    above = parse.tokens[token.head]
    will = any(parse.tokens[c].lower in ("will", "'ll", "’ll") for c in parse.children[verb])
    if token.dep != "conj" or above.tag != "VB" or not will:
        return None
    if child(parse, above.i, "nsubj", "aux") is not None:
        return None
    return subtree(parse, above.i, [c for c in parse.children[above.i] if c >= verb])


def _reach(parse: Parse, verb: int) -> list[int]:
    """What may bring a verb's condition: its branches, and those of its infinitive and object."""
    found, stack = [], [verb]
    while stack:
        i = stack.pop()
        for c in parse.children[i]:
            found.append(c)
            if parse.tokens[c].dep in ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "acomp"):
                stack.append(c)
    thing = child(parse, verb, "nsubj", "nsubjpass")
    if thing is not None:  # "the bid, conditional on a loan, expires"
        found += [c for c in parse.children[thing] if parse.tokens[c].lower in _HUNG_ON]
    return sorted(found)


def _above(parse: Parse, verb: int) -> list[int]:
    """Verbs whose condition also binds this one: "would withdraw if…" over "agree to withdraw"."""
    found = []
    token = parse.tokens[verb]
    while token.dep in ("xcomp", "conj", "acomp") and token.head != token.i:
        found.append(token.head)
        token = parse.tokens[token.head]
    return found


def modal_above(parse: Parse, verb: int) -> str | None:
    """Return the modal of the verb above an infinitive ("would agree to sign"), or None."""
    token = parse.tokens[verb]
    while token.dep == "xcomp" and token.head != token.i:
        token = parse.tokens[token.head]
        for c in parse.children[token.i]:
            if parse.tokens[c].tag == "MD":
                return parse.tokens[c].lower
    return None
