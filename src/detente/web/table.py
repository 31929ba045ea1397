"""Every page and act, by hand, in the order of the menu."""

from __future__ import annotations

from detente.web.page import Act, Page
from detente.web.pages import cell, cite, entry, home, login, matrix, report, reports, statements

PAGES: tuple[Page, ...] = (
    home.PAGE,
    matrix.PAGE,
    cell.PAGE,
    statements.PAGE,
    cite.PAGE,
    reports.PAGE,
    report.PAGE,
    entry.PAGE,
)

ACTS: tuple[Act, ...] = (
    *home.ACTS,
    *entry.ACTS,
    *login.ACTS,
)
