"""Which paragraphs are no running text: headline, captions, link headlines, credits."""

from __future__ import annotations

from detente.model.text import Report
from detente.readings.nlp import Parse


def find_furniture(report: Report, parse: Parse) -> frozenset[int]:
    """Return the indices of paragraphs that are not running text."""
    found = set()
    for number, stretch in enumerate(parse.paragraphs):
        tokens = parse.tokens[stretch.start : stretch.end]
        text = report.text[tokens[0].start : tokens[-1].end]
        letters = [c for c in text if c.isalpha()]
        ends = text.rstrip("”\"')")[-1:] in (".", "!", "?", ":", ",", "…")
        headline = number == 0 and report.title is not None and text == report.title
        if headline or (letters and not ends and sum(c.isupper() for c in letters) > 0.7 * len(letters)):
            found.add(number)
    return frozenset(found)
