"""What is on the table: plans, drafts, offers, their points, owners and versions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from detente.model.actors import NARRATOR
from detente.model.claims import Proposal
from detente.model.vocabulary import Stage
from detente.readings import tree
from detente.readings.apart import apart_of
from detente.readings.hyphens import HYPHENS
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.plans import is_later, is_there, is_thought_of
from detente.readings.points import came_from, counting, may_be_plan, naming_phrase, points_at
from detente.readings.prices import prices
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of
from detente.readings.times.words import when
from detente.readings.versions import link_versions

FAMILY = "proposals"
# Who does so with a counter-proposal made it; another text may be somebody else's.
_HANDING = ("deliver", "hand", "make", "send")
# What is left of a name does not begin with these: "draft of the accord".
_DEFINITE = frozenset({"her", "his", "its", "the", "their"})
_BEHIND = frozenset({"for", "of", "on"})
# Ahead of a plural these say that some texts are meant, not a kind.
_TELLING = frozenset({"the", "these", "those", "both", "all"})


def read_proposals(page: Page) -> list[Proposal]:
    """Return the plans, drafts and offers that the page refers to, each once, in order."""
    heads: dict[int, Hit] = {}
    for hit in page.hits(FAMILY):
        head = _head(page, hit)
        if head is not None and (head not in heads or hit.confidence > heads[head].confidence):
            heads[head] = hit
    priced = prices(page)
    told = {
        h
        for h, hit in heads.items()
        if _is_particular(page, h, figured=hit.reads == "figured" or h in priced)
    }
    found = {
        head: proposal_at(page, head, rule=hit.rule, confidence=hit.confidence)
        for head, hit in sorted(heads.items())
        if head in told or _is_version(page, head, told)
    }
    return link_versions(page, _fold(page, found))


def _head(page: Page, hit: Hit) -> int | None:
    """The noun of a wording: its last word, or what has the points that it counts."""
    if hit.reads == "named":
        return hit.end - 1
    if hit.reads == "figured":
        return hit.start
    if hit.reads != "counted":
        return None
    who = tree.subject(page.parse, hit.start)
    named = who is not None and may_be_plan(page, who)
    return who if named else None


def proposal_at(page: Page, head: int, *, rule: str, confidence: float) -> Proposal:
    """Return the proposal that the noun at a token names."""
    phrase = naming_phrase(page, head)
    verb = _carrying_verb(page, head)
    said = page.statement_at(head)
    return Proposal(
        evidence=(page.cite(_evidence(page, head, phrase, verb)),),
        name=_name(page, phrase),
        points=points_at(page, head),
        revised_from=came_from(page, head) or _answered(page, head),
        proponent=proponent_of(page, head),
        status=_status(page, verb, head),
        stage=_stage(page, verb),
        reported_by=said.speaker if said else NARRATOR,
        hedged=verb is not None and mood(page.parse, verb).hedged,
        chain=chain_of(page, head),
        when=when(page, verb) if verb is not None else None,
        rule=rule,
        confidence=confidence,
    )


def _is_particular(page: Page, head: int, *, figured: bool) -> bool:
    """Whether the words name one plan, not any plan ("a deal", "the agreement")."""
    phrase = naming_phrase(page, head)
    words = shipped_lists("proposals")
    token = page.parse.tokens[head]
    if token.dep == "compound" or not is_there(page, phrase, _carrying_verb(page, head)):
        return False
    if figured or points_at(page, head) is not None:
        return True
    if _is_any_of_many(page, head, phrase) or _is_traded(page, head, phrase):
        return False
    before = [
        t
        for t in page.parse.tokens[phrase.start : head]
        if t.lower not in (*words["empty"], *words["faring"])
        and t.pos in ("NOUN", "PROPN", "ADJ", "NUM")
    ]
    if token.lemma.lower() not in words["loose"]:
        again = token.lemma in words["drafts"] and is_later(page, phrase, head)
        return again or bool(before) or proponent_of(page, head) is not None
    indefinite = page.parse.tokens[phrase.start].lower in ("a", "an", "any")
    behind = any(page.who(o) for o in tree.prep_objects(page.parse, head, "with", "between"))
    named = any(t.pos in ("PROPN", "NUM") for t in before)
    return named or behind or (bool(before) and not indefinite)


def _is_version(page: Page, head: int, told: Set[int]) -> bool:
    """Whether "the previous offer" is one of a kind of which the page tells: told, by token."""
    ahead = page.parse.tokens[naming_phrase(page, head).start : head]
    lists = shipped_lists("proposals")
    if not any(t.lower in lists["earlier"] for t in ahead) or ahead[0].lower not in _DEFINITE:
        return False
    bids = lists["classes"]["bid"]
    return page.parse.tokens[head].lemma in bids and any(
        page.parse.tokens[k].lemma in bids for k in told
    )


def _is_any_of_many(page: Page, head: int, phrase: Stretch) -> bool:
    """Whether it is a kind, not some texts: "takeover proposals", "other trade deals"."""
    if page.parse.tokens[head].tag not in ("NNS", "NNPS"):
        return False
    ahead = page.parse.tokens[phrase.start : head]
    telling = any(t.lower in _TELLING or t.pos == "NUM" or t.tag == "PRP$" for t in ahead)
    return not telling and proponent_of(page, head) is None


def _is_traded(page: Page, head: int, phrase: Stretch) -> bool:
    """Whether it is a contract on a market: "the May contract", "futures contracts"."""
    if page.parse.tokens[head].lemma != "contract":
        return False
    market = frozenset(shipped_lists("proposals")["market"])
    return any(t.lower in market for t in page.parse.tokens[phrase.start : phrase.end])


def proponent_of(page: Page, head: int) -> str | None:
    """Return who put it forward: possessor, "by" or "from" whom, or the doer of the verb."""
    parse = page.parse
    own = tree.child(parse, head, "poss")
    candidates = [own] if own is not None else []
    candidates += tree.prep_objects(parse, head, "by", "from")
    candidates += _right_behind(page, head)
    for c in parse.children[head]:
        if parse.tokens[c].dep in ("acl", "relcl") and parse.tokens[c].lemma in _proposing():
            candidates += [d for d in [tree.doer(parse, c)] if d is not None and d != head]
    modifiers = [
        c
        for c in parse.children[head]
        if c < head
        and parse.tokens[c].dep in ("amod", "compound", "nmod")
        and c in page.cast.of_token
    ]
    verb = parse.tokens[head].head
    lists = shipped_lists("proposals")
    bids = parse.tokens[head].lemma.lower() in lists["classes"]["bid"]
    put = {*_proposing(), *(_HANDING if is_counter(page, head) else ())}
    put |= {*lists["verbs_of_bidding"]} if bids else set()
    if parse.tokens[head].dep in ("dobj", "nsubjpass") and parse.tokens[verb].lemma in put:
        doer = tree.doer(parse, verb)
        candidates += [doer] if doer is not None else []
    candidates += _own(page, head)
    for c in [*candidates, *modifiers]:
        names = page.who(c)
        if len(names) == 1 and (kind := page.cast.actor(names[0])) is not None and kind:
            return names[0]
    return None


def is_counter(page: Page, head: int) -> bool:
    """Return whether a noun names an answer to a text: "counter-proposal", "counteroffer"."""
    tokens = page.parse.tokens
    hyphened = head > 1 and tokens[head - 1].text in HYPHENS  # "to counter a plan" answers none
    return tokens[head].lower.startswith("counter") or (
        hyphened and tokens[head - 2].lower == "counter"
    )


def _answered(page: Page, head: int) -> str | None:
    """What a counter-proposal answers, in the text's words; None if they do not tell."""
    if not is_counter(page, head):
        return None
    behind = min(head + 1, len(page.parse.tokens) - 1)  # wherever the parse hangs it
    given = tree.child(page.parse, behind, "pobj")
    right = [given] if given is not None and page.parse.tokens[behind].lower == "to" else []
    for other in [*tree.prep_objects(page.parse, head, "to"), *right]:
        if may_be_plan(page, other):
            phrase = naming_phrase(page, other)
            first = phrase.start + (page.parse.tokens[phrase.start].pos == "DET")
            return page.text(Stretch(first, phrase.end))
    return None


