"""Time words of a page, the days that they stand for, and which of them bear on a verb."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detente.model.claims import Note, When
from detente.model.dates import Days
from detente.readings import modality
from detente.readings.agreements import is_agreement
from detente.readings.datelines import is_filed
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.times.dating import Around, Tense, date_words
from detente.readings.times.forms import Form, Kind, forms
from detente.readings.tree import ancestors
from detente.readings.undone import was_due

Bound = Literal["by", "before", "until", "since", "after", "from"]

# A report is written on the day of its dateline; desks print it up to this many days later.
DATELINE_DAYS = 3
# A dateline stands within so many characters of a paragraph, in one of the first paragraphs.
DATELINE_WITHIN = 60
DATELINE_PARAGRAPHS = 5
# "The first call between two leaders in five years": so many words lie between.
_RECORD_WORDS = 12

_HELPING = frozenset({"aux", "auxpass"})
_WITHOUT_WEEK = frozenset({"month_day", "day_month", "month"})
_MONTHS_THAT_ARE_WORDS = frozenset({"may", "march"})
_LEADS_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|before|after|for|from|to|through|during|of|between|and|or|the|"
    r"around|early|late|mid|this|last|next|its|their|a|'s|’s)\s+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Time words at one place.

    days: What they stand for; None if they cannot be resolved or name no day.
    stretch: Their tokens.
    kind: A point (also a range of days), a duration, a deadline, or something that recurs.
    bound: What the preposition makes of them ("since March 4"), or None.
    trouble: Why they name no day of the calendar, or contradict themselves; None if they do not.
    """

    days: Days | None
    stretch: Stretch
    kind: Kind
    bound: Bound | None = None
    trouble: str | None = None
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    form: Form
    match: re.Match[str]
    start: int
    end: int


def mentions(page: Page) -> tuple[TimeMention, ...]:
    """Return the time words of a page, in order; none overlaps another."""
    return _timed(page).mentions


def anchor(page: Page) -> dt.date | None:
    """Return the day that relative words count from: the dateline's, else that of publication."""
    return _timed(page).anchor


def dateline(page: Page) -> Stretch | None:
    """Return the tokens of the dateline's date ("BERGHOLM, March 4 -"), or None."""
    return _timed(page).dateline


def of_clause(page: Page, stretch: Stretch) -> tuple[TimeMention, ...]:
    """Return the time words within a stretch of tokens, in order."""
    return tuple(
        m
        for m in mentions(page)
        if stretch.start <= m.stretch.start and m.stretch.end <= stretch.end
    )


def bearing(page: Page, verb: int) -> TimeMention | None:
    """Return the time words that say when something happens, or None; days first.

    Words belong to the nearest verb above them; "is expected on Monday to meet" dates the meeting.
    """
    sentence = page.parse.sentences[page.parse.tokens[verb].sentence]
    found = [
        m
        for m in of_clause(page, sentence)
        if m.kind in ("point", "deadline")
        and m.bound not in ("since", "after", "before")
        and verb in _governors(page.parse, m.stretch.start)
        and not _is_of_text(page, m)
    ]
    return min(
        found,
        key=lambda m: (
            m.days is None,
            _governors(page.parse, m.stretch.start)[0] != verb,
            (m.days.end - m.days.start).days if m.days else 0,
            m.stretch.start,
        ),
        default=None,
    )


def _is_of_text(page: Page, mention: TimeMention) -> bool:
    """Whether it only says which text is meant: "under the November accord"."""
    last = page.parse.tokens[mention.stretch.end - 1]
    return last.dep in ("amod", "compound", "nmod") and is_agreement(page.parse, last.head)


def when(page: Page, verb: int) -> When | None:
    """Return when something happened or is to happen, by the words that bear on its verb."""
    found = bearing(page, verb)
    if found is None or found.days is None:
        return None
    return When(found.days, page.cite(found.stretch))


def notes(page: Page) -> tuple[Note, ...]:
    """Return what is wrong with the dates of a page."""
    timed = _timed(page)
    found = [
        Note(
            kind="date_conflict" if m.contradicts else "unread_date",
            message=m.trouble,
            evidence=page.cite(m.stretch),
        )
        for m in timed.mentions
        if m.trouble is not None
    ]
    return tuple(found) + ((timed.conflict,) if timed.conflict else ())


@dataclass(frozen=True, slots=True)
class _Timed:
    parse: Parse
    day: dt.date | None
    anchor: dt.date | None
    mentions: tuple[TimeMention, ...]
    conflict: Note | None
    dateline: Stretch | None


# Pages of one report share the parse; families ask one after the other, so few need keeping.
_KEPT = 4
_memory: list[_Timed] = []


