"""Whether a plan is there, and done with as a verb says, or only thought of."""

from __future__ import annotations

from detente.readings.coming import in_condition
from detente.readings.modality import mood
from detente.readings.nlp import Parse, Stretch
from detente.readings.openers import opens_condition
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import child

_ANY = frozenset({"a", "an", "another", "any"})
# Of what nobody did so there is none: "failed to reach a deal".
_MAKING = frozenset({"agree", "clinch", "make", "produce", "reach", "strike", "write"})
# What somebody did "after signing it" was done; "without" or "before signing it" it was not yet.
_DONE = frozenset({"after", "by", "following", "on", "since", "upon"})


def is_thought_of(page: Page, verb: int) -> bool:
    """Return whether it is not told as done: "agreed to sign it", "parted without signing it"."""
    parse = page.parse
    token = parse.tokens[verb]
    if token.tag == "VBG" and token.dep == "pcomp" and not _is_done(parse, token.head):
        return True
    return token.tag == "VB" or opens_condition(parse, verb, ahead=False)


def _is_done(parse: Parse, ahead: int) -> bool:
    """Whether what stands behind "after", "on" or the like was done; not "insisted on signing"."""
    token = parse.tokens[ahead]
    return token.lower in _DONE and (token.lower not in ("on", "upon") or ahead < token.head)


def is_there(page: Page, phrase: Stretch, verb: int | None) -> bool:
    """Return whether somebody made such a plan, or may have; there is no "no offer"."""
    none = page.parse.tokens[phrase.start].lower == "no"
    return not none and not _is_only_asked(page, phrase, verb)


def _is_only_asked(page: Page, phrase: Stretch, verb: int | None) -> bool:
    """Whether there may be no such plan: "whether he would table another proposal"."""
    if verb is None or page.parse.tokens[phrase.start].lower not in _ANY:
        return False
    if verb > phrase.start:  # "an offer of 4 percent was never made"
        return _is_not_made(page, verb)
    no = child(page.parse, verb, "neg")
    behind = no is not None and no > phrase.start  # "made an offer not unlike the first"
    return in_condition(page, verb) or (_is_not_made(page, verb) and not behind)


def _is_not_made(page: Page, verb: int) -> bool:
    """Whether a verb tells that a plan is not made."""
    lemma = page.parse.tokens[verb].lemma
    made = lemma in _MAKING or lemma in shipped_lists("proposals")["verbs_of_proposing"]
    return made and mood(page.parse, verb).negated


def is_later(page: Page, phrase: Stretch, head: int) -> bool:
    """Return whether a text is told as a later one of its kind: "a new draft"."""
    later = shipped_lists("proposals")["later"]
    if phrase.end > head + 1:  # "the second draft of the accord" is the accord
        return False
    return any(t.lower in later for t in page.parse.tokens[phrase.start : head])
