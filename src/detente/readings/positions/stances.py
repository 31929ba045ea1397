"""The stance of a wording, given how its clause is put. In doubt `reserves` or nothing."""

from __future__ import annotations

from detente.model.vocabulary import Level, Stance
from detente.readings.modality import Mood
from detente.readings.rules import shipped_lists

# A stance under an odd number of negations; None where the text then says nothing of it.
NEGATED: dict[str, Stance | None] = {
    "demands": None,  # "did not demand": nothing is known
    "proposes": None,
    "offers": None,  # "has not offered": nothing is known
    "accepts": "rejects",
    "rejects": "reserves",  # "did not reject", "refused to rule out": never an acceptance
    "reserves": None,
}
# Modals under which nothing is settled yet.
OPEN = frozenset({"may", "might", "could", "can"})
# Not doing it later either is a no.
WILLING = frozenset({"will", "would", "wo", "'ll", "’ll"})


def stance_of(
    reads: str, put: Mood, condition: str | None, *, denied: Stance | None = None
) -> Stance | None:
    """Return the stance that a wording has in its clause, or None if it shows none.

    reads: The stance of the plain positive wording.
    condition: The words of the condition that bears on it, or None.
    denied: The stance of the wording negated, where it has one of its own ("do not want").
    """
    stance: Stance | None = reads  # type: ignore[assignment]
    if put.negated:
        stance = denied or NEGATED[reads]
        if reads == "offers" and (put.future or put.modal in WILLING):
            stance = "rejects"  # "is not going to lift the levy"; "has not" says nothing
    if stance is None:
        return None
    if put.modal in OPEN and stance in ("accepts", "offers", "rejects") and not put.negated:
        return "conditionally_accepts" if condition and stance == "accepts" else "reserves"
    if not condition:
        return stance
    ahead = put.future or put.modal in WILLING
    if stance == "accepts" or (stance == "reserves" and ahead and _is_only(condition)):
        return "conditionally_accepts"  # "will consider it only once the guards leave"
    if stance == "rejects" and opens(condition):
        return "conditionally_accepts"
    return stance


def level_of(sentence: str) -> Level | None:
    """Return how binding a sentence says that the position is, or None if it does not say."""
    words = shipped_lists("positions")
    text = sentence.casefold()
    levels: tuple[tuple[Level, str], ...] = (
        ("stated_red_line", "red_lines"),
        ("precondition", "preconditions"),
        ("preference", "preferences"),
        ("flexible", "flexible"),
        ("exploratory", "exploratory"),
    )
    for level, name in levels:
        if any(word in text for word in words[name]):
            return level
    return None


def _is_only(condition: str) -> bool:
    return condition.casefold().removeprefix("but ").startswith("only ")


def opens(condition: str) -> bool:
    """Return whether a condition leaves a way to yes: "won't unless X", "not until X"."""
    text = condition.casefold().removeprefix("not ")
    return text.startswith(tuple(shipped_lists("positions")["openings"]))
