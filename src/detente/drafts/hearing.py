"""Stances on points, and who had asked for what changed: inferences, by numbers and words."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from detente.drafts.opposing import is_against, is_doubtful
from detente.drafts.wording import words_of
from detente.model.claims import Position
from detente.model.drafts import Changed, Comparison, Draft, Edit
from detente.model.figures import COUNTING, figures, references
from detente.model.snapshot import Entry
from detente.model.versions import Asking, Hearing, Mention, Told

# A stance is on a point if this share of its telling words stands there, and no fewer than two.
# On the demo's two drafts: of 28 found with a half 4 are against the point, and told as candidates
# (see opposing); of 34 with 0.4 6 are beside it; with 0.6 4 that are right are lost.
_ENOUGH, _FEWEST = 0.5, 2
# A change is what somebody asked for if this share of its words stands in the stance.
_SAME = 0.6
_ASKS = frozenset({"demands", "proposes", "offers", "conditionally_accepts"})
_NUMBERS = (*COUNTING[1:], "twenty")
_NUMBER_WORDS = words_of(" ".join(COUNTING))
# "Article 8 of the new plan"
_POINT_OF = re.compile(r"(?:\w*\d\w*|\w+) of (?:the|its|their|this|that) (?:\w+ )??([\w-]+)\b")
# "On Article 4, Norland said it would not move": what a whole sentence is on.
_TOPIC = re.compile(
    r"\W*(?:on|as (?:for|to)|about|regarding|concerning) (?P<named>[^,;:]+)[,;:]", re.I
)
_POINT = re.compile(
    rf"\b(?:points?|articles?|paragraphs?|sections?|clauses?) ({'|'.join(_NUMBERS)})\b", re.I
)


def hearings(
    draft: Draft,
    positions: Iterable[Entry],
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> tuple[Hearing, ...]:
    """Return the stances that bear on points of a draft, in order of points, then days.

    since, until: Days of this draft and the next. A number names a point of the draft that was
    on the table when it was said; words are matched whenever they were said.
    """
    words = _Words(draft)
    found = (one for entry in positions for one in _hearings(words, entry, (since, until)))
    return tuple(sorted(found, key=lambda h: (h.part, h.published or dt.date.max, h.entry)))


def askings(
    comparison: Comparison,
    before: Sequence[Hearing],
    after: Sequence[Hearing],
    *,
    dated: dt.date | None,
) -> tuple[Asking, ...]:
    """Return who had asked for exactly what changed, before the day of the later draft.

    before, after: Stances on points of the two drafts. dated: Day of the later; without it
    nobody can be told to have asked before, and nothing is found.
    """
    if dated is None:
        return ()
    wanted, refused = (
        [h for h in heard if not h.against and h.published and h.published < dated]
        for heard in (after, before)
    )
    wanted = [h for h in wanted if h.stance in _ASKS]
    refused = [h for h in refused if h.stance == "rejects"]
    found = [one for c in comparison.changed for one in _of_pair(c, wanted)]
    alignment = comparison.alignment
    for part in alignment.added:
        found += [Asking(hearing=h, a=(), b=(part,)) for h in wanted if h.part == part]
    for part in alignment.deleted:
        found += [Asking(hearing=h, a=(part,), b=()) for h in refused if h.part == part]
    return tuple(found)


def described(told: Iterable[Mention], draft: Draft) -> tuple[Mention, ...]:
    """Return what reports tell of a draft with the points of its text that it is about.

    By their numbers if it names some, else by its words.
    """
    words = _Words(draft)
    return tuple(replace(mention, parts=_parts(words, mention)) for mention in told)


def mentions(
    told: Told,
    statements: Iterable[Entry],
    *,
    others: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> tuple[Mention, ...]:
    """Return what the reports on a plan tell of its points.

    Those are words that name a point, or begin with the plan itself: "The text would bring...".
    others: What the plans in each report are called, so that "Article 8 of the plan" is none of
    a draft's that the same report tells of.
    """
    noun = told.noun
    opening = re.compile(
        rf"[“\"']?(?:under )?(?:the|its|their) (?:\w+ )?{re.escape(noun)}\b", re.I
    )
    found = []
    for entry in statements:
        here = next((s for s in entry.sightings if s.report in told.reports), None)
        if here is None:
            continue
        words = here.body.main.text
        numbers = numbers_in(words)
        named = {match[1].lower() for match in _POINT_OF.finditer(words)}
        if named & others.get(here.report, frozenset()) - {noun} and noun not in named:
            continue
        if words and (numbers or (noun and opening.match(words))):
            found.append(Mention(entry=entry.id, words=words, numbers=tuple(sorted(numbers))))
    return tuple(found)


def _parts(words: _Words, mention: Mention) -> tuple[int, ...]:
    draft = words.draft
    named = [n for n in draft.points if _label(draft.parts[n].path) in mention.numbers]
    best = None if named else words.best(mention.words)
    return tuple(named) or ((best[0],) if best else ())


class _Words:
    """The telling words of each point, rare ones weighing more."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.of = {part: _telling(draft.parts[part].body) for part in draft.points}
        self._where: dict[str, list[int]] = {}
        for part, words in self.of.items():
            for word in words:
                self._where.setdefault(word, []).append(part)
        self._weights = {w: math.log1p(len(self.of) / len(p)) for w, p in self._where.items()}
        known = self._weights.values()
        self._unknown = sum(known) / len(known) if known else 1.0

    def best(self, text: str) -> tuple[int, float] | None:
        """Return the point in which most of a text's telling words stand, and their share."""
        words = _telling(text)
        total = sum(self._weight(word) for word in words)
        held = Counter(part for word in words for part in self._where.get(word, ()))
        scores = {
            part: sum(self._weight(word) for word in words & self.of[part]) / total
            for part, number in held.items()
            if number >= _FEWEST
        }
        part = max(scores, key=lambda one: (scores[one], -one), default=None)
        if part is None or scores[part] < _ENOUGH:
            return None
        return part, round(scores[part], 2)

    def _weight(self, word: str) -> float:
        return self._weights.get(word, self._unknown)


