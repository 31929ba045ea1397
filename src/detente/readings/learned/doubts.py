"""What must not be proposed: where the wordings are silent on purpose, the weights are too."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente.model.actors import is_unnamed
from detente.model.vocabulary import Stance
from detente.readings import tree
from detente.readings.learned.bound import is_inside
from detente.readings.learned.clauses import hits_within
from detente.readings.learned.judging import Draft
from detente.readings.learned.stances import verb_of
from detente.readings.modality import mood
from detente.readings.nlp import Hit
from detente.readings.page import Page
from detente.readings.positions.bidding import is_bidding
from detente.readings.positions.doubts import UNSAID, is_denied, is_idle
from detente.readings.positions.red_lines import is_line
from detente.readings.positions.stances import stance_of
from detente.readings.positions.standins import (
    party_of_teller,
    stand_ins,
    tellers_of_clause,
)
from detente.readings.positions.targets import is_opinion
from detente.readings.positions.triggers import trigger_of
from detente.readings.positions.voices import can_hold, mediates

# "would discuss any proposal to share it, once…": what is put forward is what the yes is on.
_PUT_FORWARD = frozenset({"demands", "offers", "proposes"})
_YES = frozenset({"accepts", "conditionally_accepts", "offers"})
# "Norland must leave": who says so asks for it, not the subject.
_ASKING = frozenset({"must", "should", "ought", "need", "needs", "shall"})
# Who is one of these takes a stance by that; who is anything else ("a bank") does not.
_TAKING = frozenset(
    {"advocate", "backer", "critic", "enemy", "foe", "friend", "opponent", "party", "proponent"}
    | {"signatory", "supporter"}
)
_FORECASTING = frozenset({"expect", "likely", "unlikely"})
# Doing these to what somebody said or did is no stance on it.
_SPEAKING_OF = frozenset(
    {"accuse", "blame", "brand", "call", "comment", "criticise", "criticize", "deny", "describe"}
    | {"label"}
)
# Of these a yes bears none, and a no one: two in a sentence may cancel out.
_TURNING = frozenset(
    {"no", "not", "n't", "n’t", "never", "nor", "neither", "nothing", "nobody", "none", "hardly"}
    | {"without", "against", "cannot"}
)
_TURNING_LEMMAS = frozenset(
    {"avoid", "cancel", "decline", "deny", "doubt", "drop", "exclude", "fail", "lack", "oppose"}
    | {"refuse", "reject", "rule", "stop", "unlikely", "withdraw", "opposed", "shun", "dismiss"}
)
# Whoever these are, it is nobody that the text names: not the holder, if they are not resolved.
_OTHERS = frozenset({"they", "he", "she"})
_TYING = frozenset({"conditional", "contingent", "dependent", "subject", "tied"})
# So are these: "Management refuses", the union said.
_SIDES = frozenset(
    {"board", "creditors", "employers", "government", "lenders", "management", "opposition"}
    | {"owners", "rebels", "shareholders", "strikers", "workers"}
)
_NAMED = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# Who these are, the sentence itself may tell: "The pilots said they…", "its board".
_STANDING_IN = _SIDES | {"it", "they"}
_SELVES = frozenset(
    {"i", "we", "it", "they", "he", "she", "who", "which", "that", "this", "there"}
)


def is_doubtful(page: Page, draft: Draft) -> bool:
    """Whether a proposed position may say the opposite, or give it to somebody else."""
    return any(holds(page, draft) for holds in _DOUBTS)


def _is_put_otherwise(page: Page, draft: Draft) -> bool:
    """Whether it is asked, or not asserted, or a condition of what is."""
    put = mood(page.parse, draft.clause.verb)
    asked = put.question or is_inside(put.condition, draft.clause.verb)
    return asked or not _is_asserted(page, draft.clause.verb)


def _cannot_hold(page: Page, draft: Draft) -> bool:
    return not can_hold(page, draft.holder)


def _is_no_yes(page: Page, draft: Draft) -> bool:
    """Whether a yes is only what others are told to do, or what somebody thinks is so."""
    return draft.stance in _YES and (_bids(page, draft) or _has_opinion(page, draft))


def _is_line(page: Page, draft: Draft) -> bool:
    return any(is_line(page, hit.end - 1) for hit in _wordings(page, draft))


def _is_attribution(page: Page, draft: Draft) -> bool:
    """Whether its words only tell who says something: "Jane Roe, the envoy, said on Monday"."""
    span = draft.clause.span(page)
    cue = page.parse.tokens[draft.clause.verb].start
    return any(
        said.cue.start <= cue < said.cue.end
        and (span.end <= said.main.start or said.main.end <= span.start)
        for said in page.statements
        if said.cue is not None
    )


def _speaks_of_it(page: Page, draft: Draft) -> bool:
    """Whether it only speaks of what others did: "called it a lie", but not "called it off"."""
    verb = draft.clause.verb
    off = any(page.parse.tokens[c].lower == "off" for c in page.parse.children[verb])
    return page.parse.tokens[verb].lemma in _SPEAKING_OF and not off


def _is_of_nobody(page: Page, draft: Draft) -> bool:
    """Whether it is "there will be no deal": a refusal at most, and nothing that is asked for."""
    return (
        draft.stance != "rejects" and tree.child(page.parse, draft.clause.verb, "expl") is not None
    )


def _is_what_it_is(page: Page, draft: Draft) -> bool:
    """Whether it only tells what the holder is: "the board is a piece of paper"."""
    verb = draft.clause.verb
    told, doer = tree.child(page.parse, verb, "attr"), tree.subject(page.parse, verb)
    if told is None or doer is None or page.parse.tokens[verb].lemma != "be":
        return False
    noun = page.parse.tokens[told]
    plain = noun.pos == "NOUN" and noun.lemma not in _TAKING
    return plain and draft.holder in _parties(page, doer)


def _is_forecast(page: Page, draft: Draft) -> bool:
    """Whether it is "is likely to reject", "is expected to sign": nobody has said so yet."""
    token = page.parse.tokens[draft.clause.verb]
    return token.dep == "xcomp" and page.parse.tokens[token.head].lemma in _FORECASTING


def _is_barred(page: Page, draft: Draft) -> bool:
    """Whether it is told that the holder "cannot have" it: that is nothing it refuses."""
    barred = (hit.end - 1 for hit in _wordings(page, draft) if hit.extra["kind"] == "barring")
    subjects = (tree.subject(page.parse, verb) for verb in barred)
    return any(who is not None and draft.holder in _parties(page, who) for who in subjects)


def _is_mediators_view(page: Page, draft: Draft) -> bool:
    """Whether a mediator tells what others will do: "it could reopen if Norland pays", he said."""
    verb = draft.clause.verb
    inside = page.statement_at(verb)
    said = inside or page.said_with(verb)
    if said is None or not mediates(page, said.speaker):
        return False
    doer = tree.subject(page.parse, verb)
    if inside is None or doer is None:
        return True
    own = page.parse.tokens[doer].lower in ("i", "we") or draft.holder in _parties(page, doer)
    return not own


def _bids(page: Page, draft: Draft) -> bool:
    """Whether others are told what to do: "Accept the map" is no yes."""
    stretch = draft.clause.stretch
    return any(is_bidding(page, i) for i in range(stretch.start, stretch.end))


def _has_opinion(page: Page, draft: Draft) -> bool:
    """Whether it is "agreed that it was late": of what is so nobody makes a gift."""
    stretch = draft.clause.stretch
    return any(is_opinion(page, i) for i in range(stretch.start, stretch.end))


def _hangs_on_nothing(page: Page, draft: Draft) -> bool:
    """Whether it is "is not conditional on", "does not depend on": that is no stance."""
    verb = draft.clause.verb
    if not mood(page.parse, verb).negated:
        return False
    near = {page.parse.tokens[c].lower for c in page.parse.children[verb]}
    return page.parse.tokens[verb].lemma in ("depend", "hinge") or bool(near & _TYING)


def _is_asserted(page: Page, verb: int) -> bool:
    """Whether the text stands behind a verb and all verbs above it."""
    if is_denied(page, verb):
        return False
    above = [i for i in tree.ancestors(page.parse, verb) if page.parse.tokens[i].pos == "VERB"]
    return all(mood(page.parse, i).footing not in UNSAID for i in (verb, *above))


def _may_be_turned(page: Page, draft: Draft) -> bool:
    """Whether words of denial around a yes, or several around a no, may turn it.

    Where a condition bears on a clause, its own "not" has been reckoned with; what "failed to"
    makes of it is no plain no.
    """
    parse, clause = page.parse, draft.clause
    put = mood(parse, clause.verb)
    own = tree.child(parse, clause.verb, "neg") is not None
    if draft.bound and put.negated and own:
        return False
    whole = parse.sentences[parse.tokens[clause.verb].sentence]
    around = clause.stretch if draft.bound and not put.negated else whole
    turning = sum(
        token.lower in _TURNING or token.lemma.lower() in _TURNING_LEMMAS
        for token in parse.tokens[around.start : around.end]
        if not is_inside(put.condition, token.i)
    )
    if draft.stance == "rejects":
        return turning > 1 or (draft.bound and put.negated)
    return draft.stance in _YES and turning > 0


def _differs(page: Page, draft: Draft) -> bool:
    """Whether the wordings of the clause say something else, or say nothing on purpose."""
    hits = [hit for hit in _wordings(page, draft) if not _is_way_out(draft, hit)]
    said = [_stance(page, hit) for hit in hits]
    if not hits or (draft.stance != "rejects" and draft.stance not in _YES):
        return None in said
    if draft.stance == "rejects":
        return any(stance != "rejects" for stance in said)
    return any(stance not in _YES for stance in said)


def _is_way_out(draft: Draft, hit: Hit) -> bool:
    """Whether a refusal is the "will not sign" of "will not sign until…", which is a yes-if."""
    yes_if = draft.bound and draft.stance == "conditionally_accepts"
    return yes_if and hit.extra["kind"] == "refusing" and draft.clause.verb == hit.end - 1


def _wordings(page: Page, draft: Draft) -> Iterator[Hit]:
    """Yield the wordings of stances in a clause; those of its condition say nothing of it."""
    bearing = mood(page.parse, draft.clause.verb).condition
    for hit in hits_within(page, draft.clause.stretch):
        if hit.family == "positions" and not is_inside(bearing, hit.start):
            noun = hit.extra["kind"] == "noun" and hit.reads in _PUT_FORWARD
            if not (draft.bound and noun):
                yield hit


def _stance(page: Page, hit: Hit) -> Stance | None:
    """The stance of a wording in its place; None where the text does not stand behind it."""
    verb = verb_of(page, hit)
    put = mood(page.parse, verb)
    if not _is_asserted(page, verb) or is_idle(page, trigger_of(page, hit)):
        return None
    bearing = page.text_of(put.condition)  # "not until" leaves a way to yes, "not if" none
    return stance_of(hit.reads, put, bearing, denied=hit.extra.get("denied"))


def _is_anothers(page: Page, draft: Draft) -> bool:
    """Whether somebody other than the proposed holder does what the clause says."""
    parse, verb = page.parse, draft.clause.verb
    if tree.is_passive(parse, verb) or mood(parse, verb).modal in _ASKING:
        return False
    return any(draft.holder not in who for who in _doers(page, draft) if who is not None)


def _doers(page: Page, draft: Draft) -> Iterator[set[str] | None]:
    """Yield who does what the clause and each wording in it says; None if nobody is named."""
    verbs = [draft.clause.verb]
    verbs += [verb_of(page, hit) for hit in _wordings(page, draft)]
    for verb in dict.fromkeys(verbs):
        doer = tree.subject(page.parse, verb)
        if doer is None or page.parse.tokens[doer].lower in _SELVES:
            known = _parties(page, doer) if doer is not None else set()
            lost = doer is not None and page.parse.tokens[doer].lower in _OTHERS
            yield known or (set() if lost else None)
            continue
        names = _parties(page, doer)
        token = page.parse.tokens[doer]
        named = token.ent in _NAMED or _is_bare_name(page, doer)
        people = named or token.lower in _SIDES
        yield names or (set() if people else None)


def _is_bare_name(page: Page, doer: int) -> bool:
    """Whether a subject is a name and nothing else: one that no party of the page is known by."""
    phrase = tree.noun_phrase(page.parse, doer)
    return all(t.pos == "PROPN" for t in page.parse.tokens[phrase.start : phrase.end])


def _parties(page: Page, doer: int) -> set[str]:
    """The parties that a subject stands for; "we" of an official without a name is the party."""
    known = page.who(doer)
    if not known and page.parse.tokens[doer].lower in _STANDING_IN:
        known = stand_ins(page, doer)
    if not known and page.parse.tokens[doer].lower in ("he", "she"):
        known = tellers_of_clause(page, page.parse.tokens[doer].head)
    if known and all(map(is_unnamed, known)):
        known = party_of_teller(page, doer) or known
    return {page.cast.party(name) for name in known}


# Each by itself makes a proposal one not to be made.
_DOUBTS: tuple[Callable[[Page, Draft], bool], ...] = (
    _is_put_otherwise,
    _cannot_hold,
    _is_attribution,
    _speaks_of_it,
    _is_of_nobody,
    _is_what_it_is,
    _is_forecast,
    _is_no_yes,
    _hangs_on_nothing,
    _may_be_turned,
    _is_barred,
    _is_mediators_view,
    _differs,
    _is_line,
    _is_anothers,
)
