"""What a party owes by what was agreed, or has bound itself to: what, by when, in which text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from detente.model.actors import NARRATOR
from detente.model.claims import Commitment
from detente.model.dates import Days, month
from detente.model.vocabulary import Stage
from detente.readings import times, tree
from detente.readings.agreements import Agreement, named_agreement, word_set
from detente.readings.modality import mood
from detente.readings.nlp import Parse, Stretch
from detente.readings.owed import OWED
from detente.readings.owing import JOINTS, Owed, name_start, objects_of
from detente.readings.page import Page
from detente.readings.proposals import stage_of
from detente.readings.speech.chain import chain_of
from detente.readings.tellers import parties_of
from detente.readings.times.dating import SLIP_AHEAD_DAYS

FAMILY = "commitments"
_A_DAY = dt.timedelta(days=1)
# A month that a text names without its year is the last one if it ended so long ago at most, as
# dates without a year are.
_JUST_OVER = dt.timedelta(days=SLIP_AHEAD_DAYS)
# A text named so many words ago is no longer the one meant; and a bound to the work.
_LOOK_BACK = 1000


def read_commitments(page: Page) -> list[Commitment]:
    """Return what a page says is owed by what was agreed, each once, in order."""
    return [claim for owed in owed_on(page) for claim in _claims(page, owed)]


def owed_on(page: Page) -> list[Owed]:
    """Return the same, before it is put as claims: one for all who owe it."""
    found: list[Owed] = []
    for hit in sorted(page.hits(FAMILY), key=lambda h: (-h.confidence, h.start)):
        found += (owed for owed in OWED[hit.reads](page, hit) if owed.by)
    every = _without_overlap(found)
    return [_apart(page, owed, every) for owed in every]


def _without_overlap(found: list[Owed]) -> list[Owed]:
    """Of commitments on the same verb, the surer."""
    kept: dict[int, Owed] = {}
    for owed in found:
        kept.setdefault(owed.verb, owed)
    return sorted(kept.values(), key=lambda o: (o.words.start, o.verb))


def _apart(page: Page, owed: Owed, every: list[Owed]) -> Owed:
    """A commitment without the next, coordinated with it: "free them and (will) pay"."""
    parse = page.parse
    joined = set(tree.conjuncts(parse, owed.verb)) - {owed.verb}
    later = [_begins(parse, o) for o in every if o.verb in joined and o.verb > owed.verb]
    added = [name_start(parse, o.words.start) for o in every if o.words.start > owed.verb]
    later += [start for start in added if parse.tokens[start - 1].lower in JOINTS]
    end = min([owed.what.end, *later])
    next_one = end if end < owed.what.end else owed.until
    while end > owed.verb + 1 and _is_joint(parse, end - 1):
        end -= 1
    if end == owed.what.end:
        return owed
    what, words = Stretch(owed.what.start, end), Stretch(owed.words.start, end)
    return replace(owed, what=what, words=words, until=next_one)


def _is_joint(parse: Parse, i: int) -> bool:
    return parse.tokens[i].pos == "CCONJ" or parse.tokens[i].text in (",", ";", "–", "—")


def _begins(parse: Parse, owed: Owed) -> int:
    """Where a commitment begins behind another: with its subject, or its "must", or its verb."""
    ahead = (c for c in parse.children[owed.verb] if c < owed.verb)
    first = min((tree.subtree(parse, c).start for c in ahead), default=owed.verb)
    return min(first, owed.what.start if owed.what.start <= owed.verb else owed.verb)


def _claims(page: Page, owed: Owed) -> Iterator[Commitment]:
    """One claim for each who owes it, alike but for who owes it and to whom."""
    claim = _claim(page, owed)
    receivers = _receivers(page, owed)
    for by in owed.by:
        yield replace(claim, by=by, to=tuple(name for name in receivers if name != by))


def _claim(page: Page, owed: Owed) -> Commitment:
    """The claim of the first who owes it, to nobody yet."""
    said = page.statement_at(owed.verb)
    when = times.bearing(page, owed.verb)
    late = owed.until is not None and when is not None and when.stretch.start >= owed.until
    if when is not None and (late or _is_of_the_pledge(page, owed.verb, when)):
        when = None
    put = mood(page.parse, owed.verb)
    return Commitment(
        evidence=(page.cite(owed.words),),
        by=owed.by[0],
        what=page.text(owed.what),
        agreement=_text_named(page, owed),
        clause=owed.under.clause if owed.under else None,
        days=_days(page, owed.verb, when),
        date_text=page.text(when.stretch) if when else None,
        condition=page.text_of(put.condition),
        verified_by=_watchers(page, owed),
        stage=_stage(page, owed.under),
        reported_by=said.speaker if said else NARRATOR,
        hedged=put.hedged,
        chain=chain_of(page, owed.verb),
        when=times.when(page, owed.hit.start),
        rule=owed.hit.rule,
        confidence=owed.hit.confidence,
    )


def _is_of_the_pledge(page: Page, verb: int, when: times.TimeMention) -> bool:
    """Whether a day is that on which somebody agreed: "agreed on Tuesday to a truce", told later.

    What was agreed to is named as a thing there, so the only verb is that of the pledge.
    """
    token = page.parse.tokens[verb]
    if token.lemma not in word_set("promising") or when.bound or when.days is None:
        return False
    return page.day is not None and when.days.start <= page.day


def _days(page: Page, verb: int, when: times.TimeMention | None) -> Days | None:
    """The days by which it is due; a month just over is this year's if it was agreed before.

    "agreed in March to pay by the end of May", told in June: May has passed.
    """
    if when is None or when.days is None:
        return None
    day, days = page.day, when.days
    tokens = page.parse.tokens
    above = list(tree.ancestors(page.parse, verb))
    had = any(tokens[c].lower == "had" for i in above for c in page.parse.children[i])
    told = had or any(tokens[i].tag == "VBD" for i in above)
    named = any(char.isdigit() for char in page.text(when.stretch))
    if day is None or named or not told or when.bound not in ("by", "from", "until"):
        return days
    last = month(days.start.year - 1, days.start.month)
    over = dt.timedelta(0) < day - last.end + _A_DAY <= _JUST_OVER
    return last if days.precision == "month" and over else days


def _text_named(page: Page, owed: Owed) -> str | None:
    """The text it stands in; of "Article 4", "the accord", that with a name told of last."""
    if owed.under is None:
        return None
    name, head = owed.under.name, owed.under.head
    if name is not None and " " in name:
        return name
    for i in range(head - 1, max(-1, head - _LOOK_BACK), -1):
        found = named_agreement(page, i)
        if found is None or found.name is None or not found.name[0].isupper():
            continue
        if name is None or found.name.casefold().endswith(f" {name.casefold()}"):
            return found.name
    return name


def _receivers(page: Page, owed: Owed) -> tuple[str, ...]:
    """To whom it is owed: whom it is given to, as far as the clause says."""
    parse = page.parse
    found = tree.prep_objects(parse, owed.verb, "to")
    for thing in objects_of(page, owed.verb):
        found += tree.prep_objects(parse, thing, "to")
    given = tree.child(parse, owed.verb, "dative")
    found += [given] if given is not None else []
    if parse.tokens[owed.verb].lemma == "owe":  # "the fee that it owes Sudmark"
        found += [
            i for i in objects_of(page, owed.verb) if not owed.what.start <= i < owed.what.end
        ]
    return tuple(dict.fromkeys(n for i in found for n in parties_of(page, i)))


def _watchers(page: Page, owed: Owed) -> tuple[str, ...]:
    """Who is to see that it is kept: "a withdrawal monitored by the Observer Mission"."""
    parse = page.parse
    sentence = parse.sentences[parse.tokens[owed.verb].sentence]
    found: list[str] = []
    for i in range(sentence.start, sentence.end):
        if parse.tokens[i].lemma in word_set("watching") and parse.tokens[i].pos == "VERB":
            who = tree.doer(parse, i)
            found += [] if who is None else page.cast.speaker(who)
    return tuple(dict.fromkeys(name for name in found if name not in owed.by))


def _stage(page: Page, under: Agreement | None) -> Stage | None:
    """How far the agreement has come, by the verb that describes it: "the pact signed in May"."""
    if under is None:
        return None
    beside = (page.parse.tokens[c] for c in page.parse.children[under.head])
    told = (t for t in beside if t.dep in ("acl", "relcl", "amod"))
    stages = (stage_of(t.lemma, t.lower.removesuffix("ed")) for t in told)
    return next((stage for stage in stages if stage is not None), None)
