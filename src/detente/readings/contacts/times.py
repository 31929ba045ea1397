"""When an encounter takes place, and how long it lasts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from detente.model.dates import Days
from detente.readings import times
from detente.readings.contacts.endings import lasted
from detente.readings.contacts.moods import FineStatus, by_mood, word_list
from detente.readings.contacts.phrases import set_for, to_come
from detente.readings.nlp import Parse, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import ancestors, child, clause, noun_phrase, subtree
from detente.readings.undone import calls_off

# A length of time hangs at most so many words below what it is the length of.
_STEPS_UP = 4
_YEAR = 4
# A day without its year that is past by less was the day itself, not one of the coming year.
_MONTH = dt.timedelta(days=31)
_WEEK = dt.timedelta(days=7)


def when_of(page: Page, head: int, verb: int | None) -> times.TimeMention | None:
    """Return time words within the phrase of the encounter, else those that bear on its verb."""
    phrase = subtree(page.parse, head)
    inside = [
        m
        for m in times.of_clause(page, phrase)
        if m.kind in ("point", "deadline") and _hangs_on(page, m.stretch.start, head)
    ]
    if inside:
        return _as_of_then(page, max(inside, key=lambda m: m.days is not None), head)
    ahead = page.parse.tokens[head].head
    if page.parse.tokens[head].dep in ("nsubj", "nsubjpass") and ahead > head:
        # "the meeting on Friday drew praise": the parser hangs Friday on the verb
        for mention in times.of_clause(page, Stretch(phrase.end, ahead)):
            if mention.kind in ("point", "deadline"):
                return mention
    setting = set_for(page.parse, head)
    if setting is not None and calls_off(page.parse, page.parse.tokens[setting].head):
        found = times.bearing(page, setting)
        return None if found is None else _as_of_then(page, found, setting)
    if verb is None:
        return None
    found = times.bearing(page, verb)
    for inner in () if found is not None else to_come(page.parse, verb):
        found = found or times.bearing(page, inner)
    return None if found is not None and _is_of_other(page, found, verb) else found


def _as_of_then(page: Page, mention: times.TimeMention, head: int) -> times.TimeMention:
    """The day that was meant when it was called off: "set for Friday, called off on Monday"."""
    verb, days = page.parse.tokens[head].head, mention.days
    if days is None or not _weekdays(page, mention) or not calls_off(page.parse, verb):
        return mention
    behind = Stretch(verb, clause(page.parse, verb).end)
    then = [m.days for m in times.of_clause(page, behind) if m.kind == "point" and m.days]
    weeks = (days.start - then[0].start).days // 7 if then else 0
    if weeks < 1:
        return mention
    return replace(mention, days=Days(days.start - weeks * _WEEK, days.end - weeks * _WEEK))


def moved_to(page: Page, noun: int) -> times.TimeMention | None:
    """Return the day that an encounter was put off to: "has been postponed until Friday"."""
    parse, token = page.parse, page.parse.tokens[noun]
    verb = token.head
    if token.dep not in ("dobj", "nsubj", "nsubjpass"):
        return None
    if parse.tokens[verb].lemma not in word_list("object_of", "moves"):
        return None
    passive = child(parse, verb, "auxpass") is not None
    if passive != (token.dep != "dobj") or by_mood(page, verb) not in ("held", "ongoing"):
        return None
    for mention in times.of_clause(page, Stretch(verb + 1, clause(parse, verb).end)):
        between = parse.tokens[verb + 1 : mention.stretch.start]
        ahead = parse.tokens[mention.stretch.start - 1].lower
        until = mention.bound == "until" or ahead in ("to", "till", "until")
        if until and mention.kind in ("point", "deadline"):
            return None if any(t.pos == "VERB" for t in between) else coming(page, mention)
    return None


def is_brought_forward(parse: Parse, verb: int) -> bool:
    """Return whether what it moves is to be sooner than was planned: "moved up to Friday"."""
    sooner = word_list("object_of", "moves_sooner")
    return any(parse.tokens[c].lower in sooner for c in parse.children[verb])


def coming(page: Page, mention: times.TimeMention) -> times.TimeMention:
    """Return the day that lies ahead: the past verb of "was moved to Friday" misleads.

    A bare weekday is the next of its name, a day without its year that of the coming one.
    """
    today, days = times.anchor(page), mention.days
    if days is None or today is None or days.end > today:
        return mention
    told = page.parse.tokens[mention.stretch.start : mention.stretch.end]
    if len(told) == 1 and _weekdays(page, mention):
        return replace(mention, days=Days(days.start + _WEEK, days.end + _WEEK))
    numbers = [t.text for t in told if t.text.isdigit()]
    yearless = numbers and all(len(number) != _YEAR for number in numbers)
    if not yearless or days.precision != "day" or today - days.start < _MONTH:
        return mention
    month = days.start.replace(day=1, year=days.start.year + 1)
    start = month + dt.timedelta(days=days.start.day - 1)
    if start < today:
        return mention
    return replace(mention, days=Days(start, start + dt.timedelta(days=1)))


def _is_of_other(page: Page, mention: times.TimeMention, verb: int) -> bool:
    """Whether a day is that of another deed: "met Sudmark after Kestland left on Sunday"."""
    parse = page.parse
    for i in ancestors(parse, mention.stretch.start):
        if i == verb:
            return False
        token = parse.tokens[i]
        if token.lower == "since":  # "met six times since the vote on Sunday": the vote was then
            return True
        if token.pos == "VERB" and token.dep in ("advcl", "relcl", "pcomp"):
            own = child(parse, i, "nsubj", "nsubjpass")
            if own is not None and i > verb:
                return True
    return False


def times_agree(
    page: Page, one: times.TimeMention | None, other: times.TimeMention | None
) -> bool:
    """Return whether two times may be one; a weekday is no other, though its week is not known."""
    if one is None or other is None:
        return True
    if one.days is not None and other.days is not None:
        return one.days.meets(other.days)
    mine, theirs = _weekdays(page, one), _weekdays(page, other)
    return not mine or not theirs or bool(mine & theirs)


def _weekdays(page: Page, mention: times.TimeMention) -> frozenset[int]:
    """The days of the week that time words name."""
    told = page.parse.tokens[mention.stretch.start : mention.stretch.end]
    words = {t.lower.rstrip(".") for t in told}
    days = shipped_lists("times")["weekdays"]
    return frozenset(n for n, forms in enumerate(days) if words & set(forms))


def by_date(
    page: Page,
    status: FineStatus,
    when: times.TimeMention | None,
    *,
    carrier: int | None,
    own: bool,
) -> FineStatus:
    """Return a status that the day allows: what lies ahead of the report is not held yet.

    own: Whether the carrier tells what becomes of it; "talks last week" go on only if it does.
    """
    today = times.anchor(page)
    simple_present = carrier is not None and (
        page.parse.tokens[carrier].tag in ("VBZ", "VBP")
        and page.parse.tokens[carrier].lemma != "be"
        and child(page.parse, carrier, "aux") is None
    )
    if today is None or when is None or when.days is None:
        return status
    if status in ("held", "ongoing") and when.days.start > today:
        return "planned"
    if status == "ongoing" and not own and when.days.end <= today:
        return "held"
    if status == "ongoing" and simple_present and when.days.start >= today:
        return "planned"
    return status


def goes_on_since(page: Page, noun: int, verb: int) -> bool:
    """Return whether talks that "have been held since May" go on, not "three rounds since May"."""
    tokens = page.parse.tokens
    several = child(page.parse, noun, "nummod") is not None
    talks = tokens[noun].tag == "NNS" and tokens[noun].lemma in ("talk", "negotiation")
    perfect = any(
        tokens[c].dep == "aux" and tokens[c].lower in ("has", "have", "'ve", "’ve")
        for c in page.parse.children[verb]
    )
    since = any(m.bound == "since" for m in times.of_clause(page, clause(page.parse, verb)))
    return talks and not several and perfect and since


def duration_of(page: Page, head: int, verb: int | None, *, is_noun: bool) -> str | None:
    """Return how long it lasted: "a four-hour meeting", "met for two hours"."""
    phrase = noun_phrase(page.parse, head) if is_noun else subtree(page.parse, head)
    places = [phrase] if verb is None else [phrase, clause(page.parse, verb)]
    for place in places:
        for mention in times.of_clause(page, place):
            if mention.kind == "duration" and _is_length(page, mention, head, verb):
                return page.text(mention.stretch)
    ended = None if verb is None else lasted(page, verb)
    return page.text_of(ended or _hours_of(page, head))


def _hours_of(page: Page, noun: int) -> Stretch | None:
    """The length that a noun is told in: "eleven hours of talks"; or None."""
    token = page.parse.tokens[noun]
    of = page.parse.tokens[token.head]
    if token.dep != "pobj" or of.lower != "of":
        return None
    around = noun_phrase(page.parse, of.head)
    for mention in times.of_clause(page, Stretch(max(around.start - 1, 0), of.i)):
        if mention.kind == "duration" and mention.stretch.end == of.head + 1:
            return _bare(page, mention)
    return None


def _bare(page: Page, mention: times.TimeMention) -> Stretch:
    """A length without the "after" that stands ahead of it."""
    bound = page.parse.tokens[mention.stretch.start].pos == "ADP"
    return Stretch(mention.stretch.start + bound, mention.stretch.end)


def _hangs_on(page: Page, i: int, head: int) -> bool:
    """Whether a token belongs to a noun without a verb between."""
    while i != head:
        token = page.parse.tokens[i]
        held = token.dep == "acl" and token.tag in ("VBN", "VBD")  # "talks held on Friday"
        if (
            token.head == i
            or token.lower == "since"
            or (token.pos in ("VERB", "AUX") and i != head and not held)
        ):
            return False
        i = token.head
    return True


def _is_length(page: Page, mention: times.TimeMention, head: int, verb: int | None) -> bool:
    first = mention.stretch.start
    ahead = page.parse.tokens[first - 1].lower if first else ""
    tops = {head, verb}
    i = mention.stretch.end - 1
    for _ in range(_STEPS_UP):
        i = page.parse.tokens[i].head
        if i in tops:
            lasts = verb is not None and page.parse.tokens[verb].lemma in (
                "last",
                "run",
                "stretch",
            )
            return ahead in ("for", "lasting", "over") or i == head or lasts
        if page.parse.tokens[i].pos in ("NOUN", "PROPN"):
            return False  # "talks on a two-week truce": the truce lasts so long
    return False
