"""Every page and act, by hand, in the order of the menu."""

from __future__ import annotations

from detente.web.page import Act, File, Page
from detente.web.pages import (
    accuracy,
    add,
    analyses,
    api,
    blocks,
    cell,
    cite,
    entry,
    home,
    issue,
    issues,
    log,
    login,
    matrix,
    missed,
    parties,
    proposals,
    registering,
    report,
    reports,
    review,
    settings,
    statements,
    timeline,
)

PAGES: tuple[Page, ...] = (
    home.PAGE,
    matrix.PAGE,
    cell.PAGE,
    timeline.PAGE,
    issues.PAGE,
    issue.PAGE,
    parties.PAGE,
    statements.PAGE,
    cite.PAGE,
    proposals.PAGE,
    blocks.PAGE,
    analyses.LIST,
    analyses.STABLE,
    analyses.ONE,
    reports.PAGE,
    report.PAGE,
    review.PAGE,
    missed.SAMPLE,
    missed.ADDING,
    log.PAGE,
    add.PAGE,
    add.ERRAND,
    entry.PAGE,
    accuracy.PAGE,
    settings.PAGE,
    api.PAGE,
)

ACTS: tuple[Act, ...] = (
    *home.ACTS,
    *registering.ACTS,
    *parties.ACTS,
    *entry.ACTS,
    *review.ACTS,
    *missed.ACTS,
    *log.ACTS,
    *add.ACTS,
    *settings.ACTS,
    *login.ACTS,
)

FILES: tuple[File, ...] = (timeline.CALENDAR,)
