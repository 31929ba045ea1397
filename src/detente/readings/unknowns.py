"""What the text says is undisclosed, unclear or unverified, and who does not say."""

from __future__ import annotations

from detente.model.actors import NARRATOR, is_unnamed
from detente.model.claims import Unknown
from detente.readings.negation import is_negated, word_set
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of
from detente.readings.times.words import when
from detente.readings.tree import (
    child,
    clause,
    doer,
    is_passive,
    noun_phrase,
    prep_objects,
    subject,
    subtree,
)

FAMILY = "unknowns"
_CONTENT = ("dobj", "ccomp", "xcomp", "attr")
# "No reason", "few details": the reason and the details are what is not known.
_NONE = frozenset({"no", "any", "few", "little"})
# Verbs that only say that nothing was said; what is unknown is then the comment.
_COMMENTING = frozenset({"comment", "elaborate", "respond", "reply", "reach", "available"})
# A reply is awaited by whoever wrote or invited, a comment by the report.
_REPLYING = frozenset({"respond", "reply"})
_ASKING = frozenset(
    {"calls", "comment", "emails", "inquiries", "question", "questions", "request", "requests"}
)
# "Much remains unclear about the fee": what is not known is behind.
_AMOUNTS = frozenset({"little", "lot", "more", "most", "much"})
_QUESTIONS = frozenset({"how", "what", "when", "where", "whether", "which", "who", "whom", "why"})
_POINTING = frozenset({"it", "that", "them", "these", "this", "those"})


def read_unknowns(page: Page) -> list[Unknown]:
    """Return what a page says is not known or not told, each once, in order."""
    found: list[Unknown] = []
    end = -1
    for hit in sorted(page.hits(FAMILY), key=lambda h: (h.start, -h.end)):
        claim = _unknown(page, hit)
        if claim is not None and claim.main.start >= end:
            found.append(claim)
            end = claim.main.end
    return found


def _unknown(page: Page, hit: Hit) -> Unknown | None:
    verb = _verb(page, hit)
    if verb is None or _is_asked(page, verb) or _is_of_goods(page, verb):
        return None
    if is_answered(page, hit.start):
        return None
    top = _top(page, hit, verb)
    words = _words(page, top, verb)
    asked = _asked_before(page, verb) if hit.reads == "answer" else None
    what = asked or _what(page, hit, verb, top)
    if asked is not None:
        words = Stretch(asked.start, words.end)
    said = page.statement_at(hit.start)
    return Unknown(
        evidence=(page.cite(words),),
        what=_wording(page, what) if what is not None else _reaction(page, words, verb),
        withheld_by=_withheld_by(page, hit, top),
        reported_by=said.speaker if said is not None else NARRATOR,
        hedged=said is not None and said.hedged,
        chain=chain_of(page, verb),
        when=when(page, top),
        rule=hit.rule,
        confidence=hit.confidence,
    )


def _reaction(page: Page, words: Stretch, verb: int) -> str:
    """What somebody keeps back who only does not speak: a comment, or a reply."""
    tokens = page.parse.tokens
    asked = any(t.lower in _ASKING for t in tokens[words.start : words.end])
    return "reply" if tokens[verb].lemma in _REPLYING and not asked else "comment"


def _verb(page: Page, hit: Hit) -> int | None:
    """The word that carries it: the last verb, or the adjective of "remains unclear"."""
    tokens = page.parse.tokens
    for i in range(hit.end - 1, hit.start - 1, -1):
        if i + 1 < hit.end and tokens[i + 1].lower == "nothing":
            return i  # "we have nothing to announce"
        if tokens[i].tag == "VB" and tokens[i].dep == "relcl" and hit.reads == "answer":
            continue
        if tokens[i].pos in ("VERB", "AUX") or (hit.reads == "open" and tokens[i].pos == "ADJ"):
            return i
    return None


def _is_asked(page: Page, verb: int) -> bool:
    """Whether the sentence is a question by the report."""
    sentence = page.parse.sentences[page.parse.tokens[verb].sentence]
    return page.parse.tokens[sentence.end - 1].text == "?" and page.quoted(verb) is None


