"""Openers: which words bring a condition, by themselves and by what stands under them."""

from __future__ import annotations

from functools import cache

from detente.readings.footing import is_inverted
from detente.readings.negation import is_negated, word_set
from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists
from detente.readings.tree import ancestors, below, child, subject, subtree

# With a refusal these say how long it lasts: "no point in talking while it lasts".
_LASTING = frozenset({"before", "while"})
# "as soon as possible" is no condition, nor is one of anonymity.
NO_CLAUSE = frozenset(
    {"anonymity", "necessary", "needed", "next", "possible", "practicable", "required", "this"}
)
_TIMES = frozenset({"after", "when"})
# Before a word for a condition: "with one proviso", "on two conditions".
_WITH = frozenset({"on", "under", "with"})
# "agree on when it ends", "say when": there it is what is agreed or said.
_TOLD = frozenset({"acl", "ccomp", "pcomp", "pobj", "relcl", "xcomp"})
# "asked" stands at most so many words before the "if" that it brings.
_ASKED_BEFORE = 3
# A manner of speaking has at most so many words behind its "if", with the mark that ends it.
_LONGEST_OF_SPEECH = 5
# So many words up a refusal is looked for.
_REFUSED_ABOVE = 5
# What has these is no noun, though it may hang where one should.
_VERB_TAGS = frozenset({"VBD", "VBP", "VBZ"})
# What is known of a token; 0 is not yet.
_NO, _YES = 1, 2


def opens_condition(parse: Parse, i: int, *, ahead: bool) -> bool:
    """Return whether a condition begins with what a token governs; asked for every verb near it.

    ahead: The verb tells of what is to come, where "when" and "after" bring one too.
    """
    token = parse.tokens[i]
    known, first = parse.known[token.paragraph], parse.paragraphs[token.paragraph]
    key = ("opens a condition ahead" if ahead else "opens a condition", 0)
    if key not in known:
        known[key] = bytearray(first.end - first.start)
    told: bytearray = known[key]
    if not told[i - first.start]:
        told[i - first.start] = _YES if _opens(parse, i, ahead=ahead) else _NO
    return told[i - first.start] == _YES


def is_whether(parse: Parse, i: int) -> bool:
    """Return whether an "if" asks: "asked by reporters if", "not clear if"."""
    near = parse.tokens[max(0, i - _ASKED_BEFORE) : i]
    return any(t.lemma.lower() in word_set("asking_if") for t in near)


def is_of_speech(parse: Parse, i: int) -> bool:
    """Return whether an "if" is a manner of speaking: "if you ask me", "if anything, …"."""
    behind = parse.tokens[i + 1 : i + 1 + _LONGEST_OF_SPEECH]
    lowered = [t.lower.replace("’", "'") for t in behind]
    for phrase in _of_speech("ifs_of_speech"):
        if lowered[: len(phrase)] == phrase:
            return True
    alone = (p for p in _of_speech("ifs_alone") if lowered[: len(p)] == p)
    return any(all(t.pos == "PUNCT" for t in behind[len(p) : len(p) + 1]) for p in alone)


@cache
def _of_speech(name: str) -> list[list[str]]:
    return [phrase.split() for phrase in shipped_lists("modality")[name]]


def burdens(parse: Parse, span: Stretch) -> bool:
    """Return whether it is "subject to tariffs": something borne, no condition."""
    lemmas = {t.lemma.lower() for t in parse.tokens[span.start : span.end] if t.pos == "NOUN"}
    return bool(lemmas & word_set("burdens"))


