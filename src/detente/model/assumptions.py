"""Assumption: what the desk adds for models where the record is silent. No report says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente.model.text import Mark

# option: one more thing that may be agreed on an issue. order: how a party ranks the options of an
# issue. move: what is open to a party to do or leave. wants: what a party wants of all moves.
AssumptionKind = Literal["option", "order", "move", "wants"]
# The option that takes none of an issue's propositions, as orders name it.
NONE = "none"
NONE_TEXT = "none of these"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One thing that the desk assumes, with its author and reason.

    id: Number of the act in the desk's log. key: What it is about; a later one replaces it.
    items: option: its text. order: ids of options, the best first, ties together. move: what is
    done or left. wants: statements, first things first.
    party, issue: Ids of the register, None where the kind has none.
    once: Of a move: once taken, it stays. today: Of a move: it is taken today.
    """

    id: int
    kind: AssumptionKind
    key: str
    items: tuple[tuple[str, ...], ...]
    by: str
    why: str
    at: dt.datetime
    mark: Mark
    party: str | None = None
    issue: str | None = None
    once: bool = False
    today: bool = False

    @property
    def text(self) -> str:
        """The words of an option or a move."""
        return self.items[0][0]

    def said(self, names: Mapping[str, str]) -> str:
        """Return it in words. names: Of parties, issues and options, by id."""
        party = names.get(self.party or "", self.party or "")
        if self.kind == "option":
            return f"an option on {names.get(self.issue or '', self.issue or '')}: {self.text}"
        if self.kind == "move":
            more = ["once taken, it stays"] * self.once + ["taken today"] * self.today
            beside = f" ({', '.join(more)})" if more else ""
            return f"open to {party}: {self.text}{beside}"
        if self.kind == "wants":
            return f"{party} wants, first things first: {'; '.join(one[0] for one in self.items)}"
        ranked = "; then ".join(
            " or ".join(names.get(key, key) for key in group) for group in self.items
        )
        on = names.get(self.issue or "", self.issue or "")
        return f"{party} on {on}, the best first: {ranked}"

    @property
    def whose(self) -> str:
        """When it was assumed and why: "the desk, 3 March 2031: reason"; by whom stays there."""
        return f"the desk, {self.at.day} {self.at:%B %Y}: {self.why}"