def is_answered(page: Page, verb: int) -> bool:
    """Return whether nobody refused to tell: "neither side declined to comment"."""
    refuses = page.parse.tokens[verb].lemma in word_set("refusing")
    return refuses and is_negated(page.parse, verb)


def _is_of_goods(page: Page, verb: int) -> bool:
    """Whether a refusal to give or release is one of things, not of information."""
    if page.parse.tokens[verb].lemma not in ("give", "provide", "release"):
        return False
    given = child(page.parse, verb, "dobj", "nsubjpass")
    told = shipped_lists("unknowns")["information"]
    return given is None or page.parse.tokens[given].lemma not in told


def _top(page: Page, hit: Hit, verb: int) -> int:
    """The verb whose subject it is about: "declined" of "declined to say"."""
    tokens = page.parse.tokens
    top = verb
    if tokens[hit.start].lower == "neither" and tokens[top].dep == "conj":
        top = tokens[top].head  # "would neither confirm nor deny"
    while tokens[top].dep in ("xcomp", "acomp", "pcomp", "attr", "oprd") and (
        hit.start <= tokens[top].head < hit.end or tokens[tokens[top].head].lower == "without"
    ):
        top = tokens[top].head
    if tokens[top].pos == "ADP" or (
        hit.reads == "withheld" and tokens[hit.start].lower == "without"
    ):
        while tokens[top].pos not in ("VERB", "AUX") and tokens[top].head != top:
            top = tokens[top].head
    return top


def _words(page: Page, top: int, verb: int) -> Stretch:
    """The clause, within its quotation if it is quoted."""
    words = clause(page.parse, top)
    quote = page.quoted(verb)
    start, end = words.start, words.end
    while (
        quote is not None and start < verb and page.parse.tokens[start].start < quote.inner_start
    ):
        start += 1
    while (
        quote is not None and end > verb + 1 and page.parse.tokens[end - 1].end > quote.inner_end
    ):
        end -= 1
    return Stretch(start, end)


def _what(page: Page, hit: Hit, verb: int, top: int) -> Stretch | None:
    """The words for what is not known; None if it is a mere refusal to comment."""
    parse = page.parse
    if hit.reads in ("open", "passive"):
        about = child(parse, top, "nsubj", "nsubjpass", "csubj", "csubjpass")
        if about is not None and parse.tokens[about].lower in _AMOUNTS:
            of = [o for i in (about, verb, top) for o in prep_objects(parse, i, "about", "on")]
            if of:
                return subtree(parse, of[0])
        if about is not None and parse.tokens[about].lower not in ("it", "this", "that"):
            return _without_no(page, subtree(parse, about))
        for holder in dict.fromkeys((verb, top)):
            told = child(parse, holder, "ccomp", "csubj", "advcl", "xcomp", "pcomp")
            if told is not None and told > holder:
                return subtree(parse, told)
        return None
    for c in parse.children[verb]:
        if parse.tokens[c].pos == "PRON":  # "can't tell you"
            continue
        if c > verb and parse.tokens[c].dep in _CONTENT:
            return _without_no(page, subtree(parse, c))
        asked = subtree(parse, c)  # "would not say when they would meet"
        if c > verb and parse.tokens[c].dep == "advcl" and _asks(page, asked.start):
            return asked
    objects = prep_objects(parse, verb, "on", "about", "for", "to")
    if parse.tokens[verb].lemma in _COMMENTING:
        objects = prep_objects(parse, verb, "on", "about")
    if not objects or parse.tokens[objects[0]].lower in _POINTING:
        return None
    return subtree(parse, objects[0])


def _asks(page: Page, i: int) -> bool:
    return page.parse.tokens[i].lower in _QUESTIONS


def _without_no(page: Page, what: Stretch) -> Stretch:
    """What is not told, without the word that says so: "no reason", "few details"."""
    denied = page.parse.tokens[what.start].lower in _NONE and what.end > what.start + 1
    return Stretch(what.start + 1, what.end) if denied else what


def _wording(page: Page, what: Stretch) -> str:
    """The words for what is not known; "the reason" for "no reason"."""
    before = page.parse.tokens[what.start - 1].lower if what.start else ""
    head = page.parse.tokens[what.start]
    bare = before in _NONE and head.tag == "NN"
    return f"the {page.text(what)}" if bare else page.text(what)


