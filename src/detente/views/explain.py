"""A reading with its reasons: why each claim is there, and why other words gave none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from detente.model.claims import FAMILIES, Quantity, Statement
from detente.model.explanations import Explanation, Passed, Reason, Rival, Silence, Why
from detente.model.sureness import is_sure_alone
from detente.model.vocabulary import STANCE_WORDS
from detente.views.escape import json_text, one_line
from detente.views.layout import shorten, wrap
from detente.views.marked import Reasons, marked_page
from detente.views.phrases import date_text, many, name_text, quote
from detente.views.readings import family_title, reading_json, span
from detente.views.words import say_claim

# So many reasons for and against a claim are shown as text; JSON holds all of them.
_MOST_FOR, _MOST_AGAINST = 5, 3
# What changes fewer claims in a hundred than this is not shown as text, nor is a fainter rival.
_SLIGHT = 5
_FAINT = 0.05
_SENTENCE = 200
_LABEL = 9


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return a reading in the codebook's form, with two keys more: `why` and `passed_over`."""
    return {
        **reading_json(explanation.reading),
        "why": [_why(why) for why in explanation.whys],
        "passed_over": [_silence(silence) for silence in explanation.silences],
    }


def explanation_text(explanation: Explanation) -> str:
    """Return a reading as a list with the reasons of each claim, then what was passed over."""
    reading = explanation.reading
    report = reading.report
    title = f"{report.title or report.key} · {report.source.name}, {date_text(report.published)}"
    lines = [*wrap(title), ""]
    for family in FAMILIES:
        whys = [why for why in explanation.whys if isinstance(why.claim, family)]
        if whys:
            lines.append(f"{family_title(family)} ({len(whys)})")
            lines += [line for why in whys for line in _why_lines(why)]
    lines += _silence_lines(explanation)
    lines.append(
        f"{many(len(explanation.whys), 'claim')} explained; read by {one_line(reading.reader)}."
    )
    return "\n".join(lines) + "\n"


def explanation_html(explanation: Explanation) -> str:
    """Return the marked page of a reading, with the reasons at each claim in the list."""
    reasons = Reasons(
        of={w.claim.id: [f"{name}: {text}" for name, text in _parts(w)] for w in explanation.whys},
        passed=[
            (shorten(s.evidence.text, _SENTENCE), [_passed_text(p) for p in s.passed])
            for s in explanation.silences
        ],
    )
    return marked_page(explanation.reading, reasons)


EXPLAINERS: dict[str, Callable[[Explanation], str]] = {
    "json": lambda explanation: json_text(explanation_json(explanation)),
    "text": explanation_text,
    "html": explanation_html,
}


def _why_lines(why: Why) -> Iterator[str]:
    said = say_claim(why.claim)
    yield from wrap(said, first="  ", rest="    ")
    words = one_line(quote(why.claim.main.text))
    if words[1:-1] not in one_line(said):
        yield from wrap(words, first="    | ", rest="    | ")
    for label, text in _parts(why):
        indent = " " * (4 + _LABEL)
        yield from wrap(text, first=f"    {label.ljust(_LABEL)}", rest=indent)


def _parts(why: Why) -> Iterator[tuple[str, str]]:
    """What is said of a claim, label by label."""
    example = f", as in: {why.example}" if why.example else ""
    yield "found by", f"{why.by}{example}"
    if why.words not in ((), (why.claim.main,)) and not isinstance(why.claim, Quantity):
        yield "words", ", ".join(quote(words.text) for words in why.words)
    if why.put:
        yield "put", "; ".join(why.put)
    yield "sure", _sure(why)
    for reason in _shown(why):
        yield ("for" if reason.weight > 0 else "against"), _reason_text(why, reason)
    for rival in why.rivals:
        if rival.share >= _FAINT:
            yield "instead", _rival_text(rival)


