"""When, where and by what a stance was told: no part of what it is on, where that is plain."""

from __future__ import annotations

from dataclasses import replace

from detente.model.vocabulary import Stance
from detente.readings import times, tree
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger
from detente.readings.rules import shipped_lists

# What is asked or offered lies ahead: a day that is over is the day when that was done.
_AHEAD = frozenset({"demands", "proposes", "offers"})
_PAST = frozenset({"VBD", "VBN"})
# Of talks that are under way these tell when they end.
_ENDING = frozenset({"break", "cut", "quit", "suspend"})
# "No less than a seat" is a seat.
_MEASURES = frozenset({"doubt", "fewer", "less", "longer", "more", "other", "such"})
# Who says something, and how far its words reach: "Greens leader Sofie Laan".
_NAMING = frozenset({"ADJ", "ADP", "DET", "NOUN", "PART", "PRON", "PROPN"})
_LONGEST_TELLER = 12
_AT_ONCE = frozenset({"minutes", "hours"})


def without_event(page: Page, trigger: Trigger, target: Stretch, *, stance: Stance) -> Stretch:
    """Return what a stance is on without when, where and by what it was told, at its end.

    "Demanded the release of the crews in a letter on Monday": the release of the crews.
    """
    start = target.start
    while True:
        end = _told_from(page, trigger, stance, target)
        if end is None or end <= start or not start <= _top(page, target) < end:
            return target
        target = Stretch(start, end)


def without_aside(page: Page, target: Stretch) -> Stretch:
    """Return what a stance is on without what a last comma only adds: ", floated by Abt"."""
    parse, top = page.parse, _top(page, target)
    if parse.tokens[top].pos not in ("NOUN", "PROPN"):
        return target
    end = target.end - (parse.tokens[target.end - 1].text == ",")
    for c in parse.children[top]:
        aside = tree.subtree(parse, c)
        added = parse.tokens[c].dep in ("acl", "relcl") and top < aside.start - 1
        if added and aside.end >= end and parse.tokens[aside.start - 1].text == ",":
            return Stretch(target.start, aside.start - 1)
    return target


def without_teller(page: Page, target: Stretch) -> Stretch:
    """Return what a stance is on up to who says so in its midst: "the map, its envoy said, …"."""
    tokens = page.parse.tokens
    for i in range(target.start + 1, target.end - 1):
        if tokens[i].text == "," and _tells(page, i + 1, target.end):
            return Stretch(target.start, i)
    return target


def _tells(page: Page, start: int, end: int) -> bool:
    """Whether words between two commas tell who says it: "its envoy said on Monday"."""
    tokens, verb = page.parse.tokens, start
    while verb < min(end, start + _LONGEST_TELLER) and tokens[verb].pos in _NAMING:
        verb += 1
    if not start < verb < end or tokens[verb].lemma not in shipped_lists("positions")["saying"]:
        return False
    behind = verb + 1
    while behind < min(end, verb + _LONGEST_TELLER) and tokens[behind].text != ",":
        if tokens[behind].pos in ("VERB", "AUX", "SCONJ"):
            return False
        behind += 1
    return tokens[verb].pos == "VERB" and (behind == end or tokens[behind].text == ",")


def without_none(
    page: Page, trigger: Trigger, target: Stretch, *, stance: Stance
) -> tuple[Stance, Stretch]:
    """Return a stance and what it is on where that begins with "no": it is told once.

    "Accepts no toll", "wants no toll", "will agree to no toll": rejects the toll.
    """
    tokens = page.parse.tokens[target.start : target.end]
    none = len(tokens) > 1 and tokens[0].lower == "no" and tokens[1].pos in ("ADJ", "NOUN")
    if not none or tokens[1].lower in _MEASURES:
        return stance, target
    given = trigger.hit.reads == "accepts" and not trigger.mood.negated
    if stance == "rejects" or given:
        return "rejects", Stretch(target.start + 1, target.end)
    return stance, target


def apart_from_none(page: Page, trigger: Trigger, target: Stretch) -> tuple[Trigger, Stretch]:
    """Return a wording and what it is on without ", with no truce while …" and its condition."""
    ahead, bearing = _ahead_of_none(page, trigger, target), trigger.mood.condition
    if ahead != target and bearing is not None and bearing.start > ahead.end:
        trigger = replace(trigger, mood=replace(trigger.mood, condition=None))
    return trigger, ahead


def _ahead_of_none(page: Page, trigger: Trigger, target: Stretch) -> Stretch:
    """What a stance is on, up to ", with no truce while …", which tells of something else.

    "Accepted the map, with no changes" is one thing.
    """
    tokens, outcomes = page.parse.tokens, shipped_lists("positions")["outcomes"]
    for i in range(max(target.start + 1, trigger.head), target.end - 3):
        opens = [t.lower for t in tokens[i : i + 3]] == [",", "with", "no"]
        if opens and any(t.lemma in outcomes for t in tokens[i + 3 : i + 6]):
            return Stretch(target.start, i)
    return target


