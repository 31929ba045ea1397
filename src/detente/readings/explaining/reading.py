"""A reading with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model.claims import Claim, Reading, Statement
from detente.model.explanations import Explanation, Why
from detente.readings.explaining.claims import Claims
from detente.readings.explaining.silences import Silences
from detente.readings.explaining.statements import Statements
from detente.readings.learned.reading import Weighing
from detente.readings.learned.weights import Weights
from detente.readings.page import Page
from detente.readings.speech.ranking import Weights as SpeechWeights


@dataclass(frozen=True)
class Work:
    """What the reader worked with on one page.

    found: What wordings found, before anything was weighed. weighing, weights, speech: None
    where no trained part took part.
    """

    page: Page
    found: Sequence[Claim]
    weighing: Weighing | None = None
    weights: Weights | None = None
    speech: SpeechWeights | None = None


def explain(reading: Reading, work: Work) -> Explanation:
    """Return a reading with the reasons of its claims, and of what was passed over."""
    claims = Claims(work.page, work.weighing, work.weights)
    statements = Statements(work.page, work.speech)
    silences = Silences(work.page, work.found, weighing=work.weighing, weights=work.weights)

    def why(claim: Claim) -> Why:
        found = claims.why(claim)
        return statements.why(found, claim) if isinstance(claim, Statement) else found

    return Explanation(
        reading=reading,
        whys=tuple(why(claim) for claim in reading.claims),
        silences=tuple(silences.of(reading.claims)),
    )
