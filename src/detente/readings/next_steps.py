"""What is due or announced: who is to do what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.model.actors import NARRATOR
from detente.model.claims import NextStep, When
from detente.readings import times
from detente.readings.coming import (
    dated,
    had_been,
    in_condition,
    is_ahead,
    is_infinitive,
    is_near,
    is_provision,
    is_unconfirmed,
    is_until,
    was_given_up,
    without_day,
)
from detente.readings.contacts import sides
from detente.readings.contacts.status import setting_of_noun
from detente.readings.contacts.times import moved_to
from detente.readings.footing import is_unreal
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of
from detente.readings.tree import child, clause, conjuncts, noun_phrase, subject, subtree
from detente.readings.undone import is_off, undone

FAMILY = "next_steps"
# A day belongs to "deadline" or "scheduled for" if it stands at most so many tokens away.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Step:
    """A step found: its words, what is due, the token that carries it, when, and by whom."""

    hit: Hit
    words: Stretch
    what: Stretch
    head: int
    when: times.TimeMention | None
    who: tuple[str, ...]


def read_next_steps(page: Page) -> list[NextStep]:
    """Return what a page says is due or announced, each once, in order."""
    found: list[_Step] = []
    for hit in sorted(page.hits(FAMILY), key=lambda h: (-h.confidence, h.start)):
        found += _READ[hit.reads](page, hit)
    return [_claim(page, step) for step in _without_overlap(found)]


def _of_due(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield the infinitive of "is due to meet", "plans to sign"."""
    verb, top = _main_verb(page, hit.end - 1), _top(page, hit.start)
    lemma = page.parse.tokens[verb].lemma
    if was_given_up(page, verb, top):
        return
    when = times.bearing(page, verb) or times.bearing(page, top)
    firm = page.parse.tokens[hit.start].lower in _list("firm")
    if lemma in _list("no_steps") or not (firm or lemma in _list("steps") or when):
        return
    if firm or when or _doer_is_known(page, verb, top):
        yield from _step(page, hit, verb, top=top)


def _main_verb(page: Page, i: int) -> int:
    """The verb that "be" helps: "signed" of "is to be signed"."""
    token = page.parse.tokens[i]
    return token.head if token.dep in ("auxpass", "aux") else i


def _top(page: Page, i: int) -> int:
    """The verb that the words of planning hang on: "is" of "is due"."""
    token = page.parse.tokens[i]
    return i if token.pos in ("VERB", "AUX") else token.head


