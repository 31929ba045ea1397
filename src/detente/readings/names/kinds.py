"""What kind of thing a run of capitalised words names, by the words and their labels."""

from __future__ import annotations

from itertools import pairwise

from detente.readings.names.lexicon import lexicon, words
from detente.readings.names.runs import joined
from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists

# A name of a person has at most this many words.
LONGEST_PERSON = 5
_FULL_NAME = 2


def is_paper(parse: Parse, run: Stretch) -> bool:
    """Return whether it is what somebody drafted: "the Second Proposal", "Articles"."""
    *ahead, last = (t.lower for t in parse.tokens[run.start : run.end])
    told = words("groups", "told_papers")
    return last in words("groups", "papers") and told.issuperset(ahead)


def is_organisation(parse: Parse, run: Stretch) -> bool:
    """Return whether a word in it is one of bodies: "Norland Maritime Authority"."""
    org_words = shipped_lists("organisations")["words"]
    tokens = parse.tokens[run.start : run.end]
    if len(tokens) < 2:
        return False
    if tokens[-1].lower in org_words:
        return True
    return any(
        a.lower in org_words and b.lower in ("of", "for", "on") for a, b in pairwise(tokens)
    )


def is_place(parse: Parse, run: Stretch) -> bool:
    """Return whether a word in it is one of places: "Port Ley"."""
    tokens = parse.tokens[run.start : run.end]
    if any(t.ent == "ORG" for t in tokens) and len(tokens) > 2:
        return False
    return len(tokens) > 1 and any(t.lower in words("places", "words") for t in tokens)


def is_person(parse: Parse, run: Stretch) -> bool:
    """Return whether it has the length, the label or the first name of a person's."""
    tokens = parse.tokens[run.start : run.end]
    if not 2 <= len(tokens) <= LONGEST_PERSON:
        return False
    labelled = all(t.ent == "PERSON" for t in tokens)
    named = tokens[0].lower in words("people", "male", "female")
    others = any(t.ent in ("ORG", "FAC", "GPE") for t in tokens[1:])
    return labelled or (named and (not others or _is_told_as_person(parse, run)))


def _is_told_as_person(parse: Parse, run: Stretch) -> bool:
    """Whether a full name with the label of a body is a person's: "Clara Roe, who said"."""
    tokens = parse.tokens
    full = joined(tokens[run.start : run.end]).lower()
    if run.end - run.start != 2 or full in words("organisations", "like_people"):
        return False
    return all(t.text.isalpha() and not t.text.isupper() for t in tokens[run.start : run.end])


def is_part_of_person(parse: Parse, run: Stretch) -> bool:
    """Return whether the model takes all of it for a person's."""
    tokens = parse.tokens[run.start : run.end]
    return len(tokens) > 1 and all(t.ent == "PERSON" for t in tokens)


def is_full_name(parse: Parse, run: Stretch) -> bool:
    """Return whether only the surname has a label, in "the minister, Iva Roe,"."""
    if run.end - run.start != _FULL_NAME or run.start == 0:
        return False
    first, last = parse.tokens[run.start : run.end]
    plain = not first.ent and first.tag == "NNP" and first.text.isalpha() and first.text.istitle()
    told = last.ent == "PERSON" and last.text.isalpha() and first.dep == "compound"
    known = lexicon().at(parse.tokens, run.start, run.end) is not None
    of_title = first.lower in words("titles", "heads", "modifiers", "portfolios", "former")
    opens = first.i == parse.sentences[first.sentence].start
    article = parse.tokens[run.start - 1].lower in ("the", "a", "an")
    return plain and told and first.head == last.i and not (known or of_title or opens or article)


def says_by_full_name(parse: Parse, run: Stretch) -> bool:
    """Return whether it is two plain words that say something: "the toll, Hanne Brock said".

    Of these the model takes many for places; a place that talks is a capital, and listed.
    """
    tokens = parse.tokens
    if run.end - run.start != _FULL_NAME or not 0 < run.start < run.end < len(tokens):
        return False
    last, verb = tokens[run.end - 1], tokens[run.end]
    plain = all(t.text.isalpha() and t.text.istitle() for t in tokens[run.start : run.end])
    says = verb.tag == "VBD" and verb.lemma in ("add", "say", "tell") and last.head == verb.i
    placed = tokens[run.start - 1].lower in ("the", "in", "from", "at", "of", "to")
    return plain and says and last.dep == "nsubj" and not (placed or is_place(parse, run))


def realm_name(parse: Parse, run: Stretch) -> int | None:
    """Return where the name begins of a state told in full, "Republic of Varn"; or None."""
    for i in range(run.start, run.end - 2):
        if parse.tokens[i].lower in words("places", "realms"):
            behind = i + 3 if parse.tokens[i + 2].lower == "the" else i + 2
            of = parse.tokens[i + 1].lower == "of" and behind < run.end
            return behind if of else None
    return None
