"""Terms of a ceasefire in words: which point of a draft sets which, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.model.drafts import Comparison
from detente.model.versions import Background, TermPoints


def terms_text(terms: Sequence[TermPoints], labels: Sequence[str]) -> str:
    """Return the terms with the points that set them, "" for none; what was not found, last.

    labels: What each part of the draft is called.
    """
    if not terms:
        return ""
    set_ = [
        f"{one.term} in {', '.join(labels[part] for part in one.parts)}"
        for one in terms
        if one.parts
    ]
    missing = [one.term for one in terms if not one.parts]
    found = f"sets {'; '.join(set_)}" if set_ else "sets none"
    return f"{found}; not found: {', '.join(missing)}" if missing else found


def terms_at(terms: Iterable[TermPoints], parts: Iterable[int]) -> tuple[str, ...]:
    """Return the names of the terms that some of these points set."""
    wanted = set(parts)
    return tuple(one.term for one in terms if wanted & set(one.parts))


def terms_changed(comparison: Comparison, background: Background) -> str:
    """Return what became of each term from one draft to the other, "" if neither has any."""
    before, after = ({one.term: one.parts for one in terms} for terms in background.terms)
    if not (before or after):
        return ""
    told = (
        f"{term} {_fate(comparison, before.get(term, ()), after.get(term, ()))}"
        for term in dict.fromkeys((*before, *after))
    )
    return f"Ceasefire terms (an inference from words): {', '.join(told)}."


def _fate(comparison: Comparison, before: Sequence[int], after: Sequence[int]) -> str:
    if not before or not after:
        return "dropped" if before else "new" if after else "in neither"
    kept = set(_kept(comparison, before, after))
    return "as it was" if kept >= set(after) and _covers(comparison, kept, before) else "changed"


def _kept(comparison: Comparison, before: Sequence[int], after: Sequence[int]) -> Iterator[int]:
    """Yield the points of the second draft that say what they said in the first."""
    for one in comparison.changed:
        if one.weight != "substantive" and set(one.pair.a) & set(before):
            yield from (part for part in one.pair.b if part in after)


def _covers(comparison: Comparison, kept: set[int], before: Sequence[int]) -> bool:
    pairs = [one.pair for one in comparison.changed if set(one.pair.b) & kept]
    return {n for pair in pairs for n in pair.a} >= set(before)
