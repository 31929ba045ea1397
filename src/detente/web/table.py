"""Every page and act, by hand, in the order of the menu."""

from __future__ import annotations

from detente.web.page import Act, Page
from detente.web.pages import (
    add,
    api,
    cell,
    cite,
    entry,
    home,
    issue,
    issues,
    login,
    matrix,
    parties,
    registering,
    report,
    reports,
    settings,
    statements,
)

PAGES: tuple[Page, ...] = (
    home.PAGE,
    matrix.PAGE,
    cell.PAGE,
    issues.PAGE,
    issue.PAGE,
    parties.PAGE,
    statements.PAGE,
    cite.PAGE,
    reports.PAGE,
    report.PAGE,
    add.PAGE,
    add.ERRAND,
    entry.PAGE,
    settings.PAGE,
    api.PAGE,
)

ACTS: tuple[Act, ...] = (
    *home.ACTS,
    *registering.ACTS,
    *parties.ACTS,
    *entry.ACTS,
    *add.ACTS,
    *settings.ACTS,
    *login.ACTS,
)