@cache
def phrases(name: str) -> dict[str, list[list[str]]]:
    """Return the phrases of a list that open a condition, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in shipped_lists("modality")[name]:
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


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
        return _is_verbal(parse, i) or (_is_event(parse, i) and _is_refused(parse, token.head))
    if token.dep == "prep" and token.lower == "before":
        is_no = _is_refused(parse, token.head) and not _is_over(parse, token.head)
        return is_no and _is_event(parse, i)  # "rejected it before lunch" tells when
    if token.lower in _WITH and token.dep == "prep":
        bound = any(_is_proviso(parse, o) for o in parse.children[i])
        return bound or (token.lower == "with" and _is_fronted(parse, i))
    return token.lower == "conditionally"


def _is_proviso(parse: Parse, noun: int) -> bool:
    """Whether a noun names what a yes is tied to: "two conditions", "a proviso"."""
    token = parse.tokens[noun]
    if token.lemma not in word_set("provisos"):
        return False
    ahead = [parse.tokens[c] for c in parse.children[noun] if c < noun]
    # "under current conditions", "on these conditions" are how things stand
    counted = any(t.pos == "NUM" or t.lower in word_set("counting_provisos") for t in ahead)
    return counted or parse.tokens[token.head].lower == "with"


def _is_condition_phrase(parse: Parse, i: int, *, ahead: bool) -> bool:
    """Whether a phrase of the lists begins here, with words behind it."""
    if parse.tokens[i].lower == "without":
        return _is_lack(parse, i, ahead=ahead)
    span = subtree(parse, i)
    first = parse.tokens[span.start].lower
    known = phrases("condition_phrases").get(first, [])
    if ahead:
        known = known + phrases("condition_times").get(first, [])
    if not known:
        return False
    words = [t.lower for t in parse.tokens[span.start : span.start + 4]]
    if words[-1] in NO_CLAUSE:
        return False
    if first in _TIMES and (parse.tokens[i].dep in _TOLD or _is_past(parse, i)):
        return False
    if first == "subject" and burdens(parse, span):
        return False
    return any(words[: len(p)] == p and span.end - span.start > len(p) for p in known)


def _is_lack(parse: Parse, i: int, *, ahead: bool) -> bool:
    """Whether "without" brings a condition: "will not sign without it", "work without pay" none.

    "rejected it without reading it" is none, "will not sign without reading it" is one. What
    nobody does hangs on it: "the truce will collapse without monitors".
    """
    done, above = child(parse, i, "pcomp"), parse.tokens[i].head
    if _is_outcome(parse, above, ahead=ahead):
        return True
    if is_negated(parse, above) or (done is not None and parse.tokens[done].tag != "VBG"):
        return True
    no = {parse.tokens[a].lemma for a in (above, *ancestors(parse, above))} & word_set("refusing")
    return done is None and bool(no) and not _is_manner(parse, i)


def _is_manner(parse: Parse, i: int) -> bool:
    """Whether it is "without comment", which tells how a thing was refused."""
    manners = shipped_lists("positions")["manners"]["without"]
    things = [o for o in parse.children[i] if parse.tokens[o].dep == "pobj"]
    if any(parse.tokens[o].lemma in manners and not parse.children[o] for o in things):
        return True
    hardly = shipped_lists("positions")["manners"]["without_a"]
    return any(parse.tokens[o].lemma in hardly for o in things)


def _is_outcome(parse: Parse, i: int, *, ahead: bool) -> bool:
    """Whether it is told how talks will end: "a deal will fail", "the prospects diminish"."""
    thing = i if parse.tokens[i].pos == "NOUN" else subject(parse, i)
    if thing is None:
        return False
    lemma = parse.tokens[thing].lemma
    return lemma in word_set("chances") or (ahead and lemma in word_set("outcomes"))


def _is_past(parse: Parse, i: int) -> bool:
    """Whether what comes "after" has been: "after they failed", "after talks held in Vell"."""
    return any(parse.tokens[j].tag in ("VBD", "VBG") for j in below(parse, i))


def _is_event(parse: Parse, i: int) -> bool:
    """Whether something is to happen first: "until a vote", but not "until the summer"."""
    nouns = [o for o in parse.children[i] if parse.tokens[o].pos == "NOUN"]
    timed = any(parse.tokens[j].ent in ("DATE", "TIME") for o in nouns for j in below(parse, o))
    return bool(nouns) and not timed and parse.tokens[nouns[0]].lemma not in word_set("no_events")


def _is_verbal(parse: Parse, i: int) -> bool:
    """Whether "until that changes" was taken for a noun: "that" stands with no plural."""
    for o in parse.children[i]:
        if parse.tokens[o].dep == "pobj" and parse.tokens[o].tag in _VERB_TAGS:
            return True  # "until the shelling stops"
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
    if word == "if" and (is_whether(parse, mark) or is_of_speech(parse, mark)):
        return False
    if word == "if" and parse.tokens[i].pos == "ADV" and i == mark + 1:
        return False  # "accepted it, if reluctantly"
    if word in _LASTING:
        upper = parse.tokens[i].head
        if word == "before" and _is_over(parse, upper) and _is_over(parse, i):
            return False  # "rejected a swap before the talks began" tells when
        return i > upper and (_is_refused(parse, upper) or _is_lasting(parse, i, mark))
    return word in word_set("condition_marks") or (ahead and word == "when")


def _is_over(parse: Parse, verb: int) -> bool:
    """Whether a verb tells by itself of what was: "rejected", not "refused to sign"."""
    below_it = (parse.tokens[c].dep for c in parse.children[verb])
    return parse.tokens[verb].tag == "VBD" and "xcomp" not in below_it


def _is_lasting(parse: Parse, verb: int, mark: int) -> bool:
    """Whether "while" tells how long: "to share it while the guards remain", no contrast."""
    told = parse.tokens[mark - 1].text != "," and parse.tokens[mark].lower == "while"
    lasts = parse.tokens[verb].lemma in word_set("remaining")
    return told and lasts and parse.tokens[verb].tag in ("VBP", "VBZ")


def _is_refused(parse: Parse, verb: int) -> bool:
    """Whether a verb, or one close above it, says no: "see no point in talking"."""
    near = [verb, *ancestors(parse, verb)][:_REFUSED_ABOVE]
    verbs = [i for i in near if parse.tokens[i].pos in ("VERB", "AUX")]
    return any(is_negated(parse, i) or _rules_out(parse, i) for i in verbs)


def _rules_out(parse: Parse, verb: int) -> bool:
    """Whether a verb itself says no: "refuses", "rules out"."""
    lemma = parse.tokens[verb].lemma
    out = lemma == "rule" and any(parse.tokens[c].lower == "out" for c in parse.children[verb])
    return out or lemma in word_set("refusing")
