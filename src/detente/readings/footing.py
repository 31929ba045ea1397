"""Footing: how far a text stands behind a clause that it holds."""

from __future__ import annotations

from typing import Literal

from detente.readings.negation import is_negated, word_set
from detente.readings.nlp import Parse
from detente.readings.retractions import retraction
from detente.readings.tree import ancestors, child, subject

Footing = Literal["asserted", "hedged", "supposed", "denied"]

_RANK: dict[Footing, int] = {"asserted": 0, "hedged": 1, "supposed": 2, "denied": 3}
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "relcl", "csubj", "csubjpass", "advcl"})
_INVERTED = frozenset({"were", "had", "should"})
# "as should Sudmark", "nor should it": no condition.
COMPARING = frozenset({"as", "neither", "nor", "so", "than"})
# Of a charge: "which it denies", "a claim that it rejects", "calls false", so many words on.
_DENYING = frozenset({"contest", "deny", "dispute", "refute"})
_REJECTING = frozenset({"dismiss", "rebut", "reject", "repudiate"})
_CALLING = frozenset({"brand", "call", "describe", "dismiss", "label"})
_NEAR_DENIAL = 12
# Behind a semicolon these take up what stands before it: "; or so it says".
_POINTING_BACK = frozenset({"as", "at", "or", "so", "that", "this", "thus", "which"})
# What a verb tells of by itself.
_OWN = frozenset({"acomp", "attr", "ccomp", "dobj", "prep", "xcomp"})
# No clause of a report stands under more words than this.
_STEPS_UP = 12


def footing(parse: Parse, i: int) -> Footing:
    """Return how far the text stands behind what a verb or noun tells.

    "Rumours that Norland signed were false": denied. "hopes that Norland will sign", "had Norland
    signed": supposed. "Norland seems to have signed", "is thought to oppose": hedged.
    """
    found: Footing = "supposed" if is_unreal(parse, i) else "asserted"
    if _is_disputed(parse, i):
        return "denied"
    if (back := retraction(parse, i)) is not None:
        found = back.stands
        if found == "denied":
            return found
    for _ in range(_STEPS_UP):
        token = parse.tokens[i]
        if token.head == i:
            break
        step = _under(parse, i, token.head)
        if step is None:
            break
        found = max(found, step, key=lambda f: _RANK[f])
        i = token.head
    return found


def is_unreal(parse: Parse, verb: int) -> bool:
    """Return whether a clause is unreal by its form: "had it signed", "would have signed"."""
    if is_inverted(parse, verb) or _is_one_of_two(parse, verb):
        return True
    if [t.lower for t in parse.tokens[max(0, verb - 2) : verb]] == ["all", "but"]:
        return True  # "has all but signed" it has not
    helpers = {parse.tokens[c].lower for c in parse.children[verb] if c < verb}
    if _is_subjunctive(parse, verb):
        return True
    if helpers & {"would", "should", "could"} and helpers & {"have", "'ve", "’ve"}:
        return True
    above = parse.tokens[verb]
    return above.dep == "xcomp" and is_inverted(parse, above.head)


def _is_one_of_two(parse: Parse, verb: int) -> bool:
    """Whether the text leaves open which of two holds: "They either met on Monday or did not"."""
    below = {parse.tokens[c].lower for c in parse.children[verb]}
    return {"either", "or"} <= below and child(parse, verb, "conj") is not None


def _is_subjunctive(parse: Parse, verb: int) -> bool:
    """Whether it is "insisted that the vote be held", "asked that it leave"."""
    token = parse.tokens[verb]
    if token.dep != "ccomp" or child(parse, verb, "mark") is None:
        return False
    helpers = [c for c in parse.children[verb] if parse.tokens[c].dep in ("aux", "auxpass")]
    if any(parse.tokens[c].lower == "be" for c in helpers):
        return all(parse.tokens[c].lower in ("be", "not") for c in helpers)
    return token.lower == "be" and not helpers


def is_inverted(parse: Parse, verb: int) -> bool:
    """Return whether it is a condition without "if": "had they signed", "were it to sign"."""
    who = child(parse, verb, "nsubj", "nsubjpass", "expl")
    sentence = parse.sentences[parse.tokens[verb].sentence]
    if who is None or parse.tokens[sentence.end - 1].text == "?":
        return False
    heads = [verb] if parse.tokens[verb].lower == "were" else []
    heads += [c for c in parse.children[verb] if parse.tokens[c].dep in ("aux", "auxpass")]
    first = min(heads, default=verb)
    if first >= who or parse.tokens[first].lower not in _INVERTED:
        return False
    before = parse.tokens[first - 1] if first > sentence.start else None
    if before is None or before.text in ',;"“:—–' or before.lower in ("that", "and", "but"):
        return True
    # "will sign should they leave"; "as should Sudmark", "why should it pay" are none
    follows = (
        parse.tokens[verb].dep in ("advcl", "ccomp") and parse.tokens[first].lower == "should"
    )
    return follows and before.tag[0] != "W" and before.lower not in COMPARING