def _of_will(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield what somebody "will" do, if it is a step or has a day."""
    verb = page.parse.tokens[hit.start].head
    lemma = page.parse.tokens[verb].lemma
    if lemma in _list("no_steps") or verb < hit.start:
        return
    plain = page.parse.tokens[hit.start].lower != "would"
    if not plain and is_provision(page, verb):
        return
    if not _doer_is_known(page, verb, verb):
        return
    if (lemma in _list("steps") and plain) or _has_day(page, times.bearing(page, verb)):
        yield from _step(page, hit, verb, top=verb)
    yield from _and_more(page, hit, verb)


def _has_day(page: Page, when: times.TimeMention | None) -> bool:
    """Whether a time is a day; of a report without a day of its own also "on Friday"."""
    undated = times.anchor(page) is None and when is not None and when.kind != "duration"
    return when is not None and (when.days is not None or undated)


def _and_more(page: Page, hit: Hit, verb: int) -> Iterator[_Step]:
    """Yield what else is to be done by a day of its own: "will study it and reply by Friday"."""
    for other in page.parse.children[verb]:
        token = page.parse.tokens[other]
        alone = token.dep == "conj" and token.tag == "VB" and token.lemma not in _list("no_steps")
        own = child(page.parse, other, "nsubj", "nsubjpass", "aux") is None
        when = times.bearing(page, other) if alone and own else None
        if when is not None and when.stretch.start > other and _has_day(page, when):
            yield from _step(page, hit, other, top=other)


def _of_fixed(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield the clause of "is scheduled for Friday"."""
    verb = _top(page, hit.start)
    words = clause(page.parse, verb)
    near = range(hit.end - 1, hit.end + _NEAR)
    when = next((m for m in times.of_clause(page, words) if m.stretch.start in near), None)
    if when is None or when.kind == "duration" or not is_ahead(page, when):
        return
    if hit.extra.get("near") and (when.days is None or not is_near(when.days)):
        return
    if not mood(page.parse, verb).negated and not (
        is_off(page.parse, verb) or had_been(page, verb)
    ):
        what = subject(page.parse, verb)
        thing = words if what is None or hit.extra.get("near") else noun_phrase(page.parse, what)
        yield _Step(hit, words, thing, verb, when, _of_thing(page, what, verb))


def _of_present(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield "the third round opens on Tuesday", if its day lies ahead."""
    verb = hit.start
    when = times.bearing(page, verb)
    today = times.anchor(page)
    if today is None or when is None or when.days is None or when.kind == "duration":
        return
    if when.days.start > today and is_near(when.days) and _doer_is_known(page, verb, verb):
        yield from _step(page, hit, verb, top=verb)


def _of_asked(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield what somebody is asked to do by a day: "asked both to reply by April 3"."""
    verb = child(page.parse, hit.start, "xcomp", "ccomp")
    today = times.anchor(page)
    if verb is None or today is None or not is_infinitive(page, verb):
        return
    when = times.bearing(page, verb)
    if when is not None and when.days is not None and when.days.last > today:
        put = mood(page.parse, hit.start)
        if not put.negated and not put.question and put.condition is None:
            who = subject(page.parse, verb)
            what = Stretch(verb, max(clause(page.parse, verb).end, verb + 1))
            words = Stretch(_from_subject(page, hit.start).start, what.end)
            names = page.who(who) if who is not None else ()
            yield _Step(hit, words, what, verb, when, names)


def _of_deadline(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield a deadline with its day."""
    near = range(hit.start - _NEAR, hit.start + _NEAR + 2)
    sentence = page.parse.sentences[page.parse.tokens[hit.start].sentence]
    for when in times.of_clause(page, sentence):
        if when.stretch.start in near and when.days is not None and is_ahead(page, when):
            first = min(when.stretch.start, hit.start)
            words = Stretch(first, max(when.stretch.end, hit.end))
            yield _Step(hit, words, words, hit.start, when, page.cast.mentioned(words))
            return


def _of_event(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield a meeting, visit or vote that lies ahead, if it is planned or its day is to come."""
    noun = hit.start
    if is_off(page.parse, noun):
        yield from _of_moved(page, hit, noun)
        return
    setting = setting_of_noun(page, noun)
    when = dated(page, noun)
    if setting.verb is not None and not _is_real(page, setting.verb):
        return
    if setting.status == "planned" and setting.own:
        if when is None and setting.verb is not None:
            when = times.bearing(page, setting.verb)
        if setting.verb is not None and (when is None or is_ahead(page, when)):
            words, who = _from_subject(page, setting.verb), _of_thing(page, noun, setting.verb)
            yield _Step(hit, words, noun_phrase(page.parse, noun), noun, when, who)
    elif when is not None and when.days is not None and setting.status in ("planned", "held"):
        today = times.anchor(page)
        if today is not None and when.days.start > today:
            words = noun_phrase(page.parse, noun)
            yield _Step(hit, words, words, noun, when, _of_thing(page, noun, setting.verb))


def _of_moved(page: Page, hit: Hit, noun: int) -> Iterator[_Step]:
    """Yield what is put off to a day to come: that day counts, and not the one it was set for."""
    when, verb = moved_to(page, noun), page.parse.tokens[noun].head
    if when is not None and is_ahead(page, when) and _is_real(page, verb):
        what, who = _until_which(page, noun), _of_thing(page, noun, verb)
        yield _Step(hit, _from_subject(page, verb), what, verb, when, who)


def _until_which(page: Page, noun: int) -> Stretch:
    """The words for a thing, up to what is told of it: "a summit, which had been planned"."""
    phrase = noun_phrase(page.parse, noun)
    told = (i for i in range(noun, phrase.end) if page.parse.tokens[i].dep == "relcl")
    end = min((subtree(page.parse, i).start for i in told), default=phrase.end)
    while page.parse.tokens[end - 1].pos == "PUNCT":
        end -= 1
    return Stretch(phrase.start, end)


def _of_invited(page: Page, hit: Hit) -> Iterator[_Step]:
    """Yield what somebody has been invited to: "invited the envoys to Bergholm for talks"."""
    verb = hit.start
    put = mood(page.parse, verb)
    parties = sides.parties_of_invitation(page, verb)
    if put.negated or put.question or put.footing in ("supposed", "denied"):
        return
    if {p.role for p in parties} != {"inviter", "invitee"}:
        return
    aims = [
        c
        for c in page.parse.children[verb]
        if c > verb and page.parse.tokens[c].lower in ("to", "for")
    ] + [c for c in page.parse.children[verb] if page.parse.tokens[c].dep == "xcomp"]
    aims += [
        c
        for o in page.parse.children[verb]
        if page.parse.tokens[o].dep == "dobj"
        for c in page.parse.children[o]
        if page.parse.tokens[c].lower in ("to", "for")
    ]
    if aims:
        words = Stretch(verb, clause(page.parse, verb).end)
        what = Stretch(min(subtree(page.parse, c).start for c in aims), words.end)
        when = times.bearing(page, verb)
        if when is None or is_ahead(page, when):
            yield _Step(hit, words, what, verb, when, tuple(p.name for p in parties))


def _is_real(page: Page, verb: int) -> bool:
    """Whether the text stands behind it, without a condition."""
    put = mood(page.parse, verb)
    unreal = put.footing == "denied" or is_unreal(page.parse, verb) or is_unconfirmed(page, verb)
    return not unreal and put.condition is None


def _doer_is_known(page: Page, verb: int, top: int) -> bool:
    """Whether an actor does it, or it is an event that takes place."""
    who = subject(page.parse, verb)
    who = subject(page.parse, top) if who is None else who
    if who is None:
        return False
    token = page.parse.tokens[who]
    words = shipped_lists("contacts")["parts"]["people"]
    return bool(page.who(who)) or token.lower in words or token.lower in _list("events")


_READ = {
    "due": _of_due,
    "will": _of_will,
    "fixed": _of_fixed,
    "deadline": _of_deadline,
    "event": _of_event,
    "invited": _of_invited,
    "present": _of_present,
    "asked": _of_asked,
}


def _step(page: Page, hit: Hit, verb: int, *, top: int) -> Iterator[_Step]:
    """The step of a verb, unless it is denied, only possible, or nobody's."""
    for holder in {verb, top}:
        m = mood(page.parse, holder)
        if (
            (m.negated and not is_until(page, verb))
            or m.question
            or m.condition is not None
            or in_condition(page, holder)
            or is_unconfirmed(page, holder)
            or undone(page.parse, holder) is not None
        ):
            return
    who = subject(page.parse, verb)
    who = subject(page.parse, top) if who is None else who
    if who is None or page.parse.tokens[who].lower in ("it", "there", "that", "this", "which"):
        return
    when = times.bearing(page, verb) or times.bearing(page, top)
    if when is not None and not is_ahead(page, when):
        return
    what = _from_event(page, who, verb)
    yield _Step(hit, _from_subject(page, top), what, verb, when, _doers(page, who, verb))


def _from_event(page: Page, who: int, verb: int) -> Stretch:
    """What is due: the clause from its verb, or from what takes place: "the talks open in Tarn".

    Where much stands between, what takes place alone: "the summit, which was put off, opens".
    """
    thing = clause(page.parse, verb)
    end = max(thing.end, verb + 1)
    if page.parse.tokens[who].lower not in _list("events") or who > verb:
        return Stretch(max(thing.start, verb), end)
    phrase = noun_phrase(page.parse, who)
    between = page.parse.tokens[phrase.end : verb]
    if any(t.text in ",;" or t.dep == "relcl" for t in between):
        return phrase
    return Stretch(phrase.start, end)


def _from_subject(page: Page, verb: int) -> Stretch:
    """A clause without what stands ahead of its subject ("As tensions go on, …")."""
    words = clause(page.parse, verb)
    who = child(page.parse, verb, "nsubj", "nsubjpass")
    if who is None or who > verb:
        return words
    return Stretch(max(words.start, noun_phrase(page.parse, who).start), words.end)


def _doers(page: Page, who: int, verb: int) -> tuple[str, ...]:
    """Who is to do it: the subject, and with whom if it is an encounter."""
    if page.parse.tokens[who].lower in _list("events"):
        return _of_thing(page, who, verb)
    found = dict.fromkeys(n for i in conjuncts(page.parse, who) for n in page.who(i))
    if page.parse.tokens[verb].lemma in _list("encounters"):
        found.update(dict.fromkeys(p.name for p in sides.parties_of_verb(page, verb)))
    held = child(page.parse, verb, "dobj")
    if held is not None and page.parse.tokens[held].lower in _list("events"):
        found.update(dict.fromkeys(_of_thing(page, held, verb)))
    return tuple(found)


def _of_thing(page: Page, noun: int | None, verb: int | None) -> tuple[str, ...]:
    """Who takes part in a meeting, vote or signing."""
    if noun is None:
        return ()
    found = [p.name for p in sides.parties_of_noun(page, noun, verb) if p.role != "absent"]
    return tuple(found) or page.cast.mentioned(noun_phrase(page.parse, noun))


def _without_overlap(found: list[_Step]) -> list[_Step]:
    """Of steps that share words, the surer; two in one sentence may stand side by side."""
    kept: list[_Step] = []
    for step in found:
        if all(_apart(step.words, other.words) for other in kept):
            kept.append(step)
    return sorted(kept, key=lambda s: s.words.start)


def _apart(one: Stretch, other: Stretch) -> bool:
    return one.end <= other.start or other.end <= one.start


def _claim(page: Page, step: _Step) -> NextStep:
    said = page.statement_at(step.head)
    when = step.when
    return NextStep(
        evidence=(page.cite(step.words),),
        what=page.text(without_day(page, _within_statement(page, step), when)),
        who=step.who,
        days=when.days if when else None,
        date_text=page.text(when.stretch) if when else None,
        reported_by=said.speaker if said else NARRATOR,
        hedged=mood(page.parse, step.head).hedged,
        chain=chain_of(page, step.head),
        when=When(when.days, page.cite(when.stretch)) if when and when.days else None,
        rule=step.hit.rule,
        confidence=step.hit.confidence,
    )


def _within_statement(page: Page, step: _Step) -> Stretch:
    """What is due, without words of who says so."""
    said = page.statement_at(step.head)
    if said is None:
        return step.what
    inside = [
        i
        for i in range(step.what.start, step.what.end)
        if said.main.start <= page.parse.tokens[i].start < said.main.end
    ]
    return Stretch(inside[0], inside[-1] + 1) if inside else step.what


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(shipped_lists("next_steps")[name])
