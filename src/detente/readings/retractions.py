"""Reports that are taken back: "reported wrongly", "retracts its claim", "That was not so"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.readings.negation import is_negated, word_set
from detente.readings.nlp import Parse, Token
from detente.readings.tree import child, governing_verb

# A clause stands under no more words than this.
_STEPS_UP = 12
# From the first word of a correction up to its "not", or to the word that calls it false.
_NEAR = 7
_BEING = frozenset({"is", "was", "are", "were", "'s", "’s"})
_HELPING = frozenset({"did", "had", "has", "have", "was", "were", "does", "do"})
_OPENERS = frozenset({"actually", "and", "but", "fact", "however", "in", "truth", "yet"})
_POINTING = frozenset({"both", "it", "that", "these", "this"})
_TRUE = frozenset({"accurate", "case", "correct", "right", "so", "true"})
# Who says these may mean that it should not have been: only the report itself corrects by them.
_JUDGING = frozenset({"error", "mistake", "right", "wrong"})
_TAKING_PLACE = frozenset({"be", "exist", "happen", "hold", "make", "occur", "take"})
# "They did not meet at all", but not "did not meet again".
_TAILS = frozenset({"all", "at", "each", "ever", "fact", "in", "other", "another", "one", "then"})
_ENDS = frozenset({".", ",", ";", "–", "—", "--", "!", "”", '"'})
_PARTS = frozenset({"but", ";", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class Retraction:
    """Words that take back what is told in a clause.

    at: A token of them, by which to find who takes it back.
    stands: How far the text still stands behind the clause: not at all ("denied"), not known what
    of it holds ("supposed"), or that one says so and another does not ("hedged").
    """

    at: int
    stands: Literal["denied", "supposed", "hedged"]


def retraction(parse: Parse, i: int) -> Retraction | None:
    """Return what takes back the report that a verb or noun is told in; None if nothing does.

    What is told not to be so is not denied by being taken back: that is left open.
    """
    for report in _reports_above(parse, i):
        found = _by_itself(parse, report) or _by_what_follows(parse, i, report)
        if found is not None:
            verb = i if parse.tokens[i].pos in ("VERB", "AUX") else governing_verb(parse, i)
            turned = verb is not None and verb != report and is_negated(parse, verb)
            return Retraction(found.at, "supposed") if turned else found
    return None


def taken_back(parse: Parse, i: int) -> Retraction | None:
    """Return what says that it was not so, if a report is taken back and that is not left open."""
    back = retraction(parse, i)
    return back if back is not None and back.stands != "supposed" else None


def _reports_above(parse: Parse, i: int) -> Iterator[int]:
    """Yield the verbs of telling, and nouns for what is told, that a clause is the content of."""
    for _ in range(_STEPS_UP):
        token = parse.tokens[i]
        above = parse.tokens[token.head]
        if above.i == i:
            return
        if above.pos == "NOUN" and token.dep in ("acl", "ccomp", "prep", "relcl"):
            if _is_report(above):
                yield above.i
        elif token.dep in ("ccomp", "xcomp") and _is_telling(above):
            yield above.i
        i = above.i


def _is_telling(token: Token) -> bool:
    return token.lemma in word_set("reporting") or token.lemma in word_set("believing")


def _is_report(token: Token) -> bool:
    return token.lemma in word_set("hearsay") or token.lemma in word_set("writings")


def _by_itself(parse: Parse, report: int) -> Retraction | None:
    """By the words around the report: "said wrongly", "a false report", "retracts its claim"."""
    token = parse.tokens[report]
    near = [parse.tokens[c] for c in parse.children[report]]
    if token.pos == "NOUN":
        said = {t.lower for t in near if t.dep == "amod"}
        if said & (word_set("false") | word_set("taken_back")):
            return Retraction(report, "denied")
        verb = parse.tokens[token.head]
        done = token.dep in ("dobj", "nsubjpass") and verb.lemma in word_set("retracting")
        plain = done and not is_negated(parse, verb.i) and not _is_ahead(parse, verb.i)
        return Retraction(verb.i, "denied") if plain else None
    if is_negated(parse, report):
        return None
    if any(t.lower in word_set("wrongly") for t in near) or _is_in_error(parse, near):
        return Retraction(report, "denied")
    corrects = parse.tokens[parse.sentences[token.sentence].start].lower
    return Retraction(report, "supposed") if corrects in ("correction", "clarification") else None


def _is_ahead(parse: Parse, verb: int) -> bool:
    """Whether it is asked for or may come, and is not done: "was urged to retract", "will"."""
    helpers = [parse.tokens[c] for c in parse.children[verb] if c < verb]
    return any(t.tag in ("MD", "TO") for t in helpers)


def _is_in_error(parse: Parse, near: list[Token]) -> bool:
    ways = [(t.lower, child(parse, t.i, "pobj")) for t in near if t.lower in ("in", "by")]
    return any(o is not None and parse.tokens[o].lower in ("error", "mistake") for _, o in ways)


def _by_what_follows(parse: Parse, i: int, report: int) -> Retraction | None:
    """By a correction behind: "This was wrong", "No such meeting took place", "She did not"."""
    for start, end in _behind(parse, report):
        words = parse.tokens[_opened(parse, start, end) : end]
        if not words or words[-1].text == "?":
            continue
        false = _called(words)
        if false is None and not _is_none_such(words) and not _is_not_so(parse, words, i):
            continue
        if not any(map(_is_telling, words)) and "according" not in {t.lower for t in words}:
            return Retraction(words[0].i, "denied")
        return Retraction(words[0].i, "supposed" if false in _JUDGING else "hedged")
    return None


def _behind(parse: Parse, report: int) -> Iterator[tuple[int, int]]:
    """Yield where a correction of a report may stand: behind "but" or ";", or as a sentence."""
    number = parse.tokens[report].sentence
    here = parse.sentences[number]
    for i in range(report + 1, here.end - 1):
        if parse.tokens[i].lower in _PARTS:
            yield i + 1, here.end
    if number + 1 < len(parse.sentences):
        after = parse.sentences[number + 1]
        if parse.tokens[after.start].paragraph == parse.tokens[report].paragraph:
            yield after.start, after.end


def _opened(parse: Parse, start: int, end: int) -> int:
    """Where a sentence begins behind "But", "In fact,"."""
    while start < end - 1 and (
        parse.tokens[start].lower in _OPENERS or parse.tokens[start].text == ","
    ):
        start += 1
    return start


def _called(words: tuple[Token, ...]) -> str | None:
    """The word by which it is called false: "This was wrong", "The report is not true"."""
    pointing = words[0].lower in _POINTING or words[0].lower in ("the", "our", "its")
    if not pointing or (words[0].lower not in _POINTING and not any(map(_is_report, words[1:3]))):
        return None
    being = next((n for n, t in enumerate(words[:4]) if n and t.lower in _BEING), None)
    if being is None:
        return None
    turned = False
    for n in range(being + 1, min(being + _NEAR, len(words))):
        token = words[n]
        turned = turned or token.dep == "neg" or token.lower == "never"
        if token.text in _ENDS:
            return None
        wrong = not turned and token.lower in word_set("false") | {"error", "mistake", "mistaken"}
        if wrong or (turned and token.lower in _TRUE):
            closed = n + 1 == len(words) or words[n + 1].text in _ENDS
            return token.lower if closed or words[n + 1].lower in ("and", "because") else None
    return None


def _is_none_such(words: tuple[Token, ...]) -> bool:
    """Whether it is "No such meeting took place", "There were no such talks"."""
    lower = [t.lower for t in words[:_NEAR]]
    such = next((n for n in range(len(lower) - 1) if lower[n : n + 2] == ["no", "such"]), None)
    if such is None or any(t.tag == "MD" for t in words[:_NEAR]):
        return False
    verbs = [t for t in words[: _NEAR + such] if t.pos in ("VERB", "AUX")]
    return bool(verbs) and all(t.lemma in _TAKING_PLACE | {"have"} for t in verbs[:2])


def _is_not_so(parse: Parse, words: tuple[Token, ...], i: int) -> bool:
    """Whether it is "She did not", "They never met", of what a clause told as past."""
    at = next((n for n, t in enumerate(words[:_NEAR]) if t.dep == "neg" or t.lower == "never"), 0)
    helped = at > 0 and words[at - 1].lower in _HELPING
    if not at or not (helped or words[at].lower == "never"):
        return False
    who = words[: at - 1] if helped else words[:at]
    if any(t.pos not in ("PRON", "PROPN", "DET", "NUM", "NOUN", "CCONJ") for t in who) or not who:
        return False
    verb = i if parse.tokens[i].pos in ("VERB", "AUX") else governing_verb(parse, i)
    if verb is None or not _is_past(parse, verb):
        return False
    rest = [t for t in words[at + 1 :] if t.lower not in _TAILS]
    if rest and rest[0].lemma == parse.tokens[verb].lemma and rest[0].text not in _ENDS:
        rest = rest[1:]
    elif any(t.pos == "PROPN" for t in who) or not helped:
        return False  # "said that she had called. Norland did not" sets another against her
    return not rest or rest[0].text in _ENDS


def _is_past(parse: Parse, verb: int) -> bool:
    helpers = [parse.tokens[c] for c in parse.children[verb] if c < verb]
    tagged = parse.tokens[verb].tag in ("VBD", "VBN") or any(t.tag == "VBD" for t in helpers)
    return tagged and not any(t.tag in ("MD", "TO") for t in helpers)
