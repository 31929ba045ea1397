"""How the talks are judged: assessments, and forecasts with their conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.actors import NARRATOR, is_unnamed
from detente.model.claims import Assessment, Statement
from detente.model.vocabulary import Polarity
from detente.readings import tree
from detente.readings.modality import is_in_doubt, mood
from detente.readings.negation import word_set
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.page import Page
from detente.readings.positions.voices import can_hold
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of

# Rules of this kind judge something only where somebody says so in his own words.
_WITHIN_SPEECH = frozenset({"adjective", "noun", "effect"})
# Where a word says something of the subject or is had, seen or made.
_PREDICATES = frozenset({"acomp", "attr", "dobj", "oprd", "ccomp", "ROOT", "conj", "xcomp"})
# Words of what is to come.
_AHEAD = frozenset({"will", "would", "could", "may", "might", "'ll", "’ll", "wo"})
_ABLE = frozenset({"ca", "can"})
_PROSPECTS = frozenset({"unlikely", "likely", "bound", "possible", "impossible"})
# "hurdles remain", "progress was made", "disagreements persist"
_REMAINING = frozenset({"remain", "persist", "exist", "be", "make", "continue", "stay"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judging word in its place: the clause, what it judges, which way."""

    hit: Hit
    verb: int
    polarity: Polarity


def read_assessments(page: Page) -> list[Assessment]:
    """Return judgements of the talks, a proposal, conduct or the prospects, by whom, in order."""
    found: list[Assessment] = []
    spoken: dict[tuple[Statement, int], list[Verdict]] = {}
    for hit in page.hits("assessments"):
        kind = hit.extra["kind"]
        said = page.statement_at(hit.start)
        if kind == "verb":
            found += _by_doing(page, hit)
        elif kind == "condition" and said is None:
            found += _expected(page, hit)
        elif kind == "condition" and said is not None:
            verdict = _forecast(page, hit)
            sentence = page.parse.tokens[hit.start].sentence
            if verdict is not None:
                spoken.setdefault((said, sentence), []).append(verdict)
        elif kind in _WITHIN_SPEECH and said is not None and _judges(page, hit):
            verdict = _verdict(page, hit)
            sentence = page.parse.tokens[hit.start].sentence
            if verdict is not None:
                spoken.setdefault((said, sentence), []).append(verdict)
    for (said, _), verdicts in spoken.items():
        found.append(_spoken(page, said, verdicts))
    return sorted(found, key=lambda a: a.main.start)


def _by_doing(page: Page, hit: Hit) -> Iterator[Assessment]:
    """The subject judges the object ("Norland welcomed the plan")."""
    verb = hit.start
    put = mood(page.parse, verb)
    judge, thing = tree.doer(page.parse, verb), tree.done_to(page.parse, verb)
    if judge is None or thing is None or put.negated or put.modal:
        return
    if put.footing != "asserted":
        return
    said = page.statement_at(verb)
    for name in page.who(judge):
        yield Assessment(
            evidence=(page.cite(page.within_statement(tree.clause(page.parse, verb), verb)),),
            by=name,
            about=page.text(tree.bare_phrase(page.parse, thing)),
            polarity=hit.reads,  # type: ignore[arg-type]
            reported_by=said.speaker if said else NARRATOR,
            hedged=put.hedged,
            rule=hit.rule,
            confidence=hit.confidence,
        )


def _forecast(page: Page, hit: Hit) -> Verdict | None:
    """What is to come, tied to a condition ("Until that changes, X will not happen").

    What the speaker would do on a condition ("we will sign if…") is a position, no forecast.
    """
    parse = page.parse
    opener = parse.tokens[hit.start]
    verb = opener.head if opener.dep in ("prep", "advmod") else parse.tokens[opener.head].head
    hoped = parse.tokens[verb].lemma in word_set("chances")
    if parse.tokens[verb].pos not in ("VERB", "AUX") and not hoped:
        return None
    said, put = page.statement_at(hit.start), mood(parse, verb)
    doer = tree.child(parse, verb, *tree.SUBJECTS) if hoped else tree.subject(parse, verb)
    own = doer is not None and _is_of_speaker(page, doer)
    # what a party would do on a condition is a position
    holds = said is not None and can_hold(page, said.speaker)
    own = own or (holds and any(h.start <= verb < h.end for h in page.hits("positions")))
    if own or put.condition is None or page.statement_at(verb) != said:
        return None
    likely = any(parse.tokens[c].lower in _PROSPECTS for c in parse.children[verb])
    hoped = hoped or any(
        parse.tokens[i].lemma in word_set("chances")  # "there is a chance of a deal if"
        for i in (doer, tree.child(parse, verb, "attr"))
        if i is not None
    )
    if is_unreal(parse, verb):
        return None
    cannot = put.modal in _ABLE and put.negated
    bare = opener.lower == "unless" and is_likened(parse, verb)
    bare = bare or _is_no_deal(parse, verb)
    ahead = put.modal in _AHEAD or cannot or put.future or likely or hoped or bare
    return Verdict(hit, verb, "conditional") if ahead else None