def _own(page: Page, head: int) -> list[int]:
    """Whose "a plan of its own" is: whoever does what the sentence tells."""
    parse = page.parse
    for own in tree.prep_objects(parse, head, "of"):
        verb = tree.governing_verb(parse, head)
        if parse.tokens[own].lower == "own" and verb is not None:
            doer = tree.doer(parse, verb)
            return [] if doer is None else [doer]
    return []


def _right_behind(page: Page, head: int) -> list[int]:
    """Whom "by" right behind a noun names, wherever the parse hangs it."""
    after = head + 1
    if after >= len(page.parse.tokens) or page.parse.tokens[after].lower != "by":
        return []
    who = tree.child(page.parse, after, "pobj")
    return [] if who is None else [who]


def _proposing() -> frozenset[str]:
    return frozenset(shipped_lists("proposals")["verbs_of_proposing"])


def _carrying_verb(page: Page, head: int) -> int | None:
    """The verb that says what became of it, or None."""
    parse = page.parse
    token = parse.tokens[head]
    if token.dep in ("nsubjpass", "nsubj", "dobj"):
        return token.head
    return None


def _status(page: Page, verb: int | None, head: int) -> str | None:
    """What became of it: the predicate, if the proposal is its subject."""
    if verb is None or page.parse.tokens[head].dep not in ("nsubjpass", "nsubj"):
        return None
    clause = tree.clause(page.parse, verb)
    after = tree.to_comma(
        page.parse, Stretch(tree.subtree(page.parse, head).end, clause.end), verb
    )
    return page.text(after) if after.end > after.start else None


def _stage(page: Page, verb: int | None) -> Stage | None:
    if verb is None:
        return None
    put = mood(page.parse, verb)
    if put.negated or put.modal or put.future or put.condition or is_thought_of(page, verb):
        return None
    return stage_of(page.parse.tokens[verb].lemma)


