"""Every page and act, by hand, in the order of the menu."""

from __future__ import annotations

from detente.web.page import Act, Page
from detente.web.pages import entry, home

PAGES: tuple[Page, ...] = (
    home.PAGE,
    entry.PAGE,
)

ACTS: tuple[Act, ...] = (
    *home.ACTS,
    *entry.ACTS,
)
