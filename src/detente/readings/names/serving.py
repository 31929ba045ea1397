"""Whom a role serves that names its house by a plain noun: "the union's president"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from detente.readings.names.descriptions import kinds_called, kinds_of_body
from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.names.parties import Party
from detente.readings.names.roles import Role
from detente.readings.names.salience import HOUSES, head_of
from detente.readings.nlp import Parse

_ITS = frozenset({"its", "their"})
_TELLING = frozenset({"ADJ", "NOUN", "PART", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "Its" means who acted in this sentence or the one before.
_SENTENCES_BACK = 1


@dataclass(frozen=True, slots=True)
class _Named:
    """A party at one of its mentions: the tokens start up to end, the rest hangs on head."""

    party: Party
    start: int
    end: int
    head: int


def served_by_role(
    parse: Parse, mentions: Sequence[Mention], parties: Sequence[Party], *, person: Party
) -> Party | None:
    """Return the body or state that a person's roles point to without its name, or None."""
    private = words("titles", "private")
    roles = [role for role in person.roles if parse.tokens[role.head].lower not in private]
    if not roles:
        return None
    named = sorted(
        (
            _Named(p, mentions[i].start, mentions[i].end, head_of(parse, mentions[i]))
            for p in parties
            if p is not person
            for i in p.mentions
        ),
        key=lambda n: n.start,
    )
    own = frozenset(head_of(parse, mentions[i]) for i in person.mentions)
    for role in roles:
        found = (
            _of_noun(parse, named, role)
            or _of_its(parse, named, role, own=own)
            or _of_paragraph(parse, named, role)
        )
        if found is not None:
            return found
    return None


def _of_noun(parse: Parse, named: Sequence[_Named], role: Role) -> Party | None:
    """As in "union president", "the company's spokesman", "head of the union's team"."""
    inside = range(role.span.start, role.span.end)
    if any(n.start in inside for n in named):
        return None
    for i in inside:
        kinds = kinds_called(parse.tokens[i].lower) if i != role.head else set()
        if not kinds or not _is_plain(parse, i):
            continue
        bodies = [n for n in named if n.party.kind in HOUSES]
        fits = [n for n in bodies if kinds_of_body(n.party.name, n.party.kind) & kinds]
        if not fits and "company" in kinds:
            fits = [n for n in named if _may_be_company(n.party) and _acts(parse, named, n.party)]
        if _is_any(parse, role, i):
            fits = []  # "an executive at an inland firm"
        told = _described(parse, role, i)
        fits = [n for n in fits if told <= {_stem(w) for w in n.party.name.split()}]
        return _only_or_last(fits, role.span.start)
    return None


def _is_plain(parse: Parse, i: int) -> bool:
    """Whether a noun is no name: small, or capital only because a sentence begins with it."""
    token = parse.tokens[i]
    return token.text.islower() or i == parse.sentences[token.sentence].start


def _is_any(parse: Parse, role: Role, noun: int) -> bool:
    """Whether a noun means one of many: "an executive at an inland firm"."""
    before = (parse.tokens[k].lower for k in range(role.head + 1, noun))
    return any(word in ("a", "an") for word in before)


def _acts(parse: Parse, named: Sequence[_Named], party: Party) -> bool:
    """Whether a party that no list knows does something in the text."""
    if party.kind == "organisation":
        return True
    return any(parse.tokens[n.head].dep in _SUBJECTS for n in named if n.party is party)


def _described(parse: Parse, role: Role, noun: int) -> set[str]:
    """The words right ahead of a noun, which are in the name of what it means: "pilots' union"."""
    start = noun
    while start > role.span.start and parse.tokens[start - 1].pos in _TELLING:
        start -= 1
    return {_stem(t.text) for t in parse.tokens[start:noun] if t.text[0].isalpha()}


def _stem(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").rstrip("s'")


def _of_its(parse: Parse, named: Sequence[_Named], role: Role, *, own: Set[int]) -> Party | None:
    """As in "Varland walked out. Its chief negotiator, Jane Roe, said…": the subject before.

    own: The heads of the names of who has the role: "“No,” said Jane Roe, its chief negotiator".
    """
    tokens, start = parse.tokens, role.span.start
    start += tokens[start].lower in _ITS
    if start == 0 or tokens[start - 1].lower not in _ITS:
        return None
    here = tokens[start].sentence
    acting = [
        n
        for n in named
        if n.end < start
        and tokens[_whole(parse, n.head)].dep in _SUBJECTS
        and here - tokens[n.start].sentence <= _SENTENCES_BACK
        and (n.party.kind in HOUSES or _may_be_company(n.party))
    ]
    one = tokens[start - 1].lower == "its"  # which means no "crews"
    unknown = _acts_before(parse, start, one=one) - own
    unknown -= {_whole(parse, n.head) for n in acting}
    return None if unknown or not acting else acting[-1].party


def _of_paragraph(parse: Parse, named: Sequence[_Named], role: Role) -> Party | None:
    """As in "Saltmarsh said that it would wait. “We can,” chief executive Jane Roe said.".

    The one body that acts ahead of a bare title of its paragraph, if no state does.
    """
    tokens, start = parse.tokens, role.span.start
    said = {t.lower for t in tokens[start : role.span.end]}
    if not said <= words("titles", "bare") or tokens[start - 1].lower in _ITS:
        return None
    paragraph = parse.paragraphs[tokens[start].paragraph]
    acting = {
        n.party.name: n.party
        for n in named
        if paragraph.start <= n.start < start
        and tokens[_whole(parse, n.head)].dep in _SUBJECTS
        and n.party.kind != "person"
    }
    if len(acting) != 1:
        return None
    (party,) = acting.values()
    is_body = party.kind == "organisation" or (party.kind == "none" and not party.listed)
    return party if is_body else None


def _whole(parse: Parse, i: int) -> int:
    """The "government" of "Norland's government", which is Norland; else the token itself."""
    token = parse.tokens[i]
    ruled = token.dep == "poss" and parse.tokens[token.head].lower in words("groups", "government")
    return token.head if ruled else i


def _acts_before(parse: Parse, start: int, *, one: bool) -> set[int]:
    """The nouns that act in a sentence ahead of a token. one: Leave out those of several."""
    first = parse.sentences[parse.tokens[start].sentence].start
    return {
        t.i
        for t in parse.tokens[first:start]
        if t.dep in _SUBJECTS and t.pos in ("NOUN", "PROPN") and not (one and t.tag == "NNS")
    }


def _only_or_last(fits: Sequence[_Named], start: int) -> Party | None:
    """The one party that fits, of several the one last named before the role."""
    if len({n.party.name for n in fits}) == 1:
        return fits[0].party
    before = [n for n in fits if n.end <= start]
    return before[-1].party if before else None


def _may_be_company(party: Party) -> bool:
    """Whether a name may be a firm's: no list knows it and its words tell no other kind.

    A name of one word that the model takes for a person's is a firm's where a role says so.
    """
    if party.listed or party.acts_for is not None or party.roles:
        return False
    alone = party.kind in ("none", "person") and " " not in party.name
    body = party.kind == "organisation" and not kinds_of_body(party.name, party.kind)
    return alone or body
