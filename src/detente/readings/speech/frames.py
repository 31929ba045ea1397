"""Cues with an object: urged X to, accused X of, called X a Y, described X as Y, bare objects."""

from __future__ import annotations

from functools import cache

from detente.model.vocabulary import Attitude
from detente.readings.nlp import Stretch
from detente.readings.speech.cues import (
    Draft,
    is_verb,
    lemma,
    listed,
    negated,
    prepositional,
    takes,
)
from detente.readings.speech.ends import after_cue
from detente.readings.speech.ground import Ground
from detente.readings.speech.sources import holder_of
from detente.readings.tree import below, child, is_passive, subtree

_BARE: tuple[tuple[str, Attitude], ...] = (
    ("object", "assertion"),
    ("belief_noun", "belief"),
    ("eventuality_noun", "eventuality"),
)
# So many words behind a verb a quotation begins that is what it calls something.
_NEAR_QUOTE = 4


def object_draft(ground: Ground, verb: int) -> Draft | None:
    """Return what a verb attributes in one of the frames with an object, or None."""
    for frame in (_urging, _accusing, _calling, _bare):
        draft = frame(ground, verb)
        if draft is not None:
            return draft
    return None


@cache
def verbs_with_object() -> frozenset[str]:
    """Return the verbs that stand in one of the frames."""
    lists = ("urging", "accusing", "calling_as", "calling", *(name for name, _ in _BARE))
    return frozenset(prepositional()).union(*map(listed, lists))


def _draft(
    ground: Ground,
    frame: str,
    verb: int,
    content: Stretch,
    *,
    attitude: Attitude = "assertion",
    spoken: bool = True,
) -> Draft | None:
    token = ground.tokens[verb]
    holder = holder_of(ground, verb)
    if (
        token.dep in ("relcl", "acl")
        and token.tag == "VBN"
        and child(ground.parse, verb, "agent") is None
    ):
        spoken = False
    return Draft(
        frame,
        ground.span(after_cue(ground, verb, content)),
        verb=verb,
        cue=Stretch(verb, verb + 1),
        holder=holder,
        attitude=attitude,
        spoken=spoken and not negated(ground.parse, verb),
    )


def _urging(ground: Ground, verb: int) -> Draft | None:
    """As in "urged Norland to sign", "asked them not to leave"."""
    parse, token = ground.parse, ground.tokens[verb]
    if not takes(token, "urging"):
        return None
    for c in parse.children[verb]:
        if c < verb or parse.tokens[c].dep not in ("xcomp", "ccomp", "advcl"):
            continue
        if not _has_to(ground, c):
            continue
        first = child(parse, verb, "dobj", "dative")
        inner = child(parse, c, "nsubj")
        heads = [i for i in (first, inner) if i is not None and i > verb]
        start = subtree(parse, min(heads) if heads else c).start
        asked = bool(heads) or (
            is_passive(parse, verb) and child(parse, verb, "agent") is not None
        )
        content = Stretch(start, subtree(parse, c).end)
        return _draft(ground, "urging", verb, content, spoken=asked)
    return None


def _has_to(ground: Ground, verb: int) -> bool:
    return any(ground.tokens[c].lower == "to" for c in ground.parse.children[verb])


def _accusing(ground: Ground, verb: int) -> Draft | None:
    """As in "accused Norland of stalling", "blamed Sudmark for the delay"."""
    parse, token = ground.parse, ground.tokens[verb]
    first = child(parse, verb, "dobj")
    if not takes(token, "accusing") or first is None:
        return None
    accuses = lemma(token) == "accuse"
    for c in below(parse, verb):
        mark = parse.tokens[c]
        if c < first or mark.dep != "prep" or mark.head not in (verb, first):
            continue
        deed = child(parse, c, "pcomp")
        if mark.lower == ("of" if accuses else "for") and (accuses or deed is not None):
            content = Stretch(subtree(parse, first).start, subtree(parse, c).end)
            return _draft(ground, "accusing", verb, content)
    return None


def _calling(ground: Ground, verb: int) -> Draft | None:
    """As in "called it a farce", "described the talks as useful"."""
    parse, token = ground.parse, ground.tokens[verb]
    first = child(parse, verb, "dobj", "nsubjpass")
    word = "" if first is None else ground.tokens[first].lower
    named = word not in ("what", "which", "that") or (word != "what" and _quotes(ground, verb))
    if takes(token, "calling_as"):
        for c in below(parse, verb):
            mark = parse.tokens[c]
            if (
                mark.lower == "as"
                and mark.dep == "prep"
                and c > verb
                and mark.head in (verb, first)
            ):
                start = subtree(parse, first).start if first is not None and first > verb else c
                content = Stretch(start, subtree(parse, c).end)
                return _draft(ground, "calling", verb, content, spoken=named)
    if not takes(token, "calling"):
        return None
    name = child(parse, verb, "oprd")
    small = child(parse, verb, "ccomp")
    if name is None and first is not None:
        name = _quoted_beside(ground, first)
    if name is None and small is not None and small > verb and not is_verb(parse.tokens[small]):
        return _draft(ground, "calling", verb, subtree(parse, small), spoken=named)
    if name is None or name < verb:
        return None
    before = first is not None and verb < first < name
    start = subtree(parse, first if before and first is not None else name).start
    return _draft(ground, "calling", verb, Stretch(start, subtree(parse, name).end), spoken=named)


def _quoted_beside(ground: Ground, thing: int) -> int | None:
    """The name of `called the offer "a trick"` that the parser hangs on the offer, or None."""
    name = child(ground.parse, thing, "appos")
    outside = ground.quote_of[thing] < 0
    return name if name is not None and outside and ground.quote_of[name] >= 0 else None


def _quotes(ground: Ground, verb: int) -> bool:
    """Whether marks stand right behind: "an offer which she dismissed as "old wine"."""
    near = range(verb + 1, min(len(ground.tokens), verb + 1 + _NEAR_QUOTE))
    here = ground.quote_of[verb]
    return any(ground.quote_of[i] not in (-1, here) for i in near)


def _bare(ground: Ground, verb: int) -> Draft | None:
    """A bare object: an attribution, no statement."""
    parse, token = ground.parse, ground.tokens[verb]
    first = child(parse, verb, "dobj")
    for name, attitude in _BARE:
        if takes(token, name) and first is not None and first > verb:
            content = subtree(parse, first)
            return _draft(ground, "object", verb, content, attitude=attitude, spoken=False)
    words = prepositional().get(lemma(token), frozenset())
    for c in parse.children[verb]:
        thing = child(parse, c, "pobj", "pcomp")
        if parse.tokens[c].lower in words and thing is not None and thing > verb:
            return _draft(ground, "object", verb, subtree(parse, thing), spoken=False)
    return None