def _is_no_deal(parse: Parse, verb: int) -> bool:
    """Whether it is "(without monitors) there is no deal": that, and not "there is no doubt"."""
    thing = tree.child(parse, verb, "attr")
    there = tree.child(parse, verb, "expl") is not None
    named = (
        thing is not None and parse.tokens[thing].lemma in shipped_lists("positions")["outcomes"]
    )
    return named and there and mood(parse, verb).negated


def is_likened(parse: Parse, verb: int) -> bool:
    """Return whether a thing is called another: "unless they pay, it is a piece of paper"."""
    thing, who = tree.child(parse, verb, "attr"), tree.child(parse, verb, "nsubj")
    if thing is None or who is None or parse.tokens[verb].tag not in ("VBP", "VBZ"):
        return False
    article = any(parse.tokens[c].lower in ("a", "an") for c in parse.children[thing])
    counted = any(parse.tokens[c].pos == "NUM" for c in tree.below(parse, thing))
    return article and not counted and parse.tokens[verb].lemma == "be"


def _expected(page: Page, hit: Hit) -> Iterator[Assessment]:
    """What an analyst expects on a condition: "Roe expects a deal by May unless Norland leaves".

    What a party expects on a condition is no forecast: it may be its demand.
    """
    parse = page.parse
    under = parse.tokens[parse.tokens[hit.start].head]
    verb = under.head
    told = parse.tokens[verb]
    cue = told.head if told.dep in ("ccomp", "xcomp") else verb
    who, put = tree.child(parse, cue, "nsubj"), mood(parse, cue)
    thing = tree.child(parse, cue, "dobj", "ccomp", "xcomp")
    condition = mood(parse, verb).condition
    expects = parse.tokens[cue].lemma in word_set("expecting") and under.dep == "advcl"
    if not expects or who is None or thing is None or condition is None or thing < cue:
        return
    if put.negated or put.modal or page.quoted(cue) is not None:
        return
    start = tree.subtree(parse, thing).start
    start += parse.tokens[start].lower == "that"
    about = tree.child(parse, thing, *tree.SUBJECTS)
    for name in page.who(who):
        if is_unnamed(name) or can_hold(page, name):
            continue
        yield Assessment(
            evidence=(page.cite(Stretch(start, condition.end)),),
            by=name,
            about=page.text(tree.bare_phrase(parse, thing if about is None else about)),
            polarity="conditional",
            condition=page.text_of(condition),
            reported_by=NARRATOR,
            hedged=put.hedged,
            rule=hit.rule,
            confidence=hit.confidence,
        )


def is_unreal(parse: Parse, verb: int) -> bool:
    """Return whether a clause tells what did not come about: "it would have been the weather"."""
    beside = {parse.tokens[c].lower for c in parse.children[verb] if parse.tokens[c].dep == "aux"}
    return bool(beside & {"have", "'ve", "’ve"}) and bool(beside & {"would", "could", "might"})


def _is_of_speaker(page: Page, doer: int) -> bool:
    """Whether it is the speaker, or the speaker's party, that would do it."""
    word = page.parse.tokens[doer].lower
    said = page.statement_at(doer)
    if word in ("i", "we") or said is None:
        return True
    if word not in ("he", "she", "it", "they"):
        return False
    mine = {said.speaker, page.cast.party(said.speaker)}
    return bool(mine & set(page.who(doer)))


def _judges(page: Page, hit: Hit) -> bool:
    """Whether a word says something of its subject, not merely stands beside a noun."""
    parse = page.parse
    head = parse.tokens[hit.end - 1]
    if hit.extra["kind"] == "effect":
        return True
    if hit.extra["kind"] == "adjective" and head.dep == "amod":
        head = parse.tokens[head.head]
        return head.dep in _PREDICATES
    if hit.extra["kind"] == "noun" and head.dep in ("nsubj", "nsubjpass"):
        return parse.tokens[head.head].lemma in _REMAINING
    return head.dep in _PREDICATES


def _verdict(page: Page, hit: Hit) -> Verdict | None:
    """Return which way a word judges in its clause; None if it is no predicate."""
    parse = page.parse
    head = hit.end - 1
    verb = head if parse.tokens[head].pos == "VERB" else tree.governing_verb(parse, head)
    if verb is None:
        verb = head
    put = mood(parse, verb)
    if put.condition is not None and is_unreal(parse, verb):
        return None  # "a deal would have failed without monitors"
    denied = put.negated or _has_no(page, head)
    polarity: Polarity = hit.reads  # type: ignore[assignment]
    if denied:
        polarity = "negative" if hit.reads == "positive" else "positive"
    return Verdict(hit, verb, polarity)


