"""Two judged the same claim: what each of them says, side by side, nothing overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.web.asked import Asked
from detente.web.claims import ClaimCard, claim_card
from detente.web.forms import NOW, WAS, WORDS, given, words_at
from detente.web.workbench import Workbench

# Of a form, what is sent again as it was.
_AGAIN = ("id", "claim", "report", "only", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A field: as the form was made, as it stands now, as the form sent it."""

    name: str
    was: str
    now: str
    yours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What stands now, and what was sent. told: What happened meanwhile.

    review: The desk's verdict that stands, or "machine". rows: Fields in which any two differ.
    sent: What to send again to write over what stands, by name.
    """

    told: str
    card: ClaimCard
    review: str
    verdict: str
    rows: tuple[Differing, ...]
    sent: Mapping[str, str]
    to: str


def conflict_of(
    shared: Workbench, asked: Asked, sent: Mapping[str, str], *, told: str
) -> Conflict:
    """Return what a page shows of a conflict. Errors: NoSuchEntry."""
    card = claim_card(shared, asked, sent.get("claim") or sent.get("id", ""))
    now = {field.name: field.value for field in card.fields} | {WORDS: card.words}
    rows = []
    for name, yours in given(sent):
        was = sent.get(WAS + name, "")
        if not was == yours == now.get(name, ""):
            three = (was, now.get(name, ""), yours)
            shown = three if name != WORDS else tuple(words_at(shared, t) for t in three)
            rows.append(Differing(name=name, was=shown[0], now=shown[1], yours=shown[2]))
    return Conflict(
        told=told,
        card=card,
        review=shared.record.entry(card.line.id, up_to=asked.up_to).review,
        verdict=sent.get("verdict", ""),
        rows=tuple(rows),
        sent={
            **{k: v for k, v in sent.items() if k.startswith(NOW) or k in _AGAIN},
            **{WAS + name: value for name, value in now.items()},
            "verdict": sent.get("verdict", ""),
            "seen": card.seen,
        },
        to=sent.get("next") or sent.get("back") or "/review",
    )
