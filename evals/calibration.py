"""Whether confidence means what it says: of claims at 0.8, four in five should hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

# Confidences are compared with what held in this many equal steps from 0 to 1.
STEPS = 10

Outcomes = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Step:
    """The claims of one step: how many, their mean confidence, the share that held."""

    claims: int
    confidence: float
    held: float


def steps(outcomes: Outcomes) -> tuple[Step, ...]:
    """Return what held in each step that has claims, in order.

    >>> steps([(0.8, True), (0.8, False)])
    (Step(claims=2, confidence=0.8, held=0.5),)
    """
    filled: dict[int, list[tuple[float, bool]]] = {}
    for confidence, held in outcomes:
        filled.setdefault(min(int(confidence * STEPS), STEPS - 1), []).append((confidence, held))
    return tuple(
        Step(len(rows), sum(c for c, _ in rows) / len(rows), sum(h for _, h in rows) / len(rows))
        for _, rows in sorted(filled.items())
    )


def error(outcomes: Outcomes) -> float | None:
    """Return the expected calibration error; None if there are no claims.

    Source: Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities" (2015).

    >>> round(error([(0.8, True), (0.8, False)]), 2)
    0.3
    """
    if not outcomes:
        return None
    gaps = (s.claims * abs(s.confidence - s.held) for s in steps(outcomes))
    return sum(gaps) / len(outcomes)


def at_least(outcomes: Outcomes, confidence: float) -> tuple[int, int]:
    """Return how many of the claims of at least a confidence hold, and how many there are."""
    sure = [held for given, held in outcomes if given >= confidence]
    return sum(sure), len(sure)


# The drawing, in its own units: a panel, its margins, and panels a row.
_SIDE, _LEFT, _TOP, _ROOM, _ACROSS = 150, 46, 34, 62, 4
_BIGGEST, _SMALLEST = 9.0, 2.0
# Steps of fewer claims are not drawn: they say nothing.
_FEWEST = 5

_STYLE = """
.rel { --ink: var(--color-foreground-primary, #1f2430);
  --line: var(--color-foreground-muted, #646b76);
  --box: var(--color-background-secondary, #f3f5f8); --one: var(--color-brand-content, #0a4fb4);
  --two: #b45309; width: 100%; height: auto; font-family: system-ui, sans-serif; }
.rel text { fill: var(--ink); font-size: 12px; }
.rel .title { font-weight: 600; }
.rel .box { fill: var(--box); stroke: var(--line); }
.rel .even { stroke: var(--line); stroke-dasharray: 4 4; }
.rel .one { fill: var(--one); stroke: var(--one); }
.rel .two { fill: var(--two); stroke: var(--two); }
.rel .dot { fill-opacity: .75; stroke: none; }
.rel .path { fill: none; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) { svg.rel:root { --ink: #e7e9ee; --box: #23272f;
  --line: #9aa3b0; --one: #8ab8ff; --two: #f0a860; background: #14171c; } }
"""


def diagram(panels: Mapping[str, Mapping[str, Outcomes]]) -> str:
    """Return the reliability diagram as SVG: a panel a kind of claim, a line a reader (two)."""
    rows = -(-len(panels) // _ACROSS)
    width = _LEFT + _ACROSS * (_SIDE + _LEFT)
    height = rows * (_SIDE + _ROOM) + 40
    drawn = [
        f'<svg class="rel" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="rel-title rel-desc">',
        '<title id="rel-title">Confidence and what held</title>',
        f'<desc id="rel-desc">{escape(_described(panels))}</desc>',
        f"<style>{_STYLE}</style>",
    ]
    for n, (title, lines) in enumerate(panels.items()):
        x = _LEFT + n % _ACROSS * (_SIDE + _LEFT)
        y = _TOP + n // _ACROSS * (_SIDE + _ROOM)
        drawn += _panel(x, y, title=title, lines=lines)
    drawn += _legend(next(iter(panels.values()), {}), height - 16)
    return "\n".join([*drawn, "</svg>", ""])


def _panel(x: int, y: int, *, title: str, lines: Mapping[str, Outcomes]) -> list[str]:
    below = y + _SIDE
    drawn = [
        f'<text class="title" x="{x}" y="{y - 8}">{escape(title)}</text>',
        f'<rect class="box" x="{x}" y="{y}" width="{_SIDE}" height="{_SIDE}"/>',
        f'<line class="even" x1="{x}" y1="{below}" x2="{x + _SIDE}" y2="{y}"/>',
        f'<text x="{x - 6}" y="{y + 10}" text-anchor="end">1</text>',
        f'<text x="{x - 6}" y="{below}" text-anchor="end">0</text>',
        f'<text x="{x + _SIDE}" y="{below + 15}" text-anchor="end">1</text>',
    ]
    for style, outcomes in zip(("one", "two"), lines.values(), strict=False):
        drawn += _line(x, below, style=style, found=steps(outcomes))
    return drawn


def _line(x: int, below: int, *, style: str, found: Sequence[Step]) -> list[str]:
    found = [step for step in found if step.claims >= _FEWEST]
    if not found:
        return []
    most = max(s.claims for s in found)
    places = [(x + s.confidence * _SIDE, below - s.held * _SIDE, s) for s in found]
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b, _ in places)
    drawn = [f'<polyline class="path {style}" style="fill: none" points="{path}"/>']
    for a, b, step in places:
        size = max(_SMALLEST, _BIGGEST * (step.claims / most) ** 0.5)
        drawn.append(
            f'<circle class="dot {style}" cx="{a:.1f}" cy="{b:.1f}" r="{size:.1f}">'
            f"<title>{step.claims} claims at {step.confidence:.2f}: {step.held:.2f} hold</title>"
            "</circle>"
        )
    return drawn


def _legend(lines: Mapping[str, Outcomes], y: int) -> list[str]:
    drawn, x = [], _LEFT
    for style, name in zip(("one", "two"), lines, strict=False):
        drawn.append(f'<circle class="dot {style}" cx="{x + 5}" cy="{y - 4}" r="5"/>')
        drawn.append(f'<text x="{x + 16}" y="{y}">{escape(name)}</text>')
        x += 120
    says = f"across: confidence; up: share that holds; steps of {_FEWEST} claims and more"
    return [*drawn, f'<text x="{x}" y="{y}">{says}</text>']


def _described(panels: Mapping[str, Mapping[str, Outcomes]]) -> str:
    told = []
    for title, lines in panels.items():
        for name, outcomes in lines.items():
            gap = error(outcomes)
            if gap is not None:
                told.append(f"{title}, {name}: error {gap:.2f} over {len(outcomes)} claims")
    return "; ".join(told) + "."
