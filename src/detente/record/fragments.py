"""Words that are no thing on which a party can take a stance, whatever they name. Pure.

Read wordings, most of all doubtful ones, may be pieces of a sentence. They stay in the record, but
begin no issue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

PREDICATE = "says something of a thing that it does not name"
TURN = "is said to whoever asks, and of no thing"
EVENT = "tells what happened"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A predicate without what it is said of: "is unlikely", "be possible only if".
_FINITE = frozenset({"is", "are", "was", "were", "has", "had", "isn't", "aren't", "wasn't"})
_JUDGED = frozenset(
    {"difficult", "easy", "enough", "fine", "good", "great", "hard", "impossible", "likely"}
    | {"necessary", "nice", "possible", "tough", "unlikely", "useful", "useless", "wonderful"}
)
# An imperative by which somebody answers a question: "ask me on Wednesday", "wait and see".
_TURN = re.compile(
    r"(?:(?:ask|tell|believe|trust|excuse|forgive) (?:me|us|them|him|her|yourself)"
    r"|let (?:me|us (?:be|see|hope|look|say|wait))"
    r"|wait and see|(?:look|listen)(?:$| (?:at|to) (?:me|this|that|what)))\b",
    re.IGNORECASE,
)
# A clause that tells what happened: its subject, then one of these with a participle.
_HELPING = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_PRESENT = frozenset({"is", "are"})  # "are lifted" is a wish as well
_PRONOUNS = frozenset({"i", "he", "she", "it", "we", "they", "you", "there", "this", "these"})
# Behind these a verb is no more that of the whole wording; a modal makes it a wish.
_LEAVES = frozenset(
    {"that", "which", "who", "whom", "whose", "what", "whatever", "where", "when", "why", "how"}
    | {"if", "unless", "until", "once", "as", "than", "whether", "because", "before", "after"}
    | {"while", "to", "not", "no", "any"}
    | {"must", "should", "shall", "will", "would", "can", "could", "may", "might", "cannot"}
)
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "our", "his", "her"})
# Behind these a determiner goes on with the same words: "the end of the war was declared".
_LINKS = frozenset(
    {
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "over",
        "under",
        "into",
        "near",
        "between",
    }
    | {"across", "along", "around", "against", "about", "off", "and", "or", "but", "all", "both"}
)
_READY = frozenset({"willing", "going", "pending", "outstanding", "binding"})
_MOST_SUBJECT = 8  # words ahead of the verb; behind more of them it is mostly another's
_SOON = 3  # adverbs and a "not" between: "are now again being led"


def why_fragment(text: str) -> str | None:
    """Return why no party can take a stance on words, None where it can.

    >>> why_fragment("is unlikely.”"), why_fragment("Ask me on Wednesday") is TURN
    ('says something of a thing that it does not name', True)
    >>> why_fragment("our pilots are being held in a shed"), why_fragment("free the pilots")
    ('tells what happened', None)
    """
    words = _WORD.findall(text)
    low = [word.casefold() for word in words]
    if not low:
        return None
    if low[0] in _FINITE or (low[0] == "be" and not _JUDGED.isdisjoint(low[1:3])):
        return PREDICATE
    if _TURN.match(" ".join(words)):
        return TURN
    return EVENT if _tells(words, low) else None


def _tells(words: Sequence[str], low: Sequence[str]) -> bool:
    """Whether words are a subject with a verb of what went on or is going on."""
    at = next((i for i, word in enumerate(low) if word in _HELPING), 0)
    ahead = low[:at]
    if not 0 < at <= _MOST_SUBJECT or not _LEAVES.isdisjoint(ahead):
        return False
    if ahead[-1] in _PRONOUNS and at > 1:
        return False  # "the dam they are building"
    if words[at - 1][0].isupper() and not all(word[0].isupper() for word in words[:at]):
        return False  # "the dam Norland is building"
    if ahead[0] in _DETERMINERS and any(
        word in _DETERMINERS and before not in _LINKS for before, word in pairwise(ahead)
    ):
        return False  # "the dam the neighbours are building"
    near = list(takewhile(lambda word: word != "to", low[at + 1 : at + 1 + _SOON]))
    if low[at] not in _PRESENT and any(_is_participle(word) for word in near):
        return True
    going = any(word.endswith("ing") and word not in _READY for word in near[:2])
    return going and low[at] not in ("has", "have", "had")


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "wn", "ung", "old", "eft", "ost")) or word in (
        *("met", "cut", "made", "put", "set", "said", "sent", "paid", "built", "lost", "led"),
        *("won", "gone", "done", "sold", "told", "shot", "hit", "hurt", "left", "kept", "fought"),
    )