def stage_of(*words: str) -> Stage | None:
    """Return how far a text has come by a verb, given in one form or more; None if none tells."""
    stages: Mapping[Stage, Sequence[str]] = shipped_lists("proposals")["stages"]
    return next((s for s, verbs in stages.items() if not set(words).isdisjoint(verbs)), None)


def _evidence(page: Page, head: int, phrase: Stretch, verb: int | None) -> Stretch:
    """The clause where the proposal is its subject, or where its points stand; else the phrase."""
    passive = page.parse.tokens[head].dep == "nsubjpass"
    if verb is None or not (passive or counting(page, head) is not None):
        return phrase
    clause = tree.clause(page.parse, verb)
    return tree.to_comma(page.parse, Stretch(phrase.start, max(clause.end, phrase.end)), verb)


def _name(page: Page, phrase: Stretch) -> str:
    """The words of the phrase without what comes before the name ("a previous", "their own")."""
    empty = set(shipped_lists("proposals")["empty"]) | {"its", "their", "his", "her"}
    words = page.text(phrase).split(" ")
    while len(words) > 1 and words[0].casefold() in empty and words[1] not in _BEHIND:
        words = words[1:]
    return " ".join(words)


def _fold(page: Page, found: Mapping[int, Proposal]) -> list[Proposal]:
    """The same plan named again is more evidence for it, not a second plan."""
    kept: dict[int, Proposal] = {}
    for head, proposal in found.items():
        apart = apart_of(page, head)
        open_to = {k: p for k, p in kept.items() if not apart_of(page, k).differs(apart)}
        same = next((k for k, p in open_to.items() if _is_same(p, proposal)), None)
        if same is None:
            same = _again(open_to, proposal)
        if same is None:
            same = _counted_now(page, kept, head, proposal)
        kept[head if same is None else same] = (
            proposal if same is None else joined(kept[same], proposal)
        )
    return list(kept.values())


def joined(one: Proposal, again: Proposal) -> Proposal:
    """Return a proposal with what a second mention of it adds."""
    return replace(
        one,
        evidence=one.evidence + again.evidence,
        proponent=one.proponent or again.proponent,
        points=one.points if one.points is not None else again.points,
        status=one.status or again.status,
        stage=one.stage or again.stage,
        revised_from=one.revised_from or again.revised_from,
    )


def _is_same(one: Proposal, other: Proposal) -> bool:
    if None not in (one.proponent, other.proponent) and one.proponent != other.proponent:
        return False  # each side has its "peace plan"
    if one.points is not None and other.points is not None:
        return one.points == other.points
    return _stem(one.name) == _stem(other.name)


def _again(kept: Mapping[int, Proposal], proposal: Proposal) -> int | None:
    """The one plan of this kind so far that a second, vaguer mention stands for, or None."""
    if proposal.points is not None:
        return None
    kind = _kind(proposal.name)
    owners = {None, proposal.proponent}
    alike = {
        k: p
        for k, p in kept.items()
        if _kind(p.name) == kind and kind is not None and not _named_apart(p, proposal)
    }
    fitting = [k for k, p in alike.items() if proposal.proponent is None or p.proponent in owners]
    return fitting[0] if len(alike) == len(fitting) == 1 else None


def _counted_now(
    page: Page, kept: Mapping[int, Proposal], head: int, proposal: Proposal
) -> int | None:
    """The one plan of the sentence before, which "the 11-point plan" may be; else None."""
    tokens = page.parse.tokens
    definite = tokens[naming_phrase(page, head).start].lower == "the"
    if proposal.points is None or proposal.proponent is not None or not definite:
        return None
    before = [k for k in kept if tokens[k].sentence == tokens[head].sentence - 1]
    fit = [
        k
        for k in before
        if kept[k].points is None
        and kept[k].proponent is not None
        and tokens[naming_phrase(page, k).start].lower in ("a", "an")
    ]
    here = tokens[head].paragraph
    return fit[0] if len(before) == len(fit) == 1 and tokens[fit[0]].paragraph == here else None


def _named_apart(one: Proposal, other: Proposal) -> bool:
    """Whether two plans bear names of their own: "the Kolvar agreement", "the Dorn agreement"."""
    proper = [_proper(p) for p in (one, other)]
    return all(proper) and proper[0].isdisjoint(proper[1])


def _proper(proposal: Proposal) -> set[str]:
    """The capitalised words of a name, but for those of who put it forward."""
    owner = proposal.proponent or ""
    found = re.findall(r"\b[A-Z]\w+", proposal.name)
    return {w for w in found if w not in owner}


def _kind(name: str) -> str | None:
    words = {w.rstrip("s") for w in re.findall(r"\w+", name.casefold())}
    classes = shipped_lists("proposals")["classes"]
    return next((kind for kind, members in classes.items() if words & set(members)), None)


def _stem(name: str) -> frozenset[str]:
    empty = set(shipped_lists("proposals")["empty"]) | {"of", "for", "on", "to"}
    words = re.findall(r"\w+", name.casefold())
    return frozenset(w.rstrip("s") for w in words if w not in empty)
