"""compare(): what changed in each pair of points, word by word and in meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from detente.drafts.bound import Parties, parties
from detente.drafts.brackets import is_within, settle
from detente.drafts.conditions import clauses_moved, consents_moved
from detente.drafts.dates import dates_moved, undated
from detente.drafts.denials import denials_moved
from detente.drafts.differing import Difference, differences, is_style
from detente.drafts.duties import duties
from detente.drafts.flat import flatten
from detente.drafts.frequencies import often_moved
from detente.drafts.lengths import pieces
from detente.drafts.limits import limits_moved, limits_of, limits_set
from detente.drafts.numbers import numbers_moved
from detente.drafts.present import doers_moved
from detente.drafts.rewritten import numbers_rewritten
from detente.drafts.typed import Sides, Typed, come, gone, touch
from detente.drafts.voice import doers_turned, is_in_passive
from detente.model.drafts import (
    Alignment,
    Changed,
    ChangeKind,
    Comparison,
    Draft,
    Edit,
    Pair,
    Weight,
)
from detente.model.figures import references
from detente.model.text import Span
from detente.model.uncollected import uncollected

_SHALL = re.compile(r"\b(?:shall|must)\b", re.IGNORECASE)
# How a number is meant: below zero, at least, in whose money. Amounts tell of another money by
# themselves, but not of two that changed places.
_SIGN = re.compile(r"(?<!\S)[+\-−±](?=[£€$¥]?\d)|[<>≤≥](?=\s?[£€$¥]?\d)|[£€$¥](?=\s?\d)")
_SAME_SIGNS = {"−": "-"}
# Of a label: "Article " before its number, blanks and brackets.
_UNNAMED = re.compile(r"^[a-z]+ (?=[\divxlc])|[\s()]|\.$", re.IGNORECASE)
_SIGN_ROOM = 3  # code points of a number behind its sign
_STOPS = " ,;:."
_CLAUSES: tuple[ChangeKind, ...] = ("condition", "exception", "definition")


@uncollected()
def compare(alignment: Alignment) -> Comparison:
    """Return what changed in each pair of an alignment.

    >>> from detente.drafts.aligning import align
    >>> from detente.drafts.points import cut
    >>> old, new = "1. Norland shall leave in 90 days.", "1. Norland should leave in 120 days."
    >>> (changed,) = compare(align(cut("a", old), cut("b", new))).changed
    >>> [(e.kind, e.before, e.after, e.direction) for e in changed.edits]
    [('obligation', 'shall', 'should', 'weaker'), ('deadline', '90 days', '120 days', 'up')]
    """
    renumbered = _renumbered(alignment)
    known = parties(*([d.parts[n].body for n in d.points] for d in (alignment.a, alignment.b)))
    changed = tuple(_changed(alignment, pair, renumbered, known=known) for pair in alignment.pairs)
    return Comparison(alignment=alignment, changed=changed)


def _renumbered(alignment: Alignment) -> dict[str, frozenset[str]]:
    """Return for each label of the first draft the labels of its partners in the second."""
    found: dict[str, set[str]] = {}
    for pair in alignment.pairs:
        for one in pair.a:
            for other in pair.b:
                for old, new in zip(
                    _names(alignment.a, one), _names(alignment.b, other), strict=True
                ):
                    found.setdefault(old, set()).add(new)
    return {old: frozenset(new) for old, new in found.items()}


def _names(draft: Draft, part: int) -> tuple[str, str]:
    """Return how other points refer to this one: by its own label, and by its whole path."""
    path = [_UNNAMED.sub("", label).lower() for label in draft.parts[part].path]
    whole = ""
    for label in path:
        if label.startswith(f"{whole}."):  # "3.2" within "3"
            whole = label
        else:
            whole += "." * (whole[-1:].isdigit() and label[:1].isdigit()) + label
    return path[-1], whole


def _changed(
    alignment: Alignment,
    pair: Pair,
    renumbered: dict[str, frozenset[str]],
    *,
    known: Parties,
) -> Changed:
    a, b = _body(alignment.a, pair.a), _body(alignment.b, pair.b)
    if a == b:
        return Changed(pair=pair, weight="unchanged", edits=())
    whole = Sides(flatten(alignment.a, pair.a), flatten(alignment.b, pair.b))
    if is_in_passive(a, b):
        return Changed(pair=pair, weight="editorial", edits=(_whole(whole),))
    edits = [edit for one in pieces(whole) for edit in _edits(one, renumbered, known)]
    edits.sort(key=lambda edit: (edit.b.start, edit.a.start, edit.kind))
    return Changed(pair=pair, weight=_weight(edits), edits=tuple(edits))


def _edits(whole: Sides, renumbered: dict[str, frozenset[str]], known: Parties) -> list[Edit]:
    """Return what changed between two wordings."""
    settled = settle(whole)
    sides = settled.rest
    clauses = [t for kind in _CLAUSES for t in clauses_moved(sides, kind)]
    undated_sides = undated(sides)
    often = often_moved(undated_sides)
    numbers = [*dates_moved(sides, clauses), *numbers_moved(often.rest, clauses, sides)]
    typed = [
        *numbers,
        *often.typed,
        *(t for t in duties(undated_sides, known) if not _is_with_clause(t, clauses)),
        *doers_moved(undated_sides, known),
        *clauses,
        *_untouched(consents_moved(sides), clauses),
        *denials_moved(sides, clauses),
        *limits_moved(sides, often.rest),
        *limits_of(sides, numbers),
        *_untouched(limits_set(sides, often.rest), clauses),
    ]
    typed += _untouched(numbers_rewritten(often.rest), typed)
    if not any(t.edit.kind == "actor" for t in typed):
        typed += doers_turned(sides, known)
    changed, same = _references(sides, renumbered)
    changed = [t for t in changed if not _is_with_clause(t, clauses)]
    typed = [t for t in (*typed, *changed) if not is_within(t.edit, settled.edits)]
    # numbers of two sentences that became one are told by one edit
    edits = [*settled.edits, *dict.fromkeys(t.edit for t in typed)]
    edits += _wording(sides, [(t.a, t.b) for t in typed] + same)
    return edits


def _whole(sides: Sides) -> Edit:
    """Return the change of all words, which say the same."""
    spans = (Span(0, len(side.text)) for side in (sides.a, sides.b))
    return sides.edit("editorial", *spans)


def _untouched(found: Iterable[Typed], told: Sequence[Typed]) -> list[Typed]:
    """Return what stands where nothing else is told."""
    return [t for t in found if not any(touch(t.a, one.a) or touch(t.b, one.b) for one in told)]


def _body(draft: Draft, parts: Iterable[int]) -> str:
    return " ".join(draft.parts[part].body for part in parts)


def _is_with_clause(one: Typed, clauses: Iterable[Typed]) -> bool:
    """Whether words came or went with a clause, which tells of them."""
    came, went = not one.edit.before, not one.edit.after
    return (came or went) and any(touch(one.a, c.a) or touch(one.b, c.b) for c in clauses)


def _weight(edits: Iterable[Edit]) -> Weight:
    kinds = {edit.kind for edit in edits}
    if not kinds:
        return "unchanged"
    return "editorial" if kinds == {"editorial"} else "substantive"


def _references(
    sides: Sides, renumbered: dict[str, frozenset[str]]
) -> tuple[list[Typed], list[tuple[Span, Span]]]:
    """Return the references that now point elsewhere, and those that only follow a new number."""
    old, new = list(references(sides.a.text)), list(references(sides.b.text))
    changed: list[Typed] = []
    same: list[tuple[Span, Span]] = []
    for one in list(old):
        follows = renumbered.get(one.label, frozenset({one.label}))
        other = next((r for r in new if r.label in follows), None)
        if other is not None:
            old.remove(one)
            new.remove(other)
            same.append((one.span, other.span))
    for one, other in zip(old, new, strict=False):
        changed.append(Typed(sides.edit("reference", one.span, other.span), one.span, other.span))
    for one in old[len(new) :]:
        changed.append(gone(sides, "reference", one.span, direction="dropped"))
    for other in new[len(old) :]:
        changed.append(come(sides, "reference", other.span, direction="added"))
    return changed, same


def _wording(sides: Sides, told: Sequence[tuple[Span, Span]]) -> Iterator[Edit]:
    """Yield the words that differ and that nothing else tells of."""
    told_of_a, told_of_b = [one for one, _ in told], [two for _, two in told]
    for gap in differences(sides.a.text, sides.b.text):
        a, b = _without(gap.a, told_of_a), _without(gap.b, told_of_b)
        before, after = (_rest(sides.a.text, a), _rest(sides.b.text, b))
        if not (before or after) and _is_told(gap, told):
            continue
        kind: ChangeKind = "editorial" if is_style(before, after) else "wording"
        if _is_shall(before, after):
            kind = "obligation"
        if _is_meant_otherwise(_signs(sides.a.text, gap.a), _signs(sides.b.text, gap.b)):
            kind = "number"
        both = (gap.a, gap.b)
        if kind == "wording":
            both = (_worded(sides.a.text, gap.a, a), _worded(sides.b.text, gap.b, b))
        yield sides.edit(kind, *both)


def _worded(text: str, stretch: Span, left: Sequence[Span]) -> Span:
    """Return the words of a stretch without commas and stops around them, and what else is told.

    left: What of it nothing else tells; where that is in several pieces all of it stays.
    """
    pieces = [one for one in left if any(map(str.isalnum, text[one.start : one.end]))]
    if not pieces:
        return Span(stretch.start, stretch.start)
    if len(pieces) == 1:
        stretch = pieces[0]
    words = text[stretch.start : stretch.end]
    start = stretch.end - len(words.lstrip(_STOPS))
    return Span(start, start + len(words.strip(_STOPS)))


def _is_meant_otherwise(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether signs say something else of a number; one may stand for a word ("5 dollars")."""
    return old != new if old and new else "-" in (*old, *new)