def _sure(why: Why) -> str:
    enough = is_sure_alone(why.claim.family, why.claim.confidence)
    shown = "shown as fact" if enough else "alone shown as possible only"
    held = f"{_hundredths(why.claim.confidence)} in 100 such claims hold"
    if why.start is None:
        return f"{held}; {shown}"
    # its parts can only make a statement less sure; how often such ones hold, also surer
    what = "with each step certain" if isinstance(why.claim, Statement) else "an ordinary one"
    return f"{held} ({what}: {_hundredths(why.start)}); {shown}"


def _shown(why: Why) -> list[Reason]:
    told = [reason for reason in why.reasons if abs(_points(why, reason)) >= _SLIGHT]
    for_it = [reason for reason in told if reason.weight > 0][:_MOST_FOR]
    return [*for_it, *[reason for reason in told if reason.weight < 0][:_MOST_AGAINST]]


def _points(why: Why, reason: Reason) -> float:
    """How many more in 100 such claims hold because of a reason, all else the same."""
    held = min(max(why.claim.confidence, 0.001), 0.999)
    without = math.log(held / (1 - held)) - reason.weight
    return 100 * (held - 1 / (1 + math.exp(-without)))


def _reason_text(why: Why, reason: Reason) -> str:
    ups = [clue.words for clue in reason.clues if clue.weight > 0]
    downs = [clue.words for clue in reason.clues if clue.weight < 0]
    text = f"{_points(why, reason):+.0f} {reason.words}"
    if ups:
        text += f"; for it: {', '.join(ups)}"
    if downs:
        text += f"; against it: {', '.join(downs)}"
    return text


def _rival_text(rival: Rival) -> str:
    name = STANCE_WORDS.get(rival.name, name_text(rival.name))
    behind = rival.chosen_share >= rival.share
    place = "behind" if behind else "which is ahead of"
    return (
        f"{rival.kind} “{name}”, {_hundredths(rival.share)} in 100, {place} "
        f"{_hundredths(rival.chosen_share)} for what is shown"
    )


def _hundredths(share: float) -> int:
    return round(100 * share)


def _silence_lines(explanation: Explanation) -> Iterator[str]:
    parts = (
        ("No claim", [s for s in explanation.silences if not s.claims and not s.furniture]),
        ("Passed over beside a claim", [s for s in explanation.silences if s.claims]),
    )
    for title, silences in parts:
        if silences:
            yield f"{title} ({many(len(silences), 'sentence')})"
        for silence in silences:
            words = shorten(silence.evidence.text, _SENTENCE)
            yield from wrap(quote(words), first="  ", rest="    ")
            for passed in silence.passed:
                yield from wrap(_passed_text(passed), first="    - ", rest="      ")
    furniture = [silence for silence in explanation.silences if silence.furniture]
    if furniture:
        yield f"Not read: headlines, captions, links, credits, notices ({len(furniture)})"
    for silence in furniture:
        yield from wrap(quote(shorten(silence.evidence.text, _SENTENCE)), first="  ", rest="    ")


def _passed_text(passed: Passed) -> str:
    return f"{passed.what}: {passed.why}" if passed.what else passed.why


def _why(why: Why) -> dict[str, Any]:
    return {
        "claim": why.claim.id,
        "family": why.claim.family,
        "found_by": why.by,
        "example": why.example,
        "source": why.source,
        "words": [span(words) for words in why.words],
        "put": list(why.put),
        "confidence": why.claim.confidence,
        "start": why.start,
        "reasons": [_reason(reason) for reason in why.reasons],
        "instead": [
            {"kind": r.kind, "name": r.name, "share": r.share, "chosen_share": r.chosen_share}
            for r in why.rivals
        ],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "words": reason.words,
        "weight": reason.weight,
        "clues": [_reason(clue) for clue in reason.clues],
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {
        "evidence": span(silence.evidence),
        "claims": silence.claims,
        "furniture": silence.furniture,
        "passed": [{"what": passed.what, "why": passed.why} for passed in silence.passed],
    }
