"""What a report as a whole says of the talks: headline and lead, by the strongest wording."""

from __future__ import annotations

from collections.abc import Mapping

from detente.model.claims import Progress
from detente.model.heads import is_title
from detente.model.vocabulary import ProgressLabel
from detente.readings import tree
from detente.readings.closing import is_agreed_in_part, is_agreed_together, is_bid_taken_up
from detente.readings.furniture import is_notice
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.page import Page
from detente.readings.positions.doubts import UNSAID
from detente.readings.rules import shipped_lists

# What ends talks stands among common verbs, and is looked at again.
FAMILIES = ("progress", "closing")
# Headline and this many paragraphs of running text say what a report says as a whole.
LEAD_PARAGRAPHS = 4
# How much less a wording weighs for each paragraph further down; swept 0.5-0.9 on the tuning half.
DECAY = 0.7
# A wording that has one of these of its own ("not budging") is not denied by it.
_DENIALS = frozenset({"not", "n't", "n’t", "no", "any", "little", "few"})
# Verbs under which an infinitive tells of what came about: "managed to sign".
_REACHED = frozenset(
    {
        "appear",
        "begin",
        "continue",
        "force",
        "get",
        "help",
        "lead",
        "manage",
        "seem",
        "start",
    }
)
# From what is denied up to the verb that denies it, and such verbs.
_BELOW_DENIAL = frozenset({"dobj", "xcomp", "ccomp", "pcomp", "pobj", "prep", "acl"})
_DENYING = frozenset({"deny", "dismiss"})
# Prepositions ahead of a gerund that tells of an aim: "a deadline for reaching a deal".
_AHEAD = frozenset({"before", "for", "of", "to", "toward", "towards"})
_SUPPOSING = frozenset({"if", "unless", "until", "whether", "before"})
# A wording of what went before the talks told of weighs so much less; swept 0.2-1.0 on the
# reports to tune on: 0.6 best, by little.
BACKGROUND = 0.6
_AFTER = frozenset({"after", "since", "despite", "following", "although", "though"})
_IN_PART: frozenset[ProgressLabel] = frozenset({"agreement", "no_breakthrough"})
UNCLEAR_RULE = "en.progress.unclear@1"
UNCLEAR_CONFIDENCE = 0.5


def read_progress(page: Page) -> list[Progress]:
    """Return what the report says of the talks: always one label, "unclear" if nothing tells."""
    scores: dict[ProgressLabel, float] = {}
    best: dict[ProgressLabel, tuple[float, Hit]] = {}
    for hit in page.parse.hits:
        depth = _depth(page, hit)
        if hit.family not in FAMILIES or depth is None:
            continue
        said = _label(page, hit)
        if said is None:
            continue
        weight = hit.extra["weight"] * DECAY**depth * (BACKGROUND if _is_past(page, hit) else 1)
        scores[said] = scores.get(said, 0.0) + weight
        if said not in best or weight > best[said][0]:
            best[said] = (weight, hit)
    if not scores:
        return _unclear(page)
    label = max(scores, key=lambda name: (scores[name], name))
    hit = best[label][1]
    if label in _IN_PART and _is_in_part(page, {name: h for name, (_, h) in best.items()}):
        label = "progress"
    stretch = _said_in(page, hit)
    return [
        Progress(
            evidence=(page.cite(stretch),), label=label, rule=hit.rule, confidence=hit.confidence
        )
    ]


def _is_in_part(page: Page, best: Mapping[ProgressLabel, Hit]) -> bool:
    """Whether one sentence has both: "signed a truce, but failed to agree on the toll"."""
    told = [page.parse.tokens[best[n].start].sentence for n in sorted(_IN_PART) if n in best]
    return len(told) == len(_IN_PART) and len(set(told)) == 1


def _said_in(page: Page, hit: Hit) -> Stretch:
    """The clause of a wording from its subject on, else its sentence."""
    parse = page.parse
    heads = [i for i in range(hit.start, hit.end) if parse.tokens[i].pos == "VERB"]
    verb = heads[0] if heads else tree.governing_verb(parse, hit.start)
    sentence = parse.sentences[parse.tokens[hit.start].sentence]
    if verb is None or tree.child(parse, verb, *tree.SUBJECTS) is None:
        return sentence
    clause = tree.clause(parse, verb)
    start = clause.start
    while start < hit.start and parse.tokens[start].dep == "mark":
        start += 1
    return Stretch(min(start, hit.start), max(clause.end, hit.end))


def _depth(page: Page, hit: Hit) -> int | None:
    """0 for headline and first paragraph, 1 for the next…; None below the lead."""
    paragraph = page.parse.tokens[hit.start].paragraph
    body = [n for n in range(len(page.parse.paragraphs)) if n not in page.furniture]
    if paragraph in page.furniture:
        return 0 if paragraph == _headline(page) else None
    depth = body.index(paragraph)
    return depth if depth < LEAD_PARAGRAPHS else None


def _headline(page: Page) -> int | None:
    """The title where a line tells it, else the first paragraph, notices of the page left out."""
    texts = [page.text(p) for p in page.parse.paragraphs]
    told = [n for n, text in enumerate(texts) if n in page.furniture and is_title(text)]
    if told:
        return told[0]
    return next((n for n, text in enumerate(texts) if not is_notice(text)), None)


