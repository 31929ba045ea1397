"""Reported clauses: that-clauses, infinitives, deeds that somebody is accused of, "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.claims import Attitude
from detente.model.text import Span
from detente.readings.cues import (
    Draft,
    is_finite,
    is_verb,
    lemma,
    listed,
    prepositional,
    takes,
)
from detente.readings.ground import Ground
from detente.readings.nlp import Stretch
from detente.readings.sources import holder_of
from detente.readings.tree import below, child, subtree

_OPENERS = frozenset({"that", "as", "—", "--", "-", "–", ",", ":", ";"})
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
        draft = _clause(ground, token.i) or _object(ground, token.i)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _draft(
    ground: Ground,
    frame: str,
    verb: int,
    content: Stretch,
    *,
    attitude: Attitude = "assertion",
    spoken: bool = True,
) -> Draft | None:
    """A draft of a content, cut where it ends; None if nothing is left."""
    start, end = content.start, content.end
    lead = None
    while start < end and ground.tokens[start].lower in _OPENERS and ground.quote_of[start] < 0:
        if ground.tokens[start].lower == "that":
            lead = Span(ground.tokens[start].start, ground.tokens[start].end)
        start += 1
    if start >= end:
        return None
    last_word = verb + 1
    particle = child(ground.parse, verb, "prt")
    if particle is not None and particle == verb + 1:
        last_word = particle + 1
    return Draft(
        frame,
        ground.span(Stretch(start, end)),
        verb=verb,
        cue=Stretch(verb, last_word),
        holder=holder_of(ground, verb),
        attitude=attitude,
        spoken=spoken,
        lead=lead,
    )


def _clause(ground: Ground, verb: int) -> Draft | None:
    """A finite clause or infinitive that a verb of speech or thought reports, or None."""
    parse, token = ground.parse, ground.tokens[verb]
    known = [(name, attitude) for name, attitude in _VERB_LISTS if lemma(token) in listed(name)]
    if not known:
        return None
    name, attitude = known[0]
    if token.dep in ("amod", "compound"):
        return None
    reported = _reported(ground, verb)
    if reported is not None:
        content = cut_content(ground, verb, reported)
        spoken = name in ("clause", "document", "quotation") and attitude == "assertion"
        if name == "quotation" and "clause" not in [n for n, _ in known]:
            spoken = False
        return _draft(ground, "clause", verb, content, attitude=attitude, spoken=spoken)
    infinitive = child(parse, verb, "xcomp")
    if infinitive is not None and infinitive > verb:
        if lemma(token) in listed("infinitive") and child(parse, verb, "dobj") is None:
            return _draft(ground, "infinitive", verb, subtree(parse, infinitive))
        if name in ("eventuality", "belief", "fact"):
            content = subtree(parse, infinitive)
            return _draft(ground, "wish", verb, content, attitude=attitude, spoken=False)
    if name == "clause":
        return _trailing(ground, verb)
    return None


def _reported(ground: Ground, verb: int) -> Stretch | None:
    """Tokens of the clause that a verb governs, its hull."""
    parse = ground.parse
    for c in parse.children[verb]:
        token = parse.tokens[c]
        if token.dep != "ccomp" or (c < verb and not _before_cue(ground, c, verb)):
            continue
        if ground.quote_of[c] >= 0 and ground.quote_of[verb] < 0 and c < verb:
            continue
        return subtree(parse, c)
    return _by_that(ground, verb)


def _before_cue(ground: Ground, clause: int, verb: int) -> bool:
    """A clause before its cue is set off by a comma, or its own subject comes first."""
    return any(
        ground.tokens[i].text in (",", ";", "”", '"', "--", "-") for i in range(clause, verb)
    )


def _by_that(ground: Ground, verb: int) -> Stretch | None:
    """The clause of a "that" near the verb which the parse hangs elsewhere."""
    parse, tokens = ground.parse, ground.tokens
    sentence = parse.sentences[tokens[verb].sentence]
    for i in range(verb + 1, min(sentence.end, verb + 14)):
        if ground.quote_of[i] >= 0 or is_finite(tokens[i]):
            return None
        if tokens[i].lower == "that" and tokens[i].dep == "mark" and tokens[i].head > i:
            if tokens[tokens[i].head].dep == "acl" and tokens[tokens[i].head].head != verb:
                return None
            return subtree(parse, tokens[i].head)
    return None


def cut_content(ground: Ground, verb: int, content: Stretch) -> Stretch:
    """Cut a clause where the narrator takes over, or where the next cue begins."""
    tokens, parse = ground.tokens, ground.parse
    if content.end <= verb:
        return content
    if content.start <= verb:
        return content
    for i in range(content.start + 1, content.end):
        if ground.quote_of[i] >= 0:
            continue
        token = tokens[i]
        if token.text == "," and i + 1 < content.end and _next_cue(ground, i + 1, verb):
            return Stretch(content.start, i)
        if token.lower in ("but", "and", "while") and _new_turn(ground, i, content):
            return Stretch(content.start, i)
    del parse
    return content


def _next_cue(ground: Ground, i: int, verb: int) -> bool:
    """ ", adding that…", ", according to…" after a reported clause open the next cue."""
    token = ground.tokens[i]
    if token.tag == "VBG" and takes(token, "clause", "calling", "calling_as", "urging"):
        return token.head <= i
    return token.lower in ("according", "citing", "per")


def _new_turn(ground: Ground, i: int, content: Stretch) -> bool:
    """ "but warned that…": a cue with no subject of its own right after the conjunction."""
    parse = ground.parse
    for j in range(i + 1, min(i + 3, content.end)):
        token = ground.tokens[j]
        if token.pos == "ADV":
            continue
        return (
            token.tag in ("VBD", "VBZ")
            and takes(token, "clause", "calling_as", "accusing")
            and child(parse, j, "nsubj", "nsubjpass") is None
        )
    return False


def _trailing(ground: Ground, verb: int) -> Draft | None:
    """What stands before ", the minister said" where the parse does not link the two."""
    tokens = ground.tokens
    sentence = ground.parse.sentences[tokens[verb].sentence]
    holder = child(ground.parse, verb, "nsubj")
    if holder is None or ground.quote_of[verb] >= 0:
        return None
    first = min(subtree(ground.parse, holder).start, verb)
    if first - 1 <= sentence.start + 1 or tokens[first - 1].text != ",":
        return None
    if any(is_finite(tokens[i]) for i in range(max(verb, holder) + 1, sentence.end)):
        return None
    if not any(is_finite(tokens[i]) for i in range(sentence.start, first)):
        return None
    return _draft(ground, "trailing", verb, Stretch(sentence.start, first - 1))


def _object(ground: Ground, verb: int) -> Draft | None:
    """Frames with an object: urged X to, accused X of, called X Y, described X as Y."""
    token = ground.tokens[verb]
    if token.dep in ("amod", "compound"):
        return None
    for frame in (_urging, _accusing, _calling, _bare):
        draft = frame(ground, verb)
        if draft is not None:
            return draft
    return None


def _urging(ground: Ground, verb: int) -> Draft | None:
    parse = ground.parse
    if not takes(ground.tokens[verb], "urging"):
        return None
    for c in parse.children[verb]:
        token = parse.tokens[c]
        if c > verb and token.dep in ("xcomp", "ccomp", "advcl") and _has_to(ground, c):
            first = child(parse, verb, "dobj", "dative")
            if first is not None and first > verb:
                start = subtree(parse, first).start
            else:
                start = subtree(parse, c).start
            return _draft(ground, "urging", verb, Stretch(start, subtree(parse, c).end))
    return None


def _has_to(ground: Ground, verb: int) -> bool:
    return any(
        ground.tokens[c].lower in ("to", "not") and ground.tokens[c].dep in ("aux", "neg")
        for c in ground.parse.children[verb]
    )


def _accusing(ground: Ground, verb: int) -> Draft | None:
    parse = ground.parse
    if not takes(ground.tokens[verb], "accusing"):
        return None
    first = child(parse, verb, "dobj")
    if first is None:
        return None
    for c in below(parse, verb):
        token = parse.tokens[c]
        if c < first or token.dep != "prep" or token.lower not in listed("accusing_marks"):
            continue
        deed = child(parse, c, "pcomp")
        if token.head in (verb, first) and (
            deed is not None or lemma(ground.tokens[verb]) == "accuse"
        ):
            stretch = Stretch(subtree(parse, first).start, subtree(parse, c).end)
            return _draft(ground, "accusing", verb, stretch)
    return None


def _calling(ground: Ground, verb: int) -> Draft | None:
    parse, token = ground.parse, ground.tokens[verb]
    first = child(parse, verb, "dobj", "nsubjpass")
    if takes(token, "calling_as"):
        for c in below(parse, verb):
            as_ = parse.tokens[c]
            if as_.lower == "as" and as_.dep == "prep" and c > verb and as_.head in (verb, first):
                start = subtree(parse, first).start if first is not None and first > verb else c
                return _draft(ground, "calling", verb, Stretch(start, subtree(parse, c).end))
    if takes(token, "calling"):
        name = child(parse, verb, "oprd")
        if name is None and lemma(token) == "call":
            small = child(parse, verb, "ccomp")
            if small is not None and small > verb and not is_verb(parse.tokens[small]):
                return _draft(ground, "calling", verb, subtree(parse, small))
        if name is not None and name > verb:
            before = first is not None and verb < first < name
            start = subtree(parse, first if before and first is not None else name).start
            return _draft(ground, "calling", verb, Stretch(start, subtree(parse, name).end))
    return None


def _bare(ground: Ground, verb: int) -> Draft | None:
    """A bare object: an attribution, no statement."""
    parse, token = ground.parse, ground.tokens[verb]
    if token.dep in ("relcl", "acl") and holder_of(ground, verb) is None:
        return None
    attitudes: tuple[tuple[str, Attitude], ...] = (
        ("object", "assertion"),
        ("belief_noun", "belief"),
        ("eventuality_noun", "eventuality"),
    )
    for name, attitude in attitudes:
        first = child(parse, verb, "dobj")
        if takes(token, name) and first is not None and first > verb:
            return _draft(
                ground, "object", verb, subtree(parse, first), attitude=attitude, spoken=False
            )
    words = prepositional().get(lemma(token), frozenset())
    for c in parse.children[verb]:
        thing = child(parse, c, "pobj", "pcomp")
        if parse.tokens[c].lower in words and thing is not None:
            return _draft(ground, "object", verb, subtree(parse, thing), spoken=False)
    return None


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
        aside = Stretch(token.i, subtree(parse, holder).end)
        content = _around(ground, aside)
        if content is not None:
            yield Draft(
                "according",
                ground.span(content),
                verb=token.i,
                cue=Stretch(token.i, to + 1),
                holder=holder,
            )


def _around(ground: Ground, aside: Stretch) -> Stretch | None:
    """The clause that an aside stands in: what is before it, after it, or both."""
    tokens = ground.tokens
    sentence = ground.parse.sentences[tokens[aside.start].sentence]
    end = sentence.end
    while end > sentence.start and ground.ends_sentence(end - 1):
        end -= 1
    if aside.start - sentence.start <= 1:
        return Stretch(aside.end, end) if aside.end < end else None
    if aside.end < end and tokens[aside.end].text == "," and aside.end + 1 < end:
        return Stretch(sentence.start, end)
    return Stretch(sentence.start, aside.start)