def _has_no(page: Page, noun: int) -> bool:
    if page.parse.tokens[noun].pos == "VERB":
        return False  # "would collapse without monitors"
    for c in page.parse.children[noun]:
        if page.parse.tokens[c].lower in ("no", "little", "few", "hardly", "without", "any"):
            return page.parse.tokens[c].lower != "any"
    return False


def _spoken(page: Page, said: Statement, verdicts: list[Verdict]) -> Assessment:
    first = verdicts[0]
    ways = {v.polarity for v in verdicts}
    condition = next(
        (c for v in verdicts if (c := mood(page.parse, v.verb).condition) is not None), None
    )
    polarity: Polarity = "mixed" if len(ways) > 1 else first.polarity
    if condition is not None:
        polarity = "conditional"
    best = max(verdicts, key=lambda v: v.hit.confidence)
    return Assessment(
        evidence=(
            page.cite(page.within_statement(_judging(page, verdicts, condition), first.hit.start)),
        ),
        by=said.speaker,
        about=_about(page, first),
        polarity=polarity,
        condition=page.text_of(condition),
        reported_by=said.reported_by if said.chain else said.speaker,
        hedged=said.hedged or any(is_in_doubt(page.parse, v.verb) for v in verdicts),
        chain=chain_of(page, first.hit.start),
        when=said.when,
        rule=best.hit.rule,
        confidence=best.hit.confidence,
    )


def _judging(page: Page, verdicts: list[Verdict], condition: Stretch | None) -> Stretch:
    """The clauses that judge, with the condition."""
    if len({v.polarity for v in verdicts}) > 1:
        # what weighs one thing against another is all of the sentence that was said
        return page.parse.sentences[page.parse.tokens[verdicts[0].verb].sentence]
    stretches = [tree.clause(page.parse, v.verb) for v in verdicts]
    stretches += [Stretch(v.hit.start, v.hit.end) for v in verdicts]
    stretches += [condition] if condition is not None else []
    start = min(s.start for s in stretches)
    while page.parse.tokens[start].dep == "mark" and condition is None and len(verdicts) == 1:
        start += 1
    return Stretch(start, max(s.end for s in stretches))


def _about(page: Page, verdict: Verdict) -> str:
    """The noun that an adjective goes with, the subject of the judging clause, or the words."""
    head = verdict.hit.end - 1
    if verdict.polarity == "conditional":
        return _outcome(page, verdict)
    if page.parse.tokens[head].dep == "amod" and page.parse.tokens[head].pos != "VERB":
        beside = page.parse.tokens[page.parse.tokens[head].head]
        if beside.pos not in tree.NOUNS:
            return _judged_above(page, head)
        return page.text(tree.noun_phrase(page.parse, page.parse.tokens[head].head))
    # "called the plan a sham" is about the plan
    thing = tree.child(page.parse, head, "nsubj")
    thing = tree.subject(page.parse, verdict.verb) if thing is None else thing
    if thing is not None and page.parse.tokens[thing].pos != "PRON":
        return page.text(tree.bare_phrase(page.parse, thing))
    objects = tree.done_to(page.parse, verdict.verb)
    if objects is not None:
        return page.text(tree.bare_phrase(page.parse, objects))
    return page.text(tree.noun_phrase(page.parse, verdict.hit.end - 1))


def _judged_above(page: Page, head: int) -> str:
    """The nearest subject above a word, or the word itself."""
    for above in tree.ancestors(page.parse, head):
        thing = tree.child(page.parse, above, *tree.SUBJECTS)
        if thing is not None and thing < head and page.parse.tokens[thing].pos != "PRON":
            return page.text(tree.bare_phrase(page.parse, thing))
    return page.text(Stretch(head, head + 1))


def _outcome(page: Page, verdict: Verdict) -> str:
    """What a conditional forecast is about: the subject of what is to come, else the clause."""
    noun = page.parse.tokens[verdict.verb].pos == "NOUN"
    thing = None if noun else tree.subject(page.parse, verdict.verb)
    if thing is not None and page.parse.tokens[thing].pos != "PRON":
        return page.text(tree.bare_phrase(page.parse, thing))
    bearing = mood(page.parse, verdict.verb).condition
    cut = [
        c
        for c in page.parse.children[verdict.verb]
        if page.parse.tokens[c].dep in ("advcl", "mark")
        or (bearing is not None and bearing.start <= c < bearing.end)
    ]
    return page.text(tree.subtree(page.parse, verdict.verb, cut))