def _telling(text: str) -> frozenset[str]:
    numbers = {f"{figure.value:g}" for figure in figures(text)}
    return (words_of(text) - _NUMBER_WORDS) | numbers  # a number counts once, however written


def _hearings(
    words: _Words, entry: Entry, days: tuple[dt.date | None, dt.date | None]
) -> Iterator[Hearing]:
    position = entry.claim
    if not isinstance(position, Position):
        return
    by_number = _named(words.draft, position) if _within(entry.first_published, days) else ()
    for part in by_number:
        yield _hearing(entry, position, part, how="number", score=1.0)
    told = position.proposition or position.issue
    found = words.best(told)
    if found is not None and found[0] not in by_number:
        point = words.draft.parts[found[0]].body
        against = (
            position.move == "threatens_if"
            or is_against(told, point)
            or is_doubtful(position.main.text, point)
        )
        heard = _hearing(entry, position, found[0], how="words", score=found[1])
        yield replace(heard, against=against)


def _hearing(
    entry: Entry, position: Position, part: int, *, how: Literal["number", "words"], score: float
) -> Hearing:
    return Hearing(
        entry=entry.id,
        party=position.actor,
        stance=position.stance,
        words=position.main.text,
        voice=position.voice,
        part=part,
        how=how,
        score=score,
        published=entry.first_published,
        sure=entry.sure,
    )


def _within(day: dt.date | None, days: tuple[dt.date | None, dt.date | None]) -> bool:
    since, until = days
    return day is not None and (since is None or day >= since) and (until is None or day < until)


def _named(draft: Draft, position: Position) -> tuple[int, ...]:
    """Return the points whose numbers a stance names as what it is on.

    Its sentence may name others: those of another stance, or of what it is tied to.
    """
    text = f"{position.issue} {position.proposition or ''}"
    if not numbers_in(text):
        topic = _TOPIC.match(position.main.text)
        text = topic["named"] if topic else ""
    labels = numbers_in(text) - _of_another(draft, text)
    if not labels:
        return ()
    return tuple(n for n in draft.points if _label(draft.parts[n].path) in labels)


def _of_another(draft: Draft, text: str) -> frozenset[str]:
    """Return the numbers that words call otherwise than the draft does: of another text.

    A plan of numbered points has no "Article 3"; a treaty's articles may well be called points.
    """
    labels = (part.label.split(" ")[0].lower() for part in draft.parts if " " in part.label)
    own = {*labels, *(one.what for one in references(draft.text)), "point", "paragraph"}
    told = references(text)
    return frozenset(one.label for one in told if one.what not in own) - frozenset(
        one.label for one in told if one.what in own
    )


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of the points that words name.

    >>> sorted(numbers_in("under point two, and as in Article 4"))
    ['2', '4']
    """
    words = {str(_NUMBERS.index(match[1].lower()) + 1) for match in _POINT.finditer(text)}
    return frozenset(words | {reference.label for reference in references(text)})


def _label(path: Sequence[str]) -> str:
    return re.sub(r"(?i)^[a-z]+ (?=[\divxlc])|[\s().]", "", "".join(path)).lower()


def _of_pair(changed: Changed, wanted: Sequence[Hearing]) -> Iterator[Asking]:
    own = [h for h in wanted if h.part in changed.pair.b]
    for number, edit in enumerate(changed.edits):
        if edit.kind != "editorial":
            for hearing in own:
                if _asks_for(hearing, edit):
                    yield Asking(hearing=hearing, a=changed.pair.a, b=changed.pair.b, edit=number)


def _asks_for(hearing: Hearing, edit: Edit) -> bool:
    """Whether a stance holds the new words of a change, and none of the old ones."""
    said = _telling(hearing.words)
    before, after = _telling(edit.before), _telling(edit.after)
    new, old = after - before, before - after
    numbers = frozenset(word for word in new if word[0].isdigit())
    if edit.kind in ("number", "deadline") or (edit.kind == "frequency" and numbers):
        return bool(numbers) and numbers <= said and not old & said
    return len(new) >= _FEWEST and len(new & said) / len(new) >= _SAME and not old & said