def _under(parse: Parse, i: int, above: int) -> Footing | None:
    """The footing that the word above gives; None where it no longer bears on the clause."""
    token, upper = parse.tokens[i], parse.tokens[above]
    if token.dep in ("pobj", "pcomp", "conj", "dobj") and upper.pos in ("ADP", "SCONJ"):
        return "asserted"
    if token.dep in ("conj", "appos"):
        return "asserted"
    if upper.pos in ("NOUN", "PROPN"):
        return _under_noun(parse, i, above)
    if token.dep == "prep":
        return "asserted" if upper.pos in ("VERB", "AUX", "ADJ", "ADV") else None
    if token.dep not in _CLAUSES:
        return None
    if token.dep == "advcl" and not _completes(parse, i, above):
        return None
    if _is_beside(parse, i, above):
        return "asserted"
    return _under_verb(parse, i, above)


def _is_beside(parse: Parse, i: int, above: int) -> bool:
    """Whether a clause is not what the verb above tells, though the parser hangs it there.

    "Norland insists on a toll; Sudmark rejects it", "Assuming that it holds, Norland will sign".
    """
    if is_parted(parse, i, above) and not _takes_up(parse, above):
        return True
    opens = above == parse.sentences[parse.tokens[above].sentence].start
    assumes = opens and parse.tokens[above].lower in ("assuming", "supposing")
    who = subject(parse, i)
    return assumes and who is not None and any(t.text == "," for t in parse.tokens[above:who])


def _takes_up(parse: Parse, verb: int) -> bool:
    """Whether a verb says of what stands before it that it is false or not sure: "denies it"."""
    if parse.tokens[verb].lemma in _DENYING or _is_called_false(parse, verb):
        return True
    near = [parse.tokens[c] for c in parse.children[verb]]
    told = word_set("charges") | word_set("hearsay") | word_set("false")
    if any(t.lemma in told for t in near):
        return True  # "Norland fired first; Sudmark rejects the charge"
    points = any(t.pos == "PRON" and t.dep in ("attr", "dobj") for t in near)
    return points and parse.tokens[verb].lemma not in _REJECTING


def is_parted(parse: Parse, i: int, above: int) -> bool:
    """Return whether a semicolon ends a clause, and the verb behind it tells something else.

    "Norland insists on a toll; Sudmark rejects it"; but "it signed; or so Sudmark claims".
    """
    mark = next((t.i for t in parse.tokens[i:above] if t.text == ";"), None)
    if mark is None or parse.tokens[mark + 1].lower in _POINTING_BACK:
        return False
    return any(c > above and parse.tokens[c].dep in _OWN for c in parse.children[above])


def _completes(parse: Parse, i: int, above: int) -> bool:
    """Whether a clause is what the word above tells of: "it is unclear if", not "while it is"."""
    upper = parse.tokens[above]
    mark = child(parse, i, "mark")
    told = mark is None or parse.tokens[mark].lower in ("if", "that", "whether")
    return told and (upper.lemma == "be" or upper.pos == "ADJ")


def _under_noun(parse: Parse, i: int, noun: int) -> Footing | None:
    """By "reports that …", "hopes of …": what is said of them in turn."""
    lemma = parse.tokens[noun].lemma
    if lemma in word_set("doubting_nouns") or _is_asked(parse, i, noun):
        return "supposed"
    if lemma == "denial":
        return "denied"
    if lemma in word_set("false"):  # "it was a lie that …"
        return "denied"
    if lemma not in word_set("hearsay"):
        return "asserted" if parse.tokens[i].dep == "prep" else None
    return "denied" if is_disowned(parse, noun) else _of_signs(parse, noun)


def _is_asked(parse: Parse, i: int, noun: int) -> bool:
    """Whether it is "asked its leaders to agree", which the parser may hang on the leaders."""
    above = parse.tokens[parse.tokens[noun].head]
    if parse.tokens[i].dep != "acl" or parse.tokens[noun].dep != "dobj":
        return False
    return above.lemma in word_set("doubting") and child(parse, i, "aux") is not None


