"""The menu: the pages that every page leads to, in their order, known before they are loaded."""

from __future__ import annotations

from typing import NamedTuple


class Listed(NamedTuple):
    """A page in the menu. key: Second key after "g" that leads there, as its page has it."""

    key: str
    path: str
    title: str


MENU = (
    Listed("h", "/", "Since your last visit"),
    Listed("m", "/matrix", "Matrix"),
    Listed("t", "/timeline", "Timeline"),
    Listed("i", "/issues", "Issues"),
    Listed("s", "/statements", "Statements"),
    Listed("p", "/proposals", "Proposals"),
    Listed("d", "/drafts", "Drafts"),
    Listed("b", "/blocks", "What blocks"),
    Listed("y", "/analyses", "Analyses"),
    Listed("r", "/reports", "Reports"),
    Listed("v", "/review", "Review"),
    Listed("a", "/add", "Add"),
)
