"""What a bid comes to now, and came to before: "raised its bid to 36 crowns from 33"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.figures import figures
from detente.readings import tree
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

_LOOSE = frozenset({"acl", "advcl", "appos", "relcl"})


@dataclass(frozen=True, slots=True)
class Price:
    """What is told of a bid that comes to something else now.

    before: What it came to; None if that is not told. told: All words that tell it.
    """

    before: Stretch | None
    told: Stretch


def prices(page: Page) -> dict[int, Price]:
    """Return what became of the price of each bid, by its noun; what only may become is left out.

    A figure is told of what it comes to, or came to before.
    """
    return dict(_told(page))


def _told(page: Page) -> Iterator[tuple[int, Price]]:
    bids = shipped_lists("proposals")["classes"]["bid"]
    for verb in (hit.start for hit in page.hits("proposals") if hit.reads == "repriced"):
        bid, put = tree.done_to(page.parse, verb), mood(page.parse, verb)
        asserted = put.footing == "asserted" and page.parse.tokens[verb].tag != "VB"
        if bid is None or put.negated or put.modal or not asserted:
            continue  # "asked Vell to raise its bid", "denied that it raised it"
        if page.parse.tokens[bid].lemma.lower() in bids:
            now = _figure(page, [verb, bid], "to")
            above = [verb, bid, *([now, *_turn(page, now)] if now is not None else [])]
            before = _figure(page, above, "from")
            heads = [head for head in (now, before) if head is not None]
            if heads:
                first = min(verb, tree.subtree(page.parse, bid).start)
                last = max(tree.subtree(page.parse, h, _loose(page, h)).end for h in (bid, *heads))
                was = None if before is None else _amount(page, before)
                yield bid, Price(was, Stretch(first, last))


def _turn(page: Page, amount: int) -> list[int]:
    """The word right behind an amount of "up from" and "down from"; what is valued is no bid."""
    tokens = page.parse.tokens
    end = tree.subtree(page.parse, amount, _loose(page, amount)).end
    near = [t for t in tokens[end : end + 2] if t.text != ","]
    return [t.i for t in near[:1] if t.lower in ("up", "down")]


def _figure(page: Page, above: list[int], preposition: str) -> int | None:
    """The first noun behind a preposition of these words that tells a figure."""
    found = (o for i in above for o in tree.prep_objects(page.parse, i, preposition))
    return next((o for o in found if figures(page.text(_amount(page, o)))), None)


def _amount(page: Page, head: int) -> Stretch:
    """A noun with what counts it, without "to" and all behind: "33" of "from 33 to 36 crowns"."""
    tokens = page.parse.tokens
    phrase = tree.subtree(page.parse, head, _loose(page, head))
    start = phrase.start + (tokens[phrase.start].lower == "the")
    end = next((i for i in range(start + 1, phrase.end) if tokens[i].lower == "to"), phrase.end)
    return Stretch(start, end)


def _loose(page: Page, head: int) -> list[int]:
    """What hangs on a noun without counting it."""
    below = (page.parse.tokens[c] for c in page.parse.children[head] if c > head)
    return [t.i for t in below if t.dep in _LOOSE or t.pos == "PUNCT"]
