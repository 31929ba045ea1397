"""point_named(): the point that a user means by "2", "2(a)", "Article 4" or "#5"."""

from __future__ import annotations

import re

from detente.model.drafts import Draft
from detente.model.errors import InputError, UnknownName

_WORD = re.compile(r"(?i)^(?:point|article|paragraph|section|clause)\s+(?=[\divxlc(])")


def point_named(draft: Draft, name: str) -> int:
    r"""Return the index of a point by its number, with those that it lies in, or by "#" and index.

    Errors: UnknownName; InputError if the number stands more than once.

    >>> from detente.drafts.points import cut
    >>> point_named(cut("a", "1. Forces leave:\n(a) the east;\n(b) the west."), "1(b)")
    2
    """
    if name.startswith("#"):
        found = [n for n in draft.points if f"#{n}" == name]
    else:
        wanted = _plain(name)
        found = [n for n in draft.points if _plain(" ".join(draft.parts[n].path)) == wanted]
        found = found or [n for n in draft.points if _plain(draft.parts[n].label) == wanted]
    if not found:
        known = (
            " ".join(p.path) if p.label else f"#{n}"
            for n, p in enumerate(draft.parts)
            if n in set(draft.points)
        )
        raise UnknownName(f"point of {draft.name}", name, known)
    if len(found) > 1:
        listed = ", ".join(f"#{n} ({draft.parts[n].body[:30].strip()}…)" for n in found)
        raise InputError(f"point {name!r} of {draft.name} may be any of {listed}; write which")
    return found[0]


def _plain(name: str) -> str:
    return re.sub(r"[\s().:]", "", _WORD.sub("", name.strip())).lower()
