"""Reported clauses: that-clauses, clauses without "that", infinitives, wishes and beliefs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from detente.model.text import Span
from detente.model.vocabulary import Attitude
from detente.readings.nlp import Stretch
from detente.readings.speech.cues import Draft, is_finite, is_verb, lemma, listed, negated, takes
from detente.readings.speech.ends import (
    after_cue,
    ahead_of_both,
    around_cue,
    before_cue,
    lead_in,
    told_apart,
)
from detente.readings.speech.frames import object_draft, verbs_with_object
from detente.readings.speech.ground import Ground
from detente.readings.speech.sources import citing, holder_of
from detente.readings.tree import child, subtree

# A "that" stands within this many words of its verb, addressee and time between.
FARTHEST_THAT = 16
# In which somebody says something: "said in a statement that".
_PAPERS = frozenset(
    {"communique", "communiqué", "interview", "letter", "message", "note", "post", "statement"}
)
_VERB_LISTS: tuple[tuple[str, Attitude], ...] = (
    ("clause", "assertion"),
    ("document", "assertion"),
    ("belief", "belief"),
    ("eventuality", "eventuality"),
    ("fact", "fact"),
    ("quotation", "assertion"),
)


def find_clauses(ground: Ground, used: frozenset[int]) -> list[Draft]:
    """Return what verbs report in clauses, in order. used: cues that brought a quotation."""
    drafts: list[Draft] = []
    for token in ground.tokens:
        if token.i in used or not is_verb(token) or not ground.in_running_text(token.i):
            continue
        if token.dep in ("amod", "compound", "aux", "auxpass") or lemma(token) not in _telling():
            continue
        draft = _clause(ground, token.i) or object_draft(ground, token.i)
        if draft is not None:
            drafts.append(draft)
    return drafts


@cache
def _verbs() -> dict[str, tuple[str, Attitude]]:
    """The first list in which each verb stands, with the attitude that it tells of."""
    rows = [(verb, row) for row in reversed(_VERB_LISTS) for verb in listed(row[0])]
    return dict(rows)


@cache
def _telling() -> frozenset[str]:
    """All verbs that may report something; the others, most of them, are looked at no closer."""
    return frozenset(_verbs()) | verbs_with_object()


def _clause(ground: Ground, verb: int) -> Draft | None:
    """A finite clause or infinitive that a verb of speech or thought reports, or None."""
    token = ground.tokens[verb]
    known = _verbs().get(lemma(token))
    if known is None:
        return None
    name, attitude = known
    content = _reported(ground, verb)
    if content is not None:
        spoken = name in ("clause", "document") and not _declines(ground, verb, content)
        return _draft(ground, "clause", verb, content, attitude=attitude, spoken=spoken)
    infinitive = child(ground.parse, verb, "xcomp")
    if infinitive is not None and infinitive > verb:
        content = after_cue(ground, verb, subtree(ground.parse, infinitive))
        if lemma(token) in listed("infinitive") and child(ground.parse, verb, "dobj") is None:
            return _draft(ground, "infinitive", verb, content)
        if name in ("eventuality", "belief", "fact"):
            return _draft(ground, "wish", verb, content, attitude=attitude, spoken=False)
    return _trailing(ground, verb) if name == "clause" else None


def _draft(
    ground: Ground,
    frame: str,
    verb: int,
    content: Stretch,
    *,
    attitude: Attitude = "assertion",
    spoken: bool = True,
) -> Draft | None:
    """A draft of a content without its "that"; None if nothing is left."""
    start, lead = content.start, None
    if ground.tokens[start].lower == "that" and ground.tokens[start].tag == "IN":
        lead = Span(ground.tokens[start].start, ground.tokens[start].end)
        start += 1
    if start >= content.end:
        return None
    particle = child(ground.parse, verb, "prt")
    last = particle if particle is not None and verb < particle < content.start else verb
    cited, teller = citing(ground, verb), holder_of(ground, verb)
    return Draft(
        frame,
        ground.span(Stretch(start, content.end)),
        verb=verb,
        cue=Stretch(verb, last + 1),
        holder=cited if cited is not None else teller,
        relay=teller if cited is not None else None,
        attitude=attitude,
        spoken=spoken,
        lead=lead,
    )


def _declines(ground: Ground, verb: int, content: Stretch) -> bool:
    """Whether nothing is said: "would not say whether", "did not say that"; not "did not deny"."""
    if not negated(ground.parse, verb):
        return False
    return lemma(ground.tokens[verb]) not in ("deny", "dispute") or content.end <= content.start


def _reported(ground: Ground, verb: int) -> Stretch | None:
    """The clause that a verb reports, with its ends."""
    parse, tokens = ground.parse, ground.tokens
    if (both := ahead_of_both(ground, verb)) is not None:
        return both[0]
    that = _that(ground, verb)
    if that is not None:
        clause = subtree(parse, tokens[that].head)
        return after_cue(ground, verb, Stretch(that, max(clause.end, that + 2)))
    clauses = [c for c in parse.children[verb] if tokens[c].dep == "ccomp"]
    for c in sorted(clauses, key=lambda c: c < verb):
        clause = subtree(parse, c)
        if c > verb and clause.start > verb:
            return after_cue(ground, verb, _without_time(ground, c, clause))
        if c > verb or clause.end > verb + 1:
            return around_cue(ground, verb, clause)
        if _set_off(ground, c, verb) and not _is_parted(ground, verb):
            return before_cue(ground, verb, clause, first=_chunk_start(ground, verb))
    if tokens[verb].dep == "parataxis" and child(parse, verb, "nsubj") is not None:
        return _interrupting(ground, verb)
    return None


def _opens(ground: Ground, that: int) -> bool:
    """Whether a "that" opens a clause; of "said in a statement that she had sent a plan" too.

    There the parser may take it for what the statement had done to it.
    """
    tokens = ground.tokens
    head = tokens[tokens[that].head]
    paper = tokens[head.head]
    hung = head.dep == "relcl" and paper.i == that - 1 and paper.lemma in _PAPERS
    return tokens[that].dep == "mark" or hung


def _that(ground: Ground, verb: int) -> int | None:
    """The "that" which opens what a verb reports, whatever the parse hangs it on."""
    tokens = ground.tokens
    stop = ground.sentence(verb).end
    for i in range(verb + 1, min(stop, verb + FARTHEST_THAT)):
        if ground.quote_of[i] != ground.quote_of[verb] or is_finite(tokens[i]):
            return None
        if is_verb(tokens[i]) and takes(tokens[i], "clause", "belief"):
            return None
        if tokens[i].lower != "that" or tokens[i].tag != "IN":
            continue
        head = tokens[tokens[i].head]
        return i if _opens(ground, i) and head.i > i and _belongs(ground, head.i, verb) else None
    return None


def _belongs(ground: Ground, clause: int, verb: int) -> bool:
    """A that-clause that hangs on a noun behind the verb ("the claim that…") is the noun's."""
    token = ground.tokens[clause]
    if token.dep not in ("acl", "relcl", "ccomp"):
        return True
    head = ground.tokens[token.head]
    return head.i == verb or is_verb(head) or head.dep not in ("dobj", "attr") or head.ent != ""


