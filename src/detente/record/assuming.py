"""What the desk assumes where the record is silent: acts in the log, for models alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from detente.model.assumptions import NONE, NONE_TEXT, Assumption, AssumptionKind
from detente.model.errors import InputError, NoSuchEntry, UnknownName
from detente.model.text import Mark
from detente.record.adding import Adding
from detente.record.assumed import assumed, options
from detente.record.deeds import ASSUME
from detente.record.desk import ALL
from detente.record.facts import View
from detente.record.log import Deed
from detente.record.words import digest


class _Said(NamedTuple):
    """Who assumes something, why, and who may see it."""

    by: str
    why: str
    mark: Mark


class Assuming(Adding):
    """The part of a record that keeps what the desk assumes; undo takes each back."""

    def assume_option(
        self, issue: str, text: str, *, by: str, why: str, mark: Mark = "internal"
    ) -> Assumption:
        """Add an option to an issue, which nobody has put forward. Errors: InputError."""
        key, text = self._issue(issue), " ".join(text.split())
        known = self.options_of(key)
        if any(text.casefold() == one.casefold() for one in known.values()):
            raise InputError(f"the issue has an option {text!r} already; nothing was added")
        return self._assume(
            "option", [[_worded(text)]], _Said(by, why, mark), issue=key, about=text
        )

    def assume_order(
        self,
        party: str,
        issue: str,
        order: Sequence[Sequence[str]],
        *,
        by: str,
        why: str,
        mark: Mark = "internal",
    ) -> Assumption:
        """Say how a party ranks options of an issue; one of before, if any, no longer counts.

        order: Options by id, words or their beginning, "none" for none of them; the best first,
        ties together. Options that are left out are in no order to the others.
        Errors: UnknownName for an option; InputError for one that is there twice, or fewer than
        two.
        """
        key = self._issue(issue)
        options = self.options_of(key)
        ranked = [[_option(name, options) for name in group] for group in order]
        flat = [one for group in ranked for one in group]
        if len(flat) < 2 or len(set(flat)) < len(flat):
            raise InputError("an order needs two options or more, each in one place")
        return self._assume(
            "order",
            ranked,
            _Said(by, why, mark),
            issue=key,
            party=self._actor(party),
        )

    def assume_move(
        self,
        party: str,
        text: str,
        *,
        once: bool = False,
        today: bool = False,
        by: str,
        why: str,
        mark: Mark = "internal",
    ) -> Assumption:
        """Say what is open to a party to do or to leave.

        once: Whether it stays taken once it is. today: Whether it is taken today.
        """
        text = _worded(text)
        return self._assume(
            "move",
            [[text]],
            _Said(by, why, mark),
            party=self._actor(party),
            about=text,
            once=once,
            today=today,
        )

    def assume_wants(
        self,
        party: str,
        statements: Sequence[str],
        *,
        by: str,
        why: str,
        mark: Mark = "internal",
    ) -> Assumption:
        """Say what a party wants of all moves, first things first; it replaces what was said."""
        wanted = [[_worded(one)] for one in statements]
        if not wanted:
            raise InputError("say what the party wants: at least one statement over moves")
        return self._assume("wants", wanted, _Said(by, why, mark), party=self._actor(party))

    def assumptions(self, up_to: Mark = "public") -> tuple[Assumption, ...]:
        """Return what the desk assumes now, in the order in which it was said."""
        return assumed(self._fold(ALL, ("positions",)), View(up_to=up_to))

    def drop_assumption(self, number: int, by: str) -> str:
        """Take an assumption back by its number; return it in words. Errors: NoSuchEntry."""
        if all(one.id != number for one in self.assumptions(ALL.up_to)):
            raise NoSuchEntry(f"no assumption {number} is in force; 'detente assume list' has all")
        return self.undo(by, number)

    def options_of(self, issue: str) -> dict[str, str]:
        """Return the options of an issue: propositions, the desk's, none of them; text by id."""
        key = self._issue(issue)
        found = next(one for one in self._register_issues() if one.id == key)
        return options(found, self.assumptions(ALL.up_to))

    def _assume(
        self,
        kind: AssumptionKind,
        items: list[list[str]],
        said: _Said,
        *,
        party: str | None = None,
        issue: str | None = None,
        about: str = "",
        **more: bool,
    ) -> Assumption:
        if not said.why.strip():
            raise InputError("an assumption needs a reason; it stands wherever it counts")
        key = "s-" + digest(kind, party or "", issue or "", about.casefold())
        body: dict[str, Any] = {
            "kind": kind,
            "items": items,
            "party": party,
            "issue": issue,
            **{name: True for name, value in more.items() if value},
            "words": "; ".join(" = ".join(group) for group in items),
        }
        why = said.why.strip()
        deed = Deed(kind=ASSUME, subject=key, body=body, by=said.by, why=why, mark=said.mark)
        number = self._append(deed)
        return next(one for one in self.assumptions(ALL.up_to) if one.id == number)


def _option(name: str, known: Mapping[str, str]) -> str:
    """Return the id of an option by id, words, or the beginning of either."""
    wanted = " ".join(name.split()).casefold()
    if wanted in (NONE, NONE_TEXT):
        return NONE
    exact = [key for key, text in known.items() if wanted in (key, text.casefold())]
    begun = [
        k
        for k, text in known.items()
        if k.startswith(wanted) or text.casefold().startswith(wanted)
    ]
    found = exact or begun
    if len(found) != 1 or not wanted:
        raise UnknownName("option", name, [*known.values()])
    return found[0]


def _worded(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise InputError("an option, a move or a wish needs words; nothing was added")
    return words