def _timed(page: Page) -> _Timed:
    for kept in _memory:
        if kept.parse is page.parse and kept.day == page.day:
            return kept
    timed = _read(page)
    _memory.insert(0, timed)
    del _memory[_KEPT:]
    return timed


def _read(page: Page) -> _Timed:
    found = list(_find(page))
    dateline = _dateline(page, found)
    start, conflict = page.day, None
    if dateline is not None and dateline.days is not None:
        written = dateline.days.start
        apart = abs((written - page.day).days) if page.day else 0
        if apart <= DATELINE_DAYS or _names_year(page, dateline):
            start = written
        if apart > DATELINE_DAYS:
            conflict = Note(
                kind="date_conflict",
                message=f"the dateline says {written}, the report was published {page.day}",
                evidence=page.cite(dateline.stretch),
            )
    read = tuple(_mention(page, f, start) for f in found)
    place = dateline.stretch if dateline is not None else None
    return _Timed(page.parse, page.day, start, read, conflict, place)


def _find(page: Page) -> Iterator[_Found]:
    """Matches of all forms, the longest of those that overlap, in order of text."""
    candidates = [
        (match.start() - match.end(), number, match.start(), match)
        for paragraph in range(len(page.parse.paragraphs))
        for number, match in _matches(page, paragraph)
        if _holds(page, forms()[number], match)
    ]
    taken: list[_Found] = []
    for _, number, _, match in sorted(candidates, key=lambda c: c[:3]):
        if all(match.end() <= t.start or t.end <= match.start() for t in taken):
            taken.append(_Found(forms()[number], match, match.start(), match.end()))
    return iter(sorted(taken, key=lambda t: t.start))


