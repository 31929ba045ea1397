"""Two drafts compared, as rows and in a summary: what changed in each point, and who asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.model.drafts import Alignment, Changed, Comparison, Draft, Edit, Pair, gap
from detente.model.text import Span
from detente.model.versions import NO_BACKGROUND, Asking, Background, Hearing
from detente.views.brackets import brackets_changed, marks_of, open_text
from detente.views.edits import edit_text
from detente.views.layout import shorten
from detente.views.phrases import date_text, many, quote
from detente.views.terms import terms_at, terms_changed

TITLES = {
    "kept": "kept",
    "moved": "moved",
    "split": "split",
    "merged": "merged",
    "added": "added",
    "deleted": "deleted",
}
# What stands around the points, as it is named, and what became of it.
AROUND = ("title", "preamble", "heading", "signature block")
WEIGHTS = {
    "unchanged": "unchanged",
    "editorial": "edited in style",
    "substantive": "changed in substance",
}
_BLANKS = re.compile(r"\s+")
# Columns of a stance that are quoted.
_QUOTED = 90
STANCE_WORDS = {
    "demands": "demands it",
    "proposes": "proposes it",
    "offers": "offers it",
    "accepts": "accepts it",
    "conditionally_accepts": "accepts it on a condition",
    "rejects": "rejects it",
    "reserves": "keeps its options on it",
}
MATCHED = {
    True: "Points were matched by their words and their meaning.",
    False: "Points were matched by their words alone; with the extra “meaning” also by what they "
    "say in other words.",
}
AGAINST = "may be on it, for or against (a candidate: its words turn the point round)"
_VOICES = {
    "counterpart": "a counterpart",
    "mediator": "a mediator",
    "unnamed": "an unnamed source",
    "narrator": "the report",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a point, with their blanks. changed: Whether they differ in the other draft."""

    words: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """What the record has to say of a row, in words: an inference. entry: What it rests on."""

    text: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: a point of one draft, of the other, or of both.

    kind: As `TITLES`. weight: unchanged, editorial or substantive. a, b: Labels ("2 (a)") and the
    words of each side in pieces. edits: In words. score: How sure the pair is, None for one side.
    asked, heard: Who had asked for what changed, and who takes which stance on it: inferences.
    place: Its number among the rows. pinned: Whether the desk made the pair. terms: Of a ceasefire
    that its points set in either draft. part: "point", or what else it is: "preamble".
    """

    kind: str
    weight: str
    a_label: str
    b_label: str
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    edits: tuple[str, ...]
    score: float | None
    asked: tuple[Aside, ...] = ()
    heard: tuple[Aside, ...] = ()
    place: int = 0
    pinned: bool = False
    terms: tuple[str, ...] = ()
    part: str = "point"

    @property
    def sure(self) -> float | None:
        """How sure it is that two points are one; None for one side, and for what is no point."""
        return self.score if self.part == "point" else None

    @property
    def foremost(self) -> tuple[str, ...]:
        """The edits, those that say what they are about before those of wording alone."""
        return tuple(sorted(self.edits, key=lambda edit: edit.startswith("wording:")))


def comparison_lines(
    comparison: Comparison, background: Background = NO_BACKGROUND
) -> tuple[Line, ...]:
    """Return the rows in the order of the second draft; what was deleted stands where it stood.

    Among them is what stands around the points: title, headings, preamble and signatures.
    """
    alignment = comparison.alignment
    every = (*comparison.changed, *comparison.around)
    partner = {n: one.pair.b[0] for one in every for n in one.pair.a}
    placed = [
        ((one.pair.b[0], 1, 0), _pair_line(comparison, one, background=background))
        for one in every
    ]
    for part in (*alignment.added, *alone(comparison, "b")):
        placed.append(((part, 1, 0), _one_side(alignment.b, part, "added", background=background)))
    for part in (*alignment.deleted, *alone(comparison, "a")):
        before = max((partner[n] for n in partner if n < part), default=-1)
        placed.append(
            ((before, 2, part), _one_side(alignment.a, part, "deleted", background=background))
        )
    placed.sort(key=lambda pair: pair[0])
    return tuple(replace(line, place=n) for n, (_, line) in enumerate(placed, 1))


def alone(comparison: Comparison, side: str) -> tuple[int, ...]:
    """Return what stands around the points of draft "a" or "b" and has no like in the other."""
    alignment = comparison.alignment
    draft = alignment.a if side == "a" else alignment.b
    paired = {n for one in comparison.around for n in (one.pair.a if side == "a" else one.pair.b)}
    parts = enumerate(draft.parts)
    return tuple(n for n, p in parts if p.kind != "point" and p.body and n not in paired)


def summary(comparison: Comparison, background: Background = NO_BACKGROUND) -> tuple[str, ...]:
    """Return how many points were kept, changed, moved, added and deleted, and what changed."""
    lines = comparison_lines(comparison)
    points = [line for line in lines if line.part == "point"]
    kinds = Counter(line.kind for line in points)
    weights = Counter(line.weight for line in points if line.score is not None)
    edits = Counter(edit.kind for c in comparison.changed for edit in c.edits)
    edits.pop("editorial", None)
    a, b = comparison.alignment.a, comparison.alignment.b
    told = [
        f"{many(len(a.points), 'point')} → {many(len(b.points), 'point')}: "
        f"{', '.join(f'{weights[w]} {said}' for w, said in WEIGHTS.items())}, "
        f"{kinds['added']} added, "
        f"{kinds['deleted']} deleted; {kinds['moved']} moved, {kinds['split']} split, "
        f"{kinds['merged']} merged."
    ]
    if edits:
        counts = ", ".join(f"{kind} {number}" for kind, number in edits.most_common())
        told.append(f"What changed: {counts}.")
    told += filter(None, [_around_text(lines), brackets_changed(comparison)])
    by_issue = "; ".join(_on_issue(comparison, *one) for one in background.issues)
    if by_issue:
        told.append(f"By issue (an inference from words): {by_issue}.")
    told += filter(None, [terms_changed(comparison, background)])
    told.append(MATCHED[comparison.alignment.by_meaning])
    unsure = len(comparison.alignment.candidates)
    if unsure:
        told.append(f"{many(unsure, 'pair')} too unsure to count; listed as candidates.")
    return (*told, *(f"{d.name}: {note}" for d in (a, b) for note in d.notes))


def _around_text(lines: Sequence[Line]) -> str:
    """Return what became of what stands around the points, each under its own name."""
    told = []
    for name in AROUND:
        fates = Counter(_fate(line) for line in lines if line.part == name)
        if len(fates) == 1 and fates.total() == 1:
            told.append(f"{name}: {next(iter(fates))}")
        elif fates:
            counts = ", ".join(f"{n} {fate}" for fate, n in fates.most_common())
            told.append(f"{name}s: {counts}")
    return f"Around the points: {'; '.join(told)}." if told else ""


def _fate(line: Line) -> str:
    return line.kind if line.score is None else WEIGHTS[line.weight]


def _on_issue(
    comparison: Comparison, name: str, before: Sequence[int], after: Sequence[int]
) -> str:
    alignment = comparison.alignment
    weights = Counter(
        c.weight
        for c in comparison.changed
        if set(c.pair.a) & set(before) or set(c.pair.b) & set(after)
    )
    counts = {
        "changed": weights["substantive"],
        "as it was": weights["unchanged"] + weights["editorial"],
        "added": len(set(alignment.added) & set(after)),
        "deleted": len(set(alignment.deleted) & set(before)),
    }
    return f"{shorten(name, 40)}: {', '.join(f'{n} {what}' for what, n in counts.items() if n)}"


def stance_words(hearing: Hearing) -> str:
    """Return what a party does about a point: "rejects it"; where that is open, so much."""
    return AGAINST if hearing.against else STANCE_WORDS[hearing.stance]


def heard_before(
    background: Background, a: Collection[int], b: Collection[int]
) -> tuple[Hearing, ...]:
    """Return stances that name points of the earlier draft of a pair by their numbers."""
    told = {one.entry for one in background.after if one.part in b}
    return tuple(
        one
        for one in background.before
        if one.part in a and one.how == "number" and one.entry not in told
    )


def hearing_text(hearing: Hearing, *, where: str = "") -> str:
    """Return a stance on a point in words, with its entry. where: Of which draft its number is."""
    how = "by its number" if hearing.how == "number" else f"by its words, {hearing.score:.2f}"
    how += where
    told = "" if hearing.voice == "own" else f", as told by {_VOICES[hearing.voice]}"
    sure = "" if hearing.sure else "possible: "
    return (
        f"{sure}{hearing.party} {stance_words(hearing)}{told}, "
        f"{date_text(hearing.published)}: {quote(shorten(hearing.words, _QUOTED))} "
        f"[{hearing.entry[:8]}; {how}]"
    )


def asking_text(asking: Asking, edits: Sequence[Edit] = ()) -> str:
    """Return in words who had asked for a change, with the entry."""
    hearing = asking.hearing
    what = f" ({edit_text(edits[asking.edit])})" if asking.edit is not None else ""
    sure = "" if hearing.sure else "possible: "
    return (
        f"{sure}{hearing.party} had said so on {date_text(hearing.published)}{what}: "
        f"{quote(shorten(hearing.words, _QUOTED))} [{hearing.entry[:8]}]"
    )


def _pair_line(comparison: Comparison, changed: Changed, *, background: Background) -> Line:
    alignment, pair = comparison.alignment, changed.pair
    told = [edit for edit in changed.edits if edit.kind != "editorial"]
    return Line(
        kind=pair.kind,
        weight=changed.weight,
        a_label=", ".join(label(alignment.a, n) for n in pair.a),
        b_label=", ".join(label(alignment.b, n) for n in pair.b),
        a=tuple(_pieces(alignment.a, pair.a, marks_of(changed.edits, "a"))),
        b=tuple(_pieces(alignment.b, pair.b, marks_of(changed.edits, "b"))),
        edits=tuple(edit_text(edit) for edit in told),
        score=pair.score,
        asked=tuple(
            Aside(asking_text(one, changed.edits), one.hearing.entry)
            for one in background.askings
            if (one.a, one.b) == (pair.a, pair.b)
        ),
        heard=(
            *(
                Aside(hearing_text(one, where=" in the earlier draft"), one.entry)
                for one in heard_before(background, pair.a, pair.b)
            ),
            *(Aside(hearing_text(o), o.entry) for o in background.after if o.part in pair.b),
        ),
        pinned=pair.pinned,
        terms=_terms(background, pair.a, pair.b),
        part=name_of_pair(alignment, pair),
    )


def _one_side(draft: Draft, part: int, kind: str, *, background: Background) -> Line:
    words = (Piece(draft.parts[part].body, True),)
    own = label(draft, part)
    is_new = kind == "added"
    return Line(
        kind=kind,
        weight="substantive",
        a_label="" if is_new else own,
        b_label=own if is_new else "",
        a=() if is_new else words,
        b=words if is_new else (),
        edits=open_text(draft.parts[part].body),
        score=None,
        asked=tuple(
            Aside(asking_text(one), one.hearing.entry)
            for one in background.askings
            if one.edit is None and part in (one.b if is_new else one.a)
        ),
        heard=tuple(
            Aside(hearing_text(one), one.entry)
            for one in (background.after if is_new else background.before)
            if one.part == part
        ),
        terms=_terms(background, () if is_new else (part,), (part,) if is_new else ()),
        part=name_of(draft, part),
    )


def _terms(background: Background, a: Sequence[int], b: Sequence[int]) -> tuple[str, ...]:
    before, after = background.terms
    return tuple(dict.fromkeys((*terms_at(before, a), *terms_at(after, b))))


def name_of(draft: Draft, part: int) -> str:
    """Return what a part is: "point", "title", "heading", "preamble", "signature block"."""
    kind = draft.parts[part].kind
    if kind == "heading" and part == 0:
        return "title"
    return "signature block" if kind == "signature" else kind


def name_of_pair(alignment: Alignment, pair: Pair) -> str:
    """Return what the parts of a pair are; a title told with the preamble is of the preamble."""
    names = [name_of(alignment.a, n) for n in pair.a] + [name_of(alignment.b, n) for n in pair.b]
    return "preamble" if "preamble" in names else names[0]


def label(draft: Draft, part: int) -> str:
    """Return what a point is called in its draft: "4 a"; one without a number by its place.

    What is no point is called by what it is.
    """
    if draft.parts[part].kind != "point":
        return name_of(draft, part)
    path = draft.parts[part].path
    return " ".join(path) if any(any(c.isalnum() for c in one) for one in path) else f"#{part}"


def _pieces(draft: Draft, parts: Sequence[int], edits: Sequence[Span]) -> Iterator[Piece]:
    """Yield the words of parts, those within edits apart; joined they are the words."""
    before: Piece | None = None
    for piece in stretches(draft, parts, edits):
        if before is not None and (piece.changed == before.changed or not piece.words.strip()):
            before = Piece(before.words + piece.words, before.changed)
            continue
        if before is not None:
            yield before
        before = piece
    if before is not None:
        yield before


def stretches(draft: Draft, parts: Sequence[int], edits: Sequence[Span]) -> Iterator[Piece]:
    """Yield the words of parts line by line, those within edits and blanks between lines apart.

    Any run of blanks is one blank.
    """
    marked = [span for span in edits if span.start < span.end]
    before: Span | None = None
    for span in (span for part in parts for span in draft.parts[part].spans):
        if before is not None and (blank := gap(draft.text, before, span)):
            yield Piece(blank, False)
        before = span
        cuts = {span.start, span.end}
        for one in marked:
            cuts |= {c for c in (one.start, one.end) if span.start < c < span.end}
        for start, end in pairwise(sorted(cuts)):
            inside = any(one.start <= start < one.end for one in marked)
            yield Piece(_BLANKS.sub(" ", draft.text[start:end]), inside)
