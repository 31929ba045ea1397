"""Why a statement is there: the cue, its words, its speaker, and how sure each is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.model.claims import Statement
from detente.model.explanations import Reason, Why
from detente.readings.explaining.wording import table
from detente.readings.learned.weights import logistic, odds
from detente.readings.page import Page
from detente.readings.speech.ground import lay
from detente.readings.speech.learned import Find, find
from detente.readings.speech.ranking import Weights
from detente.readings.speech.reading import find_drafts


class Statements:
    """Explains the statements of one page."""

    def __init__(self, page: Page, weights: Weights | None) -> None:
        """Take a page; the weights of speech if they took part."""
        self._page, self._weights = page, weights
        self._finds: Mapping[int, Find] = {}
        if weights is not None:
            ground = lay(page.with_statements(()))
            self._finds = {f.cue: f for f in find(ground, find_drafts(ground), weights)}

    def why(self, why: Why, statement: Statement) -> Why:
        """Return why a statement is there. why: What is known of any claim."""
        words = [e for e in (statement.source, statement.cue) if e is not None]
        why = replace(why, words=tuple(sorted(words)), put=())
        frame = statement.rule.partition("@")[0].rpartition(".")[2]
        frames: Mapping[str, str] = table()["frames"]
        if frame in frames:
            why = replace(why, by=f"the frame {statement.rule}", example=frames[frame])
        found = self._find(statement)
        return why if found is None else self._weighed(why, statement, found)

    def _find(self, statement: Statement) -> Find | None:
        if statement.cue is None or not statement.rule.startswith("speech@"):
            return None
        first = self._page.token_at(statement.cue.start)
        last = self._page.token_at(statement.cue.end - 1)
        return next((self._finds[i] for i in range(first, last + 1) if i in self._finds), None)

    def _weighed(self, why: Why, statement: Statement, found: Find) -> Why:
        if self._weights is None or statement.cue is None:
            return why
        by = self._weights.calibration
        parts = (
            (f"“{statement.cue.text}” says that something is said", "cue", found.cue_likely),
            ("where these words begin and end", "content", found.content_likely),
            ("who says them", "source", found.source_likely),
        )
        reasons = [
            Reason(f"{words}: {round(100 * math.exp(log))} in 100", round(by[name] * log, 4))
            for words, name, log in parts
        ]
        start = round(logistic(by["constant"]), 4)
        reasons.append(_of_experience(statement, start, reasons))
        return replace(
            why,
            start=start,
            reasons=tuple(sorted(reasons, key=lambda r: (-abs(r.weight), r.words))),
        )


def _of_experience(statement: Statement, start: float, reasons: Sequence[Reason]) -> Reason:
    """What statements of this make are worth: the step from what was seen here to the share."""
    here = odds(start) + sum(reason.weight for reason in reasons)
    words = "how often statements found in this way hold on annotated reports"
    return Reason(words, round(odds(statement.confidence) - here, 4))