def _label(page: Page, hit: Hit) -> ProgressLabel | None:
    """The label of a wording in its clause; None if it speaks of what may come."""
    parse = page.parse
    heads = [i for i in range(hit.start, hit.end) if parse.tokens[i].pos == "VERB"]
    verb = heads[0] if heads else tree.governing_verb(parse, hit.start)
    if not _is_of(page, hit.extra.get("of"), verb):
        return None
    put = mood(parse, verb) if verb is not None else None
    denied = (put is not None and put.negated) or any(
        parse.tokens[c].lower in ("no", "little", "lack")
        for i in range(hit.start, hit.end)
        for c in parse.children[i]
    )
    if hit.start and parse.tokens[hit.start - 1].lower in ("no", "of") and _lacks(page, hit):
        denied = True
    if _is_without(parse, hit):
        denied = True
    own = {parse.tokens[i].lower for i in range(hit.start, hit.end)}
    label: ProgressLabel | None = hit.extra.get("denied")
    if denied and (label is not None or not own & _DENIALS):
        return label
    if put is not None and (put.modal or put.condition or put.question):
        return None
    if put is not None and put.footing in UNSAID:
        return None
    if _is_disowned(page, heads[0] if heads else hit.start):
        return None
    if verb is not None and (_is_aim(parse, verb) or _is_supposed(parse, verb)):
        return None
    return hit.reads  # type: ignore[return-value]


def _is_disowned(page: Page, i: int) -> bool:
    """Whether somebody denies it: "denied having walked out", "denied reports of a breakdown"."""
    parse = page.parse
    token = parse.tokens[i]
    while token.head != token.i and token.dep in _BELOW_DENIAL:
        above = parse.tokens[token.head]
        if above.lemma in _DENYING:
            return not mood(parse, above.i).negated
        token = above
    return False


def _is_of(page: Page, what: str | None, verb: int | None) -> bool:
    """Whether a wording bears on what its rule asks for: on talks, a bid, several together."""
    if what is None:
        return True
    return verb is not None and _BEARS[what](page, verb)


def _is_of_talks(page: Page, verb: int) -> bool:
    """Whether it befalls talks, not a fee or an attack: "the second round was postponed"."""
    parse = page.parse
    met = shipped_lists("progress")["talks"]
    things = (tree.done_to(parse, verb), tree.subject(parse, verb))
    below = [i for thing in things if thing is not None for i in tree.below(parse, thing)]
    return any(parse.tokens[i].lemma.lower() in met for i in below)


_BEARS = {
    "talks": _is_of_talks,
    "together": is_agreed_together,
    "in part": is_agreed_in_part,
    "bid": is_bid_taken_up,
}


def _is_past(page: Page, hit: Hit) -> bool:
    """Whether it is told as what went before: "after a truce was agreed", "the signed pact"."""
    parse = page.parse
    for i in range(hit.start, hit.end):
        token = parse.tokens[i]
        above = parse.tokens[token.head]
        inner = hit.start <= above.i < hit.end
        if token.dep == "pobj" and not inner and above.lower in _AFTER:
            return True
        mark = tree.child(parse, i, "mark", "prep")
        after = mark is not None and mark < i and parse.tokens[mark].lower in _AFTER
        if token.dep == "relcl" or (token.dep == "advcl" and after):
            return True
        if token.dep == "amod" and token.tag == "VBN":
            return True
    return False


def _is_without(parse: Parse, hit: Hit) -> bool:
    """Whether it is what there was none of: "ended without a breakthrough", "short of a deal"."""
    for i in range(hit.start, hit.end):
        above = parse.tokens[parse.tokens[i].head]
        outside = not hit.start <= above.i < hit.end
        if outside and above.lower == "without":
            return True
        if outside and above.lower == "of" and parse.tokens[above.head].lower == "short":
            return True
    return False


def _is_aim(parse: Parse, verb: int) -> bool:
    """Whether it is what somebody is to do or tries: "to sign", "a period for reaching"."""
    token = parse.tokens[verb]
    above = parse.tokens[token.head]
    if token.tag == "VBG" and token.dep == "pcomp":
        return above.lower in _AHEAD
    infinitive = any(
        parse.tokens[c].lower == "to" and parse.tokens[c].dep == "aux"
        for c in parse.children[verb]
    )
    return infinitive and above.lemma not in _REACHED


def _is_supposed(parse: Parse, verb: int) -> bool:
    """Whether it stands in a clause of what may be: "unless a deal is reached"."""
    mark = tree.child(parse, verb, "mark")
    return mark is not None and parse.tokens[mark].lower in _SUPPOSING


def _lacks(page: Page, hit: Hit) -> bool:
    before = [t.lower for t in page.parse.tokens[max(0, hit.start - 3) : hit.start]]
    return "lack" in before or "no" in before


def _unclear(page: Page) -> list[Progress]:
    body = [
        s
        for s in page.parse.sentences
        if page.parse.tokens[s.start].paragraph not in page.furniture
    ] or list(page.parse.sentences)
    if not body:
        return []
    return [
        Progress(
            evidence=(page.cite(body[0]),),
            label="unclear",
            rule=UNCLEAR_RULE,
            confidence=UNCLEAR_CONFIDENCE,
        )
    ]