def described_by(page: Page, verb: int) -> Stretch | None:
    """Return what a participle hangs on: the board of "a board, floated by Abt"; or None."""
    parse = page.parse
    alone = tree.child(parse, verb, *tree.SUBJECTS) is None
    if parse.tokens[verb].dep != "acl" or parse.tokens[verb].tag != "VBN" or not alone:
        return None
    phrase = tree.noun_phrase(parse, parse.tokens[verb].head)
    end = min(phrase.end, tree.subtree(parse, verb).start)
    end -= parse.tokens[end - 1].text == ","
    return Stretch(phrase.start, end) if end > phrase.start else None


def _told_from(page: Page, trigger: Trigger, stance: Stance, target: Stretch) -> int | None:
    """Where the last words of a target begin that tell of the telling; None if it has none."""
    if page.parse.tokens[trigger.head].tag not in _PAST or trigger.head >= target.start:
        return None
    broken = stance == "rejects" and page.parse.tokens[trigger.head].lemma in _ENDING
    dated = broken or stance in _AHEAD or _is_on_text(page, target)
    day = _day(page, target, broken=broken) if dated else None
    if day is None and dated:
        day = _place(page, target)
    by = _means(page, target)
    soon = None if stance in _AHEAD else _at_once(page, target)
    return next((i for i in (day, by, soon) if i is not None), None)


def _top(page: Page, target: Stretch) -> int:
    """The word that the rest of a target hangs on."""
    return next(tree.tops(page.parse, target), target.start)


def _is_on_text(page: Page, target: Stretch) -> bool:
    words = shipped_lists("positions")
    lemma = page.parse.tokens[_top(page, target)].lemma
    return lemma in words["texts"] or lemma in words["anaphors"]


def _place(page: Page, target: Stretch) -> int | None:
    """Where "in Vell" begins, if the day of the telling stands beside it: "on Monday in Vell"."""
    tokens, start = page.parse.tokens, target.end - 1
    while start > target.start and tokens[start].pos == "PROPN":
        start -= 1
    if start == target.end - 1 or tokens[start].lower not in ("at", "in"):
        return None
    behind = Stretch(target.end, min(target.end + 3, len(tokens)))
    if tokens[behind.start : behind.start + 1] and tokens[behind.start].lower == "on":
        return start if _is_over(page, behind) else None
    return start if _day(page, Stretch(target.start, start)) is not None else None


def _is_over(page: Page, stretch: Stretch) -> bool:
    """Whether a stretch begins with a day that is over: "on Monday"."""
    today = times.anchor(page)
    return today is not None and any(
        m.stretch.start == stretch.start + 1 and m.days is not None and m.days.start <= today
        for m in times.of_clause(page, stretch)
    )


def _day(page: Page, target: Stretch, *, broken: bool = False) -> int | None:
    """Where "on Monday" begins, if that is over: it is the day of the telling.

    What is set for a day ("a vote on Sunday"), and what is to be done on it, keeps it; what was
    broken off on it does not.
    """
    today, top = times.anchor(page), page.parse.tokens[_top(page, target)]
    if today is None or top.pos != "NOUN":
        return None
    if not broken and top.lemma in shipped_lists("positions")["scheduled"]:
        return None
    for mention in times.of_clause(page, target):
        first, days = mention.stretch.start, mention.days
        if mention.stretch.end == target.end and days is not None and days.start <= today:
            return first - 1 if page.parse.tokens[first - 1].lower == "on" else None
    return None


def _means(page: Page, target: Stretch) -> int | None:
    """Where "in a letter", "at talks in Vell" begins, if a target ends so."""
    words = shipped_lists("positions")
    for i in range(target.start + 1, target.end):
        thing = tree.child(page.parse, i, "pobj")
        means = words["means"].get(page.parse.tokens[i].lower, ())
        if thing is None or page.parse.tokens[thing].lemma not in means:
            continue
        phrase = tree.subtree(page.parse, i)
        article = page.parse.tokens[i + 1].lower
        named = article in ("a", "an") or i + 1 == thing
        if named and phrase.end >= target.end and not _is_seat(page, i):
            return i
    return None


def _is_seat(page: Page, preposition: int) -> bool:
    """Whether it is a place there that is asked for: "a seat at talks"."""
    above = page.parse.tokens[page.parse.tokens[preposition].head]
    return above.lemma in shipped_lists("positions")["seats"]


def _at_once(page: Page, target: Stretch) -> int | None:
    """Where "within hours" begins, which tells how fast a no or a yes came."""
    last = page.parse.tokens[target.end - 2 : target.end]
    soon = [t.lower for t in last[:1]] == ["within"] and last[-1].lower in _AT_ONCE
    return target.end - 2 if soon else None
