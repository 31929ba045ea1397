"""Brackets of drafts in words: how many, what each leaves open, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from detente.model.brackets import BLANK, Choice, choices, pairs
from detente.model.codec import plain
from detente.model.drafts import Comparison, Draft, Edit, Part
from detente.model.text import Span
from detente.views.escape import one_line
from detente.views.layout import shorten
from detente.views.phrases import many

# Columns of an option that are quoted.
_QUOTED = 80
# Of a longer option that was lifted the brackets alone are marked: its words stand.
_SHORT = 3
KEY = "Brackets that were lifted, or put in, are marked with all that stood in them."
_FATES = {
    "lifted": "lifted",
    "replaced": "gave way to other words",
    "dropped": "dropped",
    "changed": "with other options",
    "bracketed": "put around what stood",
    "added": "new",
}


def brackets_of(draft: Draft) -> int:
    """Return how many pairs of brackets are open in a draft, those within others too."""
    return len(pairs("\n".join(part.body for part in draft.parts)))


def brackets_changed(comparison: Comparison) -> str:
    """Return how many brackets there were and are, and what became of them, "" for none."""
    a, b = (brackets_of(draft) for draft in (comparison.alignment.a, comparison.alignment.b))
    if not (a or b):
        return ""
    edits = (e for changed in comparison.changed for e in changed.edits if e.kind == "brackets")
    counts = Counter(edit.direction or "" for edit in edits)
    told = ", ".join(f"{counts[fate]} {words}" for fate, words in _FATES.items() if counts[fate])
    return f"{many(a, 'bracket')} → {b}{f'; in points of both: {told}' if told else ''}."


def brackets_key(comparison: Comparison) -> str:
    """Return how brackets are marked, "" where neither draft has any."""
    drafts = (comparison.alignment.a, comparison.alignment.b)
    return KEY if any(brackets_of(draft) for draft in drafts) else ""


def brackets_text(edit: Edit) -> str:
    """Return what became of options: "brackets lifted: 2035 of 2035/2040"."""
    old, new = choices(edit.before), choices(edit.after)
    before, after = one_line(edit.before), one_line(edit.after)
    if old and new and edit.direction == "changed":
        return _changed(_words(old[0]), _words(new[0]))
    if edit.direction == "lifted" and old:
        return _lifted("brackets lifted", _words(old[0]), after)
    if edit.direction == "bracketed" and new:
        words = _words(new[0])
        if len(words) == 1:
            return _lifted("put in brackets", words, before)
        return f"put in brackets: {shorten(before, _QUOTED)}, now {_listed(words)}"
    if edit.direction == "replaced":
        return _replaced(old, new, (before, after))
    if edit.direction == "dropped" and old:
        return f"dropped with its brackets: {_listed(_words(old[0]))}"
    return f"new in brackets: {_listed(_words(new[0])) if new else after}"


def open_text(words: str) -> tuple[str, ...]:
    """Return what a point leaves open, in words: none, or one line."""
    found = choices(words)
    if not found:
        return ()
    is_whole = found[0].span == Span(0, len(words))
    if is_whole and len(found[0].options) == 1:
        return ("all of it in brackets",)
    return (f"in brackets: {'; '.join(_listed(_words(one)) for one in found)}",)


def part_values(number: int, part: Part) -> dict[str, Any]:
    """Return a part as plain values, with the options of each choice that it leaves open."""
    options = [[option.words for option in one.options] for one in choices(part.body)]
    return {"part": number, **plain(part), "options": options}


def marks_of(edits: Sequence[Edit], side: str) -> list[Span]:
    """Return what is marked as changed in the words of side "a" or "b".

    Of what was lifted out of brackets, or put in them, the side without is not marked.
    """
    return [span for edit in edits for span in _marks(edit, side)]


def _marks(edit: Edit, side: str) -> Iterator[Span]:
    span, words = (edit.a, edit.before) if side == "a" else (edit.b, edit.after)
    if edit.kind != "brackets" or edit.direction not in ("lifted", "bracketed"):
        yield span
    elif (edit.direction == "lifted") == (side == "a"):
        found = choices(words)
        long = len(words.split()) > _SHORT
        if found and len(found[0].options) == 1 and long and words.startswith("["):
            yield from (Span(span.start, span.start + 1), Span(span.end - 1, span.end))
        else:
            yield span


def _words(choice: Choice) -> list[str]:
    return [one_line(option.words) for option in choice.options]


def _listed(words: Sequence[str]) -> str:
    """Return options beside each other: "40/45", "at least half / a third"."""
    stroke = "/" if all(len(one.split()) == 1 for one in words) else " / "
    return stroke.join(_bare(one) for one in words)


def _bare(words: str) -> str:
    if words == BLANK:
        return "a blank"
    return shorten(words.strip(" ,.;"), _QUOTED)


def _lifted(what: str, words: Sequence[str], stands: str) -> str:
    """Return that an option stands, or stood, and of how many."""
    # what became of brackets within an option is told by itself
    same = any(_folded(one) == _folded(stands) or "[" in one for one in words)
    if len(words) > 1:
        aside = "" if same else ", in other words"
        return f"{what}: {_bare(stands)} of {_listed(words)}{aside}"
    aside = "" if same else ", and its words changed"
    return f"{what}: {_bare(words[0])}{aside}"


def _folded(words: str) -> str:
    """Return words by which options are compared, case and blanks aside."""
    return " ".join(words.casefold().split())


def _replaced(old: Sequence[Choice], new: Sequence[Choice], said: tuple[str, str]) -> str:
    before, after = (shorten(words, _QUOTED) for words in said)
    if old and _words(old[0]) == [BLANK]:
        return f"blank filled in: {after}"
    if old:
        return f"brackets gone: {_listed(_words(old[0]))} gave way to {after}"
    return (
        f"now open: {before} gave way to {_listed(_words(new[0])) if new else after} in brackets"
    )


def _changed(old: Sequence[str], new: Sequence[str]) -> str:
    """Return what became of options that are open in both."""
    before, after = ({_folded(one): one for one in words} for words in (old, new))
    gone = [one for key, one in before.items() if key not in after]
    come = [one for key, one in after.items() if key not in before]
    stay = [one for key, one in before.items() if key in after]
    told = []
    for one in list(gone):
        other = next((c for c in come if _holds(one, c) or _holds(c, one)), None)
        if other is not None:
            gone.remove(one)
            come.remove(other)
            told.append(f"{_bare(one)} now reads {_bare(other)}")
    if not (stay or told) and gone and come:
        return f"still in brackets: {_listed(gone)} → {_listed(come)}"
    if gone:
        told.append(f"{_and(gone)} dropped")
    if come:
        told.append(f"{_and(come)} new")
    if stay:
        word = "stays" if len(stay) == 1 else "stay"
        told.append(f"{_and(stay)} {word} {'open' if len(after) > 1 else 'in brackets'}")
    return f"options: {'; '.join(told)}"


def _holds(one: str, other: str) -> bool:
    """Whether the words of an option stand in another one."""
    return f" {_folded(other)} " in f" {_folded(one)} "


def _and(words: Sequence[str]) -> str:
    bare = [_bare(one) for one in words]
    return bare[0] if len(bare) == 1 else f"{', '.join(bare[:-1])} and {bare[-1]}"
