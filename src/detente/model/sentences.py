"""sentences(): a text cut into its sentences without a parse, for what looks at many texts."""

from __future__ import annotations

import re

from detente.model.text import Evidence, Report, cite

# A sentence ends at a mark of its end (with what closes it) before a blank, or at the line's end.
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][”’\"')\]]*(?=\s)|(?=\n)|$)", re.DOTALL)


def sentences(report: Report) -> tuple[Evidence, ...]:
    """Return the sentences of a text, roughly: abbreviations may cut one in two."""
    return tuple(cite(report, m.start(), m.end()) for m in _SENTENCE.finditer(report.text))