def _is_disputed(parse: Parse, verb: int) -> bool:
    """Whether words behind a clause call it a charge that is denied.

    "Norland has kept its guards there, a charge that it calls false", "…, which it denies".
    """
    if parse.tokens[verb].pos not in ("VERB", "AUX"):
        return False
    for i in range(verb + 2, parse.sentences[parse.tokens[verb].sentence].end):
        if parse.tokens[i - 1].text in (",", "–", "—", "--") and _opens_dispute(parse, i):
            return _ends_in(parse, verb, i)
    return False


def _ends_in(parse: Parse, verb: int, end: int) -> bool:
    """Whether the last verb before a token is of a verb's clause, not of one beside it."""
    above = {verb, *ancestors(parse, verb)}  # "…, Sudmark says, a charge that" breaks it off
    between = (i for i in range(end - 1, verb, -1) if i not in above)
    last = next((i for i in between if parse.tokens[i].pos == "VERB"), verb)
    while last != verb:
        token = parse.tokens[last]
        if token.dep in ("conj", "ROOT") or token.head == last:
            return False
        last = token.head
    return True


def _opens_dispute(parse: Parse, i: int) -> bool:
    """Whether ", a claim that Norland denies" or ", which Norland denies" begins at a token."""
    token = parse.tokens[i]
    noun = i + 1 if token.lower in ("a", "an", "the") else i
    if noun >= len(parse.tokens):
        return False
    charged = parse.tokens[noun].lemma in word_set("charges") and noun > i
    if not (charged or token.lower in ("which", "something")):
        return False
    for c in range(noun + 1, min(noun + _NEAR_DENIAL, parse.sentences[token.sentence].end)):
        upper = parse.tokens[c]
        if upper.text in ";." or (upper.text == "," and not charged):
            return False  # "an accusation that its minister, Jane Roe, denies" goes on
        if upper.pos == "VERB" and upper.dep in ("relcl", "acl"):
            plain = upper.lemma in (_DENYING if not charged else _DENYING | _REJECTING)
            false = upper.lemma in _CALLING and _has_false(parse, c)
            return (plain or false) and not is_negated(parse, c)
    return False


def _has_false(parse: Parse, verb: int) -> bool:
    end = min(verb + _NEAR_DENIAL, parse.sentences[parse.tokens[verb].sentence].end)
    return any(t.lemma in word_set("false") for t in parse.tokens[verb:end])


def _of_signs(parse: Parse, noun: int) -> Footing:
    lacking = any(parse.tokens[c].lower in ("no", "little", "few") for c in parse.children[noun])
    return "supposed" if lacking else "hedged"


def is_disowned(parse: Parse, noun: int) -> bool:
    """Return whether reports are called false: "dismissed reports", "the rumours are untrue"."""
    token = parse.tokens[noun]
    verb = token.head
    lemma = parse.tokens[verb].lemma
    if token.dep in ("dobj", "nsubjpass", "oprd"):
        # "rejected as baseless a report": the parser hangs the report on "baseless"
        return lemma in word_set("disowning") | word_set("false")
    if token.dep in ("nsubj", "nsubjpass"):
        return _is_called_false(parse, verb)
    return False


def _is_called_false(parse: Parse, verb: int) -> bool:
    """Whether a verb says of its subject, or of a clause, that it is false or not true."""
    said = {parse.tokens[c].lemma for c in parse.children[verb]} | {
        parse.tokens[c].lower for c in parse.children[verb]
    }
    if is_negated(parse, verb):
        return bool(said & {"true", "correct", "accurate", "right", "case"})
    return bool(said & word_set("false"))


def _under_verb(parse: Parse, i: int, verb: int) -> Footing:
    lemma = parse.tokens[verb].lemma
    who = subject(parse, verb)
    nothing = who is not None and parse.tokens[who].lower in ("little", "nothing", "nobody")
    negated = is_negated(parse, verb) or nothing
    if lemma in word_set("disowning") and lemma not in ("call", "describe"):
        return "supposed" if negated else "denied"  # "did not deny that" leaves it open
    if _is_called_false(parse, verb) or parse.tokens[verb].lemma in word_set("false"):
        return "denied"
    if lemma in word_set("doubting"):
        return "supposed"
    if {parse.tokens[c].lower for c in parse.children[verb]} & word_set("doubtful"):
        return "supposed"
    if lemma in word_set("believing") or lemma in word_set("seeming"):
        return "supposed" if negated else "hedged"
    if lemma in word_set("telling"):
        return _of_telling(parse, i, verb, negated=negated)
    return "asserted"


def _of_telling(parse: Parse, i: int, verb: int, *, negated: bool) -> Footing:
    """By a verb of saying: not said, or "is said to"."""
    if negated:
        return "supposed"
    passive = child(parse, verb, "auxpass") is not None
    return "hedged" if passive and parse.tokens[i].dep in ("xcomp", "ccomp") else "asserted"