def _asked_before(page: Page, verb: int) -> Stretch | None:
    """The question that "I can't tell you" leaves open, asked by the speaker just before."""
    parse = page.parse
    told = child(parse, verb, "ccomp")
    number = parse.tokens[verb].sentence
    if number == 0 or (told is not None and told > verb):
        return None
    before = parse.sentences[number - 1]
    said = page.statement_at(verb)
    if parse.tokens[before.end - 1].text != "?" or page.statement_at(before.end - 2) != said:
        return None
    start = before.start
    while start < before.end - 1 and (
        parse.tokens[start].pos == "PUNCT" or page.statement_at(start) != said
    ):
        start += 1
    return Stretch(start, before.end)


def _withheld_by(page: Page, hit: Hit, top: int) -> tuple[str, ...]:
    """Who does not say; nobody for what is unknown to all."""
    parse = page.parse
    if hit.reads in ("open", "undecided"):
        return ()
    if hit.reads == "no_word":
        silent = prep_objects(parse, hit.end - 2, "from")
        return page.who(silent[0]) if silent else ()
    if hit.reads == "asked":
        asked = prep_objects(parse, top, "to") or [
            c
            for i in range(hit.start, hit.end)
            for c in parse.children[i]
            if parse.tokens[c].dep == "pobj"
        ]
        return page.who(asked[0]) if asked else ()
    if hit.reads == "passive" or is_passive(parse, top):
        reached = hit.rule.startswith(("en.unknown.not_available", "en.unknown.drawn"))
        holder = subject(parse, top) if reached else doer(parse, top)
    elif hit.reads == "answer":
        said = page.statement_at(top)
        return (said.speaker,) if said is not None and not is_unnamed(said.speaker) else ()
    else:
        holder = subject(parse, top)
    if holder is None:
        return ()
    word = parse.tokens[holder]
    if word.lower == "it":
        return _body_speaking(page, holder) or _body_before(page, holder) or page.who(holder)
    if word.lemma.lower() in shipped_lists("unknowns")["documents"]:
        return ()  # what a text leaves open nobody keeps back
    of_two = any(parse.tokens[c].lower == "neither" for c in parse.children[holder])
    named = word.pos == "NOUN" and not of_two  # "neither company" describes nobody
    who = page.who(holder) or _apposed(page, holder)
    return who or (page.cast.speaker(holder) if named else ())


def _apposed(page: Page, holder: int) -> tuple[str, ...]:
    """Whom a noun names behind it: "a spokesman for the council, Per Aldous"."""
    phrase = subtree(page.parse, holder)
    below = (t for t in page.parse.tokens[holder + 1 : phrase.end] if t.dep == "appos")
    for token in below:
        if names := page.who(token.i):
            return names
        if token.ent == "PERSON" and token.pos == "PROPN":
            return (page.text(noun_phrase(page.parse, token.i)),)
    return ()


def _body_speaking(page: Page, holder: int) -> tuple[str, ...]:
    """The body that says what "it" does not tell: "the department said it would not comment"."""
    said = page.statement_at(holder)
    if said is None or said.source is None or said.source.end > said.main.start:
        return ()
    body = said.source.text.lower().split()[-1] in shipped_lists("unknowns")["bodies"]
    return (said.speaker,) if body else ()


def _body_before(page: Page, holder: int) -> tuple[str, ...]:
    """The body that spoke in the sentence before: "…, the ministry said. It gave no reason"."""
    parse = page.parse
    number = parse.tokens[holder].sentence
    before = parse.sentences[number - 1] if number else None
    if before is None or parse.tokens[before.start].paragraph != parse.tokens[holder].paragraph:
        return ()
    start, end = parse.tokens[before.start].start, parse.tokens[before.end - 1].end
    told = [s for s in page.statements if s.source and start <= s.source.start < end]
    speakers = {s.speaker for s in told}
    bodies = shipped_lists("unknowns")["bodies"]
    said = told[0].source if len(speakers) == 1 else None
    words = said.text.partition(",")[0].lower().split() if said is not None else []
    return tuple(speakers) if words and words[-1] in bodies else ()