def _without_time(ground: Ground, head: int, clause: Stretch) -> Stretch:
    """A clause without time words of the cue at its start: "said Friday the talks were…"."""
    tokens = ground.tokens
    start = clause.start
    own = child(ground.parse, head, "nsubj", "nsubjpass", "expl")
    if own is None:
        return clause
    first = subtree(ground.parse, own).start
    while (
        start < first
        and ground.quote_of[start] < 0
        and (
            tokens[start].ent in ("DATE", "TIME")
            or tokens[start].lower in ("on", "earlier", "later", "also", "early", "late")
        )
    ):
        start += 1
    return Stretch(start, clause.end)


def _set_off(ground: Ground, clause: int, verb: int) -> bool:
    """A clause before its cue is set off by a comma or a mark."""
    return any(
        ground.tokens[i].text in (",", ";", "--", "-", "—", "–") or ground.quote_of[i] >= 0
        for i in range(clause, verb)
    )


def _is_parted(ground: Ground, verb: int) -> bool:
    """Whether a semicolon parts a cue from what it cannot report: "…; the front insists on it"."""
    first = _chunk_start(ground, verb)
    return first > 1 and ground.tokens[first - 1].text == ";" and ground.quote_of[first - 2] < 0


def _chunk_start(ground: Ground, verb: int) -> int:
    """First token of source and cue together."""
    own = child(ground.parse, verb, "nsubj", "nsubjpass")
    if own is None or own > verb:
        return verb
    start = min(subtree(ground.parse, own).start, verb)
    while start > 0 and ground.tokens[start].text == "," and start < own:
        start += 1
    return start