def _matches(page: Page, paragraph: int) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the forms that match in a paragraph; one seen before is not searched anew."""
    text, known = page.report.text, page.parse.known[paragraph]
    stretch = page.parse.paragraphs[paragraph]
    start = page.parse.tokens[stretch.start].start
    end = page.parse.tokens[stretch.end - 1].end
    if (key := ("times", 0)) not in known:
        small = text[start:end].lower()
        known[key] = [
            (number, match.start() - start)
            for number, form in enumerate(forms())
            if form.may_stand_in(small)
            for match in form.pattern.finditer(text, start, end)
        ]
    for number, offset in known[key]:
        match = forms()[number].pattern.match(text, start + offset, end)
        if match is not None:  # other blanks may stand in the same paragraph
            yield number, match


def _holds(page: Page, form: Form, match: re.Match[str]) -> bool:
    text = page.report.text
    before = text[max(0, match.start() - 16) : match.start()]
    if form.lead is not None and not form.lead.search(before):
        return False
    if form.name == "month" and not match["year"] and not match["which"] and not match["part"]:
        token = page.parse.tokens[page.token_at(match.start("month"))]
        if token.ent == "PERSON" or token.pos in ("VERB", "AUX"):
            return False
        return bool(_LEADS_MONTH.search(before)) or (
            token.ent == "DATE" and token.lower not in _MONTHS_THAT_ARE_WORDS
        )
    return True


def _mention(page: Page, found: _Found, start: dt.date | None) -> TimeMention:
    stretch = _tokens(page, found.start, found.end)
    bound, from_ = _bound(page, stretch)
    tense = tense_at(page.parse, stretch.start) if start is not None else "open"
    if bound in ("by", "until") and found.form.name in _WITHOUT_WEEK:
        # "had asked for payment by June 30": the tense is that of the asking
        tense = "future" if tense == "open" else "open" if tense == "past" else tense
    dated = date_words(found.form.name, found.match, Around(start, tense))
    kind: Kind = found.form.kind
    if kind == "point" and bound in ("by", "before", "until"):
        kind = "deadline"
    within = found.form.name == "ahead" and found.match["how"].lower() == "within"
    if within:
        kind = "deadline"
    elif found.form.name == "ahead" and (tense != "future" or _is_record(page, stretch.start)):
        return TimeMention(None, stretch, "duration")
    return TimeMention(
        days=dated.days,
        stretch=Stretch(from_, stretch.end),
        kind=kind,
        bound=bound,
        trouble=dated.trouble,
        contradicts=dated.contradicts,
    )


def _is_record(page: Page, i: int) -> bool:
    """Whether "in five years" tells how long ago the like last happened."""
    ahead = page.parse.tokens[max(0, i - _RECORD_WORDS) : i]
    return any(
        t.lower in ("first", "highest", "lowest", "worst", "best", "longest") for t in ahead
    )


def _bound(page: Page, stretch: Stretch) -> tuple[Bound | None, int]:
    """The bounding preposition ahead of a stretch, and where the words begin with it."""
    tokens, bounds = page.parse.tokens, shipped_lists("times")["bounds"]
    first = stretch.start
    if first > 0 and tokens[first - 1].lower in ("the", "on", "at", "of", "around", "about", "in"):
        first -= 1
    for length in (3, 2, 1):
        words = " ".join(t.lower for t in tokens[max(0, first - length) : first])
        if first >= length and words in bounds:
            return bounds[words], first - length
    return None, stretch.start


def _tokens(page: Page, start: int, end: int) -> Stretch:
    first = page.token_at(start)
    last = page.token_at(end - 1)
    return Stretch(first, last + 1)


def _dateline(page: Page, found: list[_Found]) -> TimeMention | None:
    """The date ahead of the first paragraph ("ROTTERDAM, March 4 -") or alone under the title."""
    for paragraph in page.parse.paragraphs[:DATELINE_PARAGRAPHS]:
        start = page.parse.tokens[paragraph.start].start
        end = page.parse.tokens[paragraph.end - 1].end
        text = page.report.text
        for f in found:
            if (
                f.form.name in ("month_day", "day_month", "iso")
                and start <= f.start < start + DATELINE_WITHIN
                and is_filed(text[start : f.start], text[f.end : end])
            ):
                return _mention(page, f, page.day)
    return None


def _names_year(page: Page, mention: TimeMention) -> bool:
    return bool(re.search(r"\d{4}", page.text(mention.stretch)))


def tense_at(parse: Parse, i: int) -> Tense:
    """Return whether the clause of a token tells of what was or of what is to come."""
    if was_due(parse, i):
        return "future"
    verbs = [j for j in (i, *ancestors(parse, i)) if parse.tokens[j].pos in ("VERB", "AUX")]
    for verb in [j for j in verbs if not _is_doubled(parse, j)][:3]:
        tense = _tense(parse, verb)
        if tense != "open":
            return tense
    return "open"


def _is_doubled(parse: Parse, i: int) -> bool:
    """Whether a word is the last of "face to face", which the parser takes for a verb."""
    tokens = parse.tokens
    return i > 1 and tokens[i - 1].lower == "to" and tokens[i - 2].lower == tokens[i].lower


def _tense(parse: Parse, verb: int) -> Tense:
    token, words = parse.tokens[verb], shipped_lists("times")
    mood = modality.mood(parse, verb)
    helpers = {
        parse.tokens[c].lower for c in parse.children[verb] if parse.tokens[c].dep in _HELPING
    }
    if mood.modal in words["future_modals"] and "have" not in helpers:
        return "future"
    if modality.is_said_to_have(parse, verb) or modality.was_to_have(parse, verb):
        return "past"
    if token.dep in ("xcomp", "advcl", "acl", "relcl", "ccomp") and "to" in helpers:
        above = parse.tokens[token.head].lemma
        return _tense(parse, token.head) if above in words["past_governors"] else "future"
    beside = (parse.tokens[c] for c in parse.children[verb])
    due = any(t.dep == "acomp" and t.lower in words["ahead_verbs"] for t in beside)
    if mood.future or due:  # "was due on Friday" lies ahead though it is past
        return "future"
    return _tense_of_form(token, helpers)


def _tense_of_form(token: Token, helpers: set[str]) -> Tense:
    """The tense by the form of the verb and its helping verbs alone."""
    words = shipped_lists("times")
    past = token.tag in ("VBD", "VBN") or bool(helpers & {"was", "were", "had", "did"})
    if past and "be" not in helpers:
        return "future" if token.lemma in words["ahead_verbs"] else "past"
    if helpers & {"have", "has"}:
        return "past"
    if token.tag == "VBG" and helpers & {"is", "are", "am", "'s", "'re", "’s", "’re"}:
        return "future"
    if token.tag in ("VBZ", "VBP") and token.lemma not in words["saying"]:
        return "future"
    return "open"


@cache
def _raising() -> frozenset[str]:
    return frozenset(shipped_lists("times")["raising"])


def _governors(parse: Parse, i: int) -> tuple[int, ...]:
    """Verbs that time words at a token belong to: the nearest above, and what it lifts."""
    for j in (i, *ancestors(parse, i)):
        token = parse.tokens[j]
        if token.pos in ("VERB", "AUX"):
            lifted = [
                c
                for c in parse.children[j]
                if parse.tokens[c].dep == "xcomp" and token.lemma in _raising()
            ]
            above = (token.head,) if _is_purpose(parse, j) else ()
            return (j, *lifted, *above)
    return ()


def _is_purpose(parse: Parse, verb: int) -> bool:
    """Whether an infinitive tells what for: "met to settle it on Friday" was on Friday."""
    token = parse.tokens[verb]
    return token.dep == "advcl" and any(
        parse.tokens[c].lower == "to" for c in parse.children[verb]
    )
