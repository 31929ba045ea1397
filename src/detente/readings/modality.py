"""What surrounds a verb: negation, hedge, condition, modality. Read before any stance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists
from detente.readings.tree import ancestors, child, subtree


@dataclass(frozen=True, slots=True)
class Mood:
    """How a clause is put.

    negated: An odd number of negations bears on the verb.
    hedged: Words such as "reportedly" or "apparently" bear on it.
    modal: "would", "could", "must", "will"… or None.
    future: Said of what is to come.
    condition: The words of an if-, unless- or until-clause, or None.
    question: The clause asks.
    """

    negated: bool
    hedged: bool
    modal: str | None
    future: bool
    condition: Stretch | None
    question: bool


def mood(parse: Parse, verb: int) -> Mood:
    """Return how the clause of a verb is put."""
    words = shipped_lists("modality")
    near = parse.children[verb]
    modal = next(
        (parse.tokens[c].lower for c in near if parse.tokens[c].tag == "MD"), None
    ) or _modal_above(parse, verb)
    negations = sum(_negates(parse, c) for c in near) + _negated_above(parse, verb)
    hedges = set(words["hedges"])
    hedged = any(parse.tokens[c].lower in hedges for c in near) or modal in words["weak_modals"]
    return Mood(
        negated=negations % 2 == 1,
        hedged=hedged,
        modal=modal,
        future=_is_future(parse, verb, modal),
        condition=condition(parse, verb),
        question=_asks(parse, verb),
    )


def condition(parse: Parse, verb: int) -> Stretch | None:
    """Return the words of a condition that bears on a verb, or None.

    "if", "unless", "until", "provided that", "on condition that", "without", "only after",
    "as long as", "in exchange for", "in return for".
    """
    own = {verb, *ancestors(parse, verb)}
    for holder in (verb, *_above(parse, verb)):
        for c in _reach(parse, holder):
            if c in own:
                continue
            if _opens_condition(parse, c):
                return subtree(parse, c)
    return None


def _reach(parse: Parse, verb: int) -> list[int]:
    """What may bring a verb's condition: its branches, and those of its infinitive and object."""
    found, stack = [], [verb]
    while stack:
        i = stack.pop()
        for c in parse.children[i]:
            found.append(c)
            if parse.tokens[c].dep in ("xcomp", "ccomp", "dobj", "pobj", "prep"):
                stack.append(c)
    return sorted(found)


def _opens_condition(parse: Parse, i: int) -> bool:
    if parse.tokens[i].dep == "advcl":
        mark = child(parse, i, "mark", "advmod")
        marks = shipped_lists("modality")["condition_marks"]
        if mark is not None and parse.tokens[mark].lower in marks:
            return True
    span = subtree(parse, i)
    phrases = _condition_phrases().get(parse.tokens[span.start].lower)
    if phrases is None:
        return False
    start = [t.lower for t in parse.tokens[span.start : span.start + 4]]
    return any(start[: len(p)] == p and span.end - span.start > len(p) for p in phrases)


@cache
def _condition_phrases() -> dict[str, list[list[str]]]:
    """Phrases that open a condition, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in shipped_lists("modality")["condition_phrases"]:
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


def _above(parse: Parse, verb: int) -> list[int]:
    """Verbs whose condition also binds this one: "would withdraw if…" over "agree to withdraw"."""
    found = []
    token = parse.tokens[verb]
    while token.dep in ("xcomp", "conj") and token.head != token.i:
        found.append(token.head)
        token = parse.tokens[token.head]
    return found


def _negates(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    if token.dep == "neg" or token.lower in ("never", "neither", "nor", "hardly"):
        return True
    if token.lower == "longer":  # "no longer"
        return any(parse.tokens[c].lower in ("no", "not", "any") for c in parse.children[i])
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
        det = child(parse, i, "det", "neg")
        return token.lower in ("nobody", "nothing", "none") or (
            det is not None and parse.tokens[det].lower in ("no", "neither")
        )
    return False


def _negated_above(parse: Parse, verb: int) -> int:
    """Count negations on verbs such as "refused to", "failed to", "declined to" above this one."""
    refusing = set(shipped_lists("modality")["refusing"])
    count = 0
    token = parse.tokens[verb]
    while token.dep in ("xcomp", "pcomp", "prep") and token.head != token.i:
        token = parse.tokens[token.head]
        if token.lemma in refusing:
            count += 1
        count += sum(_negates(parse, c) for c in parse.children[token.i])
    return count


def _modal_above(parse: Parse, verb: int) -> str | None:
    token = parse.tokens[verb]
    while token.dep == "xcomp" and token.head != token.i:
        token = parse.tokens[token.head]
        for c in parse.children[token.i]:
            if parse.tokens[c].tag == "MD":
                return parse.tokens[c].lower
    return None


def _is_future(parse: Parse, verb: int, modal: str | None) -> bool:
    if modal in ("will", "shall", "'ll", "’ll"):
        return True
    token = parse.tokens[verb]
    if token.dep == "xcomp":
        above = parse.tokens[token.head]
        return above.lemma in ("go", "plan", "expect", "schedule", "set", "due", "intend", "aim")
    return False


def _asks(parse: Parse, verb: int) -> bool:
    sentence = parse.sentences[parse.tokens[verb].sentence]
    return parse.tokens[sentence.end - 1].text == "?"
