"""What a clause that the weights propose is a stance on."""

from __future__ import annotations

from detente.model.vocabulary import Stance
from detente.readings import tree
from detente.readings.learned.bound import opener
from detente.readings.learned.clauses import Clause
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.positions.adjuncts import described_by
from detente.readings.positions.limits import with_limit

# Whom one does this to is told something: "told reporters the offer held".
_TELLING = frozenset({"assure", "inform", "notify", "remind", "tell"})


def about_of(page: Page, clause: Clause, stance: Stance) -> Stretch | None:
    """Return what a stance of a clause is on; None if its words tell only who was told.

    Of a threat ("would quit the talks unless Sudmark paid") what it asks for.
    """
    if _tells_somebody(page, clause.verb):
        return None
    words = page.without_tail(matter_of(page, clause), clause.verb)
    inner = tree.child(page.parse, clause.verb, "ccomp")
    verbs = [clause.verb, *([] if inner is None else [inner])]
    bearing = next((c for v in verbs if (c := mood(page.parse, v).condition) is not None), None)
    if bearing is None or stance != "demands" or bearing.end - bearing.start <= 1:
        return words
    within = words.start <= bearing.start and bearing.end <= words.end
    asks = within and opener(page.parse, bearing) == "unless"
    return Stretch(bearing.start + 1, bearing.end) if asks else words


def _tells_somebody(page: Page, verb: int) -> bool:
    """Whether the parser takes whom somebody tells it for all that there is to a clause."""
    inner = tree.child(page.parse, verb, "ccomp", "xcomp")
    told = tree.done_to(page.parse, verb) if page.parse.tokens[verb].lemma in _TELLING else None
    return told is not None and (inner is None or inner < verb)


def matter_of(page: Page, clause: Clause) -> Stretch:
    """Return what a clause tells of: its object or the clause in it, else all past its subject."""
    parse, verb = page.parse, clause.verb
    if (thing_ahead := described_by(page, verb)) is not None:
        return thing_ahead
    inner = tree.child(parse, verb, "ccomp", "xcomp")
    if inner is not None and inner > verb:
        return _cut(clause, tree.subtree(parse, inner))
    thing = tree.done_to(parse, verb)
    if thing is not None and parse.tokens[thing].pos != "PRON":
        return _cut(clause, with_limit(page, verb, tree.subtree(parse, thing)))
    return Stretch(verb, clause.stretch.end)


def _cut(clause: Clause, stretch: Stretch) -> Stretch:
    start = max(stretch.start, clause.stretch.start)
    end = min(stretch.end, clause.stretch.end)
    return Stretch(start, end) if end > start else clause.stretch