def _signs(text: str, stretch: Span) -> list[str]:
    """Return the signs that say how a number is meant, of those that begin in a stretch."""
    near = _SIGN.finditer(text, stretch.start, min(len(text), stretch.end + _SIGN_ROOM))
    return [_SAME_SIGNS.get(m[0], m[0]) for m in near if m.start() < stretch.end]


def _is_shall(before: str, after: str) -> bool:
    """Whether what binds came or went, and nothing else: "shall pass", "pass", "passes"."""
    bare = [_SHALL.sub("", words).strip() for words in (before, after)]
    came = (bare[0] != before.strip()) != (bare[1] != after.strip())
    return came and all(len(words.split()) <= 1 for words in bare) and is_style(*bare)


def _is_told(gap: Difference, told: Iterable[tuple[Span, Span]]) -> bool:
    return any(touch(gap.a, one) or touch(gap.b, two) for one, two in told)


def _without(stretch: Span, told: Iterable[Span]) -> list[Span]:
    """Return what is left of a stretch beside those that were told."""
    left = [stretch]
    for span in (one for one in told if touch(stretch, one)):
        left = [
            piece
            for part in left
            for piece in (
                Span(part.start, min(part.end, max(part.start, span.start))),
                Span(max(part.start, min(part.end, span.end)), part.end),
            )
            if piece.start < piece.end
        ]
    return left


def _rest(text: str, pieces: Iterable[Span]) -> str:
    words = " ".join(text[p.start : p.end] for p in pieces)
    return words if any(map(str.isalnum, words)) else ""
