"""Conditions: the words on which what a verb says depends, wherever the sentence has them."""

from __future__ import annotations

from functools import cache

from detente.readings.footing import is_inverted
from detente.readings.negation import is_negated, word_set
from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists
from detente.readings.tree import ancestors, below, child, subtree

# What hangs on something: "that depends on", "will hinge on".
_HANGING = frozenset({"depend", "hinge"})
# With a refusal these say how long it lasts: "no point in talking while it lasts".
_LASTING = frozenset({"before", "while"})
# "as soon as possible" is no condition, nor is one of anonymity.
_NO_CLAUSE = frozenset(
    {"anonymity", "necessary", "needed", "next", "possible", "practicable", "required", "this"}
)
_TIMES = frozenset({"after", "when"})
# "agree on when it ends", "say when": there it is what is agreed or said.
_TOLD = frozenset({"acl", "ccomp", "pcomp", "pobj", "relcl", "xcomp"})
# "asked" stands at most so many words before the "if" that it brings.
_ASKED_BEFORE = 3
# So many words up a refusal is looked for.
_REFUSED_ABOVE = 5
# What is known of a token; 0 is not yet.
_NO, _YES = 1, 2
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
            if c not in own and _opens_condition(parse, c, ahead=ahead):
                return subtree(parse, c)
    return _beside(parse, verb) or _by_words(parse, verb)


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
    modal = next((t.lower for c in parse.children[verb] if (t := parse.tokens[c]).tag == "MD"), "")
    return (modal or modal_above(parse, verb) or "") in _PROMISING


def _beside(parse: Parse, verb: int) -> Stretch | None:
    """A condition that the parser hangs on the cue behind it ("I will, if…," he said)."""
    token = parse.tokens[verb]
    bidding = _bidding(parse, verb)
    if bidding is not None:
        return bidding
    if token.dep != "ccomp" or token.head < verb:
        return None
    for c in parse.children[token.head]:
        before = c < token.head and c != verb and parse.tokens[c].dep == "advcl"
        if before and _opens_condition(parse, c, ahead=False):
            return subtree(parse, c)
    return None


