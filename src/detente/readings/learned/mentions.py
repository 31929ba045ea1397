"""Mentions of plans: nouns that may name one, and which of them may name the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from detente.readings import tree
from detente.readings.apart import Apart, apart_of
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.points import points_at
from detente.readings.proposals import is_counter, proponent_of
from detente.readings.rules import shipped_lists

# What stands behind a noun and tells its plan from others: "a deal with Norland to share fish".
_TELLING = ("of", "for", "on", "with", "to", "between", "over", "in")
_LOOSE = frozenset({"relcl", "appos", "conj", "cc", "advcl", "parataxis"})
_SMALL = frozenset({"DET", "PUNCT", "ADP", "PART", "AUX", "PRON", "CCONJ", "SCONJ"})
# Two mentions whose shorter description shares this much with the other name one plan.
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun that may name a plan.

    kind: The class of nouns that may stand for one another. stretch: With all that describes
    it. content: The words that tell it from other plans of its kind, as lemmas. apart: "first",
    "new" and the like among them. points, owner: As proposals have them.
    """

    head: int
    kind: str
    stretch: Stretch
    content: frozenset[str]
    points: int | None
    owner: str | None
    apart: Apart


@cache
def kinds() -> dict[str, str]:
    """Return the class of each noun that may name a plan."""
    lists = shipped_lists("proposals")
    return {
        noun: kind
        for part in ("classes", "also")
        for kind in lists[part]
        for noun in lists[part][kind]
    }


def mentions(page: Page) -> list[Mention]:
    """Return the nouns of running text that may name a plan, in order."""
    known, tokens = kinds(), page.parse.tokens
    found = []
    for token in tokens:
        if token.pos not in ("NOUN", "PROPN"):
            continue
        kind = known.get(token.lemma.lower()) or _version(page, token.i)
        if kind is None:
            continue
        inner = token.dep in ("compound", "nmod", "poss", "amod")
        if token.paragraph in page.furniture or (inner and _noun(page, token.head) in known):
            continue  # "ceasefire agreement" is one mention, of an agreement
        found.append(_mention(page, token.i, kind))
    return found


def _version(page: Page, i: int) -> str | None:
    """The class of "a 9-point version", which is a plan's; None for other words."""
    version = page.parse.tokens[i].lemma == "version"
    return "plan" if version and points_at(page, i) is not None else None


def may_be_one(one: Mention, other: Mention) -> bool:
    """Whether two mentions may name the same plan: nothing that they tell differs."""
    if one.kind != other.kind or one.apart.differs(other.apart):
        return False
    if None not in (one.points, other.points) and one.points != other.points:
        return False
    if None not in (one.owner, other.owner) and one.owner != other.owner:
        return False
    least = min(len(one.content), len(other.content))
    return len(one.content & other.content) >= _SHARED * least


def within(one: Mention, other: Mention) -> bool:
    """Whether two mentions share words."""
    return one.stretch.start < other.stretch.end and other.stretch.start < one.stretch.end


def novel(mention: Mention, before: Sequence[Mention]) -> bool:
    """Whether no mention before it says all that it says, and more."""
    told = [m for m in before if m.kind == mention.kind and m.content]
    return not any(mention.content <= m.content for m in told if mention.content)


def _noun(page: Page, i: int) -> str:
    return page.parse.tokens[i].lemma.lower()


def _mention(page: Page, head: int, kind: str) -> Mention:
    stretch = _whole(page, head)
    return Mention(
        head=head,
        kind=kind,
        stretch=stretch,
        content=frozenset(_content(page, head, stretch)),
        points=points_at(page, head),
        owner=proponent_of(page, head),
        apart=apart_of(page, head),
    )


def _whole(page: Page, head: int) -> Stretch:
    """The noun with what describes it, within its sentence."""
    parse = page.parse
    sentence = parse.sentences[parse.tokens[head].sentence]
    behind = [c for c in parse.children[head] if c > head]
    cut = [c for c in behind if not _describes(page, c)]
    if is_counter(page, head):  # "to the plan of Sudmark" tells of another
        cut += [c for c in behind if parse.tokens[c].lower == "to"]
    whole = tree.subtree(parse, head, cut)
    return Stretch(max(whole.start, sentence.start), min(whole.end, sentence.end))


def _describes(page: Page, i: int) -> bool:
    token = page.parse.tokens[i]
    if token.dep == "prep":
        return token.lower in _TELLING
    if token.dep == "acl":
        return any(page.parse.tokens[c].lower == "to" for c in page.parse.children[i])
    return token.dep not in _LOOSE and token.pos != "PUNCT"


def _content(page: Page, head: int, stretch: Stretch) -> list[str]:
    lists = shipped_lists("proposals")
    empty = {*lists["empty"], *lists["faring"]}
    tokens = page.parse.tokens[stretch.start : stretch.end]
    return [
        t.lemma.lower()
        for t in tokens
        if t.i != head and t.pos not in _SMALL and t.lower not in empty
    ]
