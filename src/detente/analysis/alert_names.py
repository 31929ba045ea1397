"""What a rule of alerts names and a record does not know: a slip, or still to come. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from detente.model.alerts import Rule
from detente.model.snapshot import Issue, Party

_NEAREST = 3
# How alike two names are that may be a slip of the pen, as difflib counts it: half lets "Norlnd"
# and "the port" find theirs, and is what unknown names elsewhere are compared by.
_ALIKE = 0.5


def unknown_names(
    rule: Rule, parties: Sequence[Party], issues: Sequence[Issue]
) -> tuple[str, ...]:
    """Return a sentence for each party and issue of a rule that is not known, with those like it.

    >>> unknown_names(Rule(about="stance_changes", parties=("Atlantis",)), (), ())
    ("no party is called 'Atlantis' in the record yet",)
    """
    shown = {name.casefold(): p.name for p in parties for name in (p.name, *p.names)}
    known = {*shown, *(party.id.casefold() for party in parties)}
    said = [
        f"no party is called {one!r} in the record yet{_near(one, shown)}"
        for one in rule.parties
        if one.casefold() not in known
    ]
    if rule.issue is not None and not _is_told(rule.issue, issues):
        near = _near(rule.issue, {one.name.casefold(): one.name for one in issues})
        said.append(f"no issue of the record has the words {rule.issue!r} yet{near}")
    return tuple(said)


def _is_told(words: str, issues: Iterable[Issue]) -> bool:
    """Whether an issue is called so, or one or a proposition holds these words."""
    word = words.casefold()
    return any(
        word == issue.id
        or word in issue.name.casefold()
        or any(word in one.text.casefold() for one in issue.propositions)
        for issue in issues
    )


def _near(name: str, shown: Mapping[str, str]) -> str:
    """Return " (perhaps …)" with what is called like this, "" if nothing is.

    shown: How it is shown, by each of its names in small letters.
    """
    found = difflib.get_close_matches(name.casefold(), sorted(shown), _NEAREST, _ALIKE)
    names = dict.fromkeys(shown[one] for one in found)
    return f" (perhaps {' or '.join(names)})" if names else ""