def _by_words(parse: Parse, verb: int) -> Stretch | None:
    """A condition by its words alone, where the parse hangs it elsewhere in the same clause."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    apart = [
        c
        for c in parse.children[verb]
        if parse.tokens[c].dep in ("conj", "parataxis") and child(parse, c, "nsubj") is not None
    ]
    own = set(below(parse, verb, apart))
    for i in range(verb + 1, sentence.end):
        token = parse.tokens[i]
        if token.dep in ("nsubj", "nsubjpass") and token.head not in own:
            break
        if token.text in ";:" or (token.lower in ("but", "and") and token.head not in own):
            break
        if _is_phrase(parse, i):
            return Stretch(i, _to_break(parse, i, sentence.end))
    first = sentence.start
    if first < verb and _is_phrase(parse, first):
        end = _to_break(parse, first, verb)
        return Stretch(first, end) if end < verb else None
    return None


def _is_phrase(parse: Parse, i: int) -> bool:
    phrases = _phrases("condition_words").get(parse.tokens[i].lower)
    if phrases is None:
        return False
    if i and parse.tokens[i - 1].lower in ("as", "even", "what", "or"):
        return False
    words = [t.lower for t in parse.tokens[i : i + 4]]
    if words[-1] in _NO_CLAUSE or (words[0] == "if" and not _is_if(parse, i)):
        return False
    sentence = parse.sentences[parse.tokens[i].sentence]
    if words[0] == "subject" and _burdens(parse, Stretch(i, _to_break(parse, i, sentence.end))):
        return False
    if words[:2] == ["but", "only"] and parse.tokens[i + 2].pos not in ("ADP", "SCONJ"):
        return False
    return any(words[: len(p)] == p for p in phrases)


def _is_if(parse: Parse, i: int) -> bool:
    """Whether an "if" has a clause, and is no "whether": not "if any", not "asked if"."""
    end = _to_break(parse, i, parse.sentences[parse.tokens[i].sentence].end)
    verbs = any(t.pos in ("VERB", "AUX") for t in parse.tokens[i:end])
    return verbs and not _is_whether(parse, i)


def _is_whether(parse: Parse, i: int) -> bool:
    """Whether an "if" asks: "asked by reporters if", "not clear if"."""
    near = parse.tokens[max(0, i - _ASKED_BEFORE) : i]
    return any(t.lemma.lower() in word_set("asking_if") for t in near)


def _to_break(parse: Parse, start: int, end: int) -> int:
    marks = (",", ";", "”", '"', ".", "!")
    return next((i for i in range(start + 1, end) if parse.tokens[i].text in marks), end)


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
            if parse.tokens[c].dep in ("xcomp", "ccomp", "dobj", "pobj", "prep", "acomp"):
                stack.append(c)
    return sorted(found)


def _opens_condition(parse: Parse, i: int, *, ahead: bool) -> bool:
    """Whether a condition begins with what a token governs; asked of it for every verb near it."""
    token = parse.tokens[i]
    known, first = parse.known[token.paragraph], parse.paragraphs[token.paragraph]
    key = ("opens a condition ahead" if ahead else "opens a condition", 0)
    if key not in known:
        known[key] = bytearray(first.end - first.start)
    told: bytearray = known[key]
    if not told[i - first.start]:
        told[i - first.start] = _YES if _opens(parse, i, ahead=ahead) else _NO
    return told[i - first.start] == _YES


def _opens(parse: Parse, i: int, *, ahead: bool) -> bool:
    token = parse.tokens[i]
    if token.dep in ("advcl", "ccomp") and is_inverted(parse, i):
        return True
    if token.dep == "advcl" and _is_marked(parse, i, ahead=ahead):
        return True
    return _is_condition_word(parse, i) or _is_condition_phrase(parse, i, ahead=ahead)


def _is_condition_word(parse: Parse, i: int) -> bool:
    """Whether one word brings a condition by what stands under it."""
    token = parse.tokens[i]
    if token.lower in ("before", "until", "till") and child(parse, i, "neg") is not None:
        return len(parse.children[i]) > 1  # "not before the summer"
    if token.dep == "prep" and token.lower in ("until", "till", "unless"):
        return _is_verbal(parse, i)
    if token.lower == "with" and token.dep == "prep":
        provisos = word_set("provisos")
        bound = any(parse.tokens[o].lemma in provisos for o in parse.children[i])
        return bound or _is_fronted(parse, i)
    return token.lower == "conditionally"


def _is_condition_phrase(parse: Parse, i: int, *, ahead: bool) -> bool:
    """Whether a phrase of the lists begins here, with words behind it."""
    if parse.tokens[i].lower == "without":
        return _is_lack(parse, i)
    span = subtree(parse, i)
    first = parse.tokens[span.start].lower
    phrases = _phrases("condition_phrases").get(first, [])
    if ahead:
        phrases = phrases + _phrases("condition_times").get(first, [])
    if not phrases:
        return False
    words = [t.lower for t in parse.tokens[span.start : span.start + 4]]
    if words[-1] in _NO_CLAUSE:
        return False
    if first in _TIMES and (parse.tokens[i].dep in _TOLD or _is_past(parse, i)):
        return False
    if first == "subject" and _burdens(parse, span):
        return False
    return any(words[: len(p)] == p and span.end - span.start > len(p) for p in phrases)


def _is_lack(parse: Parse, i: int) -> bool:
    """Whether "without" brings a condition: "will not sign without it", "work without pay" none.

    "rejected it without reading it" is none, "will not sign without reading it" is one.
    """
    done, above = child(parse, i, "pcomp"), parse.tokens[i].head
    if is_negated(parse, above) or (done is not None and parse.tokens[done].tag != "VBG"):
        return True
    no = {parse.tokens[a].lemma for a in (above, *ancestors(parse, above))} & word_set("refusing")
    return done is None and bool(no)


def _is_past(parse: Parse, i: int) -> bool:
    """Whether what comes "after" has been: "after they failed", "after talks held in Vell"."""
    return any(parse.tokens[j].tag in ("VBD", "VBG") for j in below(parse, i))


def _burdens(parse: Parse, span: Stretch) -> bool:
    """Whether it is "subject to tariffs": something borne, no condition."""
    lemmas = {t.lemma.lower() for t in parse.tokens[span.start : span.end] if t.pos == "NOUN"}
    return bool(lemmas & word_set("burdens"))


def _is_verbal(parse: Parse, i: int) -> bool:
    """Whether "until that changes" was taken for a noun: "that" stands with no plural."""
    for o in parse.children[i]:
        if parse.tokens[o].tag == "NNS":
            return any(parse.tokens[d].lower in ("that", "this") for d in parse.children[o])
    return False


def _is_fronted(parse: Parse, i: int) -> bool:
    """Whether it is "with a share of the fees, they would accept"."""
    verb = parse.tokens[i].head
    first = parse.sentences[parse.tokens[i].sentence].start
    would = any(parse.tokens[c].lower == "would" for c in parse.children[verb])
    return would and i < verb and i - first <= 1


def _is_marked(parse: Parse, i: int, *, ahead: bool) -> bool:
    """Whether a clause is one of "if" or "once", of "when" in a promise, of "only … after"."""
    mark = child(parse, i, "mark", "advmod")
    if mark is None:
        return False
    word = parse.tokens[mark].lower
    only = any(parse.tokens[c].lower == "only" for c in parse.children[parse.tokens[i].head])
    if only and word in ("after", "when", "once"):
        return True
    if word == "if" and _is_whether(parse, mark):
        return False
    if word in _LASTING:
        return i > parse.tokens[i].head and _is_refused(parse, parse.tokens[i].head)
    return word in word_set("condition_marks") or (ahead and word == "when")


def _is_refused(parse: Parse, verb: int) -> bool:
    """Whether a verb, or one close above it, says no: "see no point in talking"."""
    near = [verb, *ancestors(parse, verb)][:_REFUSED_ABOVE]
    verbs = [i for i in near if parse.tokens[i].pos in ("VERB", "AUX")]
    return any(is_negated(parse, i) for i in verbs)


@cache
def _phrases(name: str) -> dict[str, list[list[str]]]:
    """Phrases that open a condition, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in shipped_lists("modality")[name]:
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


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