def _interrupting(ground: Ground, verb: int) -> Stretch | None:
    """'The strip, he said, would stay closed': the sentence around a cue set off by commas."""
    first = _chunk_start(ground, verb)
    sentence = ground.sentence(verb)
    if first <= sentence.start + 1 or ground.tokens[first - 1].text != ",":
        return None
    head = ground.tokens[verb].head
    whole = subtree(ground.parse, head)
    end = whole.end if whole.end > verb + 2 else first
    return Stretch(lead_in(ground, sentence.start), min(end, sentence.end))


def _trailing(ground: Ground, verb: int) -> Draft | None:
    """What stands before ", the minister said" where the parse does not link the two."""
    tokens = ground.tokens
    sentence = ground.sentence(verb)
    holder = child(ground.parse, verb, "nsubj")
    if holder is None or ground.quote_of[verb] >= 0 or tokens[verb].dep == "relcl":
        return None
    first = _chunk_start(ground, verb)
    if first - 1 <= sentence.start + 1 or tokens[first - 1].text != ",":
        return None
    if any(is_finite(tokens[i]) for i in range(max(verb, holder) + 1, sentence.end)):
        return None
    if not any(_is_main(ground, i) for i in range(sentence.start, first)):
        return None
    content = before_cue(ground, verb, Stretch(first - 1, first), first=first - 1)
    return _draft(ground, "trailing", verb, content)


def _is_main(ground: Ground, i: int) -> bool:
    """Whether a finite verb makes a sentence: not that of "in a speech that lasted an hour"."""
    token = ground.tokens[i]
    if not is_finite(token):
        return False
    carrier = ground.tokens[token.head] if token.dep in ("aux", "auxpass") else token
    return carrier.dep not in ("relcl", "acl", "advcl")


def find_asides(ground: Ground) -> Iterator[Draft]:
    """Yield what is said "according to" somebody."""
    parse = ground.parse
    for token in ground.tokens:
        if token.lower != "according" or not ground.in_running_text(token.i):
            continue
        to = token.i + 1
        if to >= len(ground.tokens) or ground.tokens[to].lower != "to":
            continue
        holder = child(parse, to, "pobj") or child(parse, token.i, "pobj")
        if holder is None:
            continue
        content = _around(ground, Stretch(token.i, subtree(parse, holder).end))
        if content is None:
            continue
        inner = citing(ground, holder)
        yield Draft(
            "according",
            ground.span(content),
            verb=token.i,
            cue=Stretch(token.i, to + 1),
            holder=inner if inner is not None else holder,
            relay=holder if inner is not None else None,
            spoken=ground.quote_of[token.i] < 0,
        )


def _around(ground: Ground, aside: Stretch) -> Stretch | None:
    """The clause that an aside stands in: what is before it, after it, or both."""
    tokens = ground.tokens
    sentence = ground.sentence(aside.start)
    end = sentence.end
    while end > sentence.start and ground.quote_of[end - 1] < 0 and ground.ends_sentence(end - 1):
        end -= 1
    start = lead_in(ground, told_apart(ground, sentence.start, aside.start))
    if aside.start <= start:
        return Stretch(aside.end, end) if aside.end < end else None
    if aside.end < end - 1 and tokens[aside.end].text == ",":
        return Stretch(start, end)
    return Stretch(start, aside.start)
