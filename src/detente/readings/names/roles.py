"""Roles of people: before the name, after it, in apposition; and for whom they speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.model.actors import Authority
from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.names.runs import joined
from detente.readings.names.titles import past_verb
from detente.readings.nlp import Parse, Stretch, Token

# A role after the name ends here at the latest.
LONGEST_ROLE = 22
# A name with a wrong label is mended only if it has at most so many words.
LONGEST_NAME = 4
# "Ambassador to the United States Jane Roe": back from the name to the office, at most.
FARTHEST_HEAD = 6
_WITHIN = frozenset({"PROPN", "NOUN", "ADJ", "DET", "CCONJ"})
# Between the names behind an office of several.
_BETWEEN = frozenset({",", "and", "of", "from", "the"})
_ARTICLES = frozenset({"a", "an", "the"})
_POSTED = frozenset({"to", "for"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDS = frozenset(
    {",", ";", ":", "—", "--", "(", ")", "who", "which", "whose", "and", '"', "“", "”"}
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a text says that a person is.

    span: Its tokens, without a leading article. head: The token of the office ("minister").
    person: Index of the mention of its bearer.
    """

    person: int
    span: Stretch
    head: int

    def text(self, parse: Parse) -> str:
        """The role in the words of the text."""
        return joined(parse.tokens[self.span.start : self.span.end])


def find_roles(parse: Parse, mentions: Sequence[Mention]) -> list[Role]:
    """Return the roles of the people among the mentions, in order."""
    found: list[Role] = []
    for number, mention in enumerate(mentions):
        if mention.kind == "person" or (mention.listed is None and not mention.sure):
            before = (
                _before(parse, mention, number, mentions)
                if mention.kind in ("person", "none")
                else None
            )
            after = _after(parse, mention, number)
            if after and _is_house(parse, mentions, number):
                after = replace(after, person=number - 1)
            described = _described(parse, mention, number, before)
            if after and (before or described) and _is_of_next(parse, after, mentions):
                after = None
            told = (before, after, described)
            if before and described and _holds_now(parse, before, described):
                told = (described, before, after)
            elif before and _is_of_birth(parse, before):
                told = (described, after, before)
            found += [role for role in told if role is not None]
    return found


def _is_house(parse: Parse, mentions: Sequence[Mention], number: int) -> bool:
    """Whether a name says whose somebody is: "Jane Roe of Harbourline, the yard's owner,"."""
    mention = mentions[number]
    if not number or mention.kind == "person" or parse.tokens[mention.start - 1].lower != "of":
        return False
    return mentions[number - 1].end == mention.start - 1 and _may_be_person(mentions[number - 1])


def _is_of_next(parse: Parse, role: Role, mentions: Sequence[Mention]) -> bool:
    """Whether a role behind a name is the next one's: "the envoy, Jane Roe, the host, Jim Doe"."""
    end = role.span.end
    if end >= len(parse.tokens) or parse.tokens[end].text != ",":
        return False
    return any(m.start == end + 1 and _may_be_person(m) for m in mentions)


def mended(parse: Parse, mentions: Sequence[Mention], roles: Sequence[Role]) -> list[Mention]:
    """Return the mentions with those made people who hold an office, whatever their label."""
    people = (
        _colleagues(parse, mentions)
        | _counterparts(parse, mentions)
        | {
            r.person
            for r in roles
            if mentions[r.person].kind != "person"
            and 2 <= mentions[r.person].end - mentions[r.person].start <= LONGEST_NAME
            and parse.tokens[r.head].tag not in ("NNS", "NNPS")
            and not parse.tokens[mentions[r.person].start].text.isupper()
        }
    )
    return [
        replace(m, kind="person") if number in people else m for number, m in enumerate(mentions)
    ]


def _colleagues(parse: Parse, mentions: Sequence[Mention]) -> set[int]:
    """Return the names behind an office of several: "the envoys, Jane Roe and John Doe"."""
    tokens = parse.tokens
    inside = {k for m in mentions for k in range(m.start, m.end)}
    found: set[int] = set()
    last = -1  # where the name before ends, if it is one of them
    for number, mention in enumerate(mentions):
        start = mention.start
        if not _may_be_person(mention):
            continue
        comma = start > 1 and tokens[start - 1].text == ","
        head = start - 2 if comma else start - 1
        between = range(last, start)
        listed = 0 < last < start and all(
            k in inside or tokens[k].lower in _BETWEEN for k in between
        )
        if listed or (head >= 0 and _is_plural_office(tokens[head])):
            found.add(number)
            last = mention.end
    return found


def _counterparts(parse: Parse, mentions: Sequence[Mention]) -> set[int]:
    """Return the names behind "her Danish counterpart": people, whatever their label."""
    tokens = parse.tokens
    found = set()
    for number, mention in enumerate(mentions):
        ahead = [t.lower for t in tokens[max(0, mention.start - 2) : mention.start]]
        if (ahead[-1:] == ["counterpart"] or ahead == ["counterpart", ","]) and _may_be_person(
            mention
        ):
            found.add(number)
    return found


def _may_be_person(mention: Mention) -> bool:
    """Whether a name may be a person's full name, as far as its words tell."""
    if mention.listed is not None or not 2 <= mention.end - mention.start <= LONGEST_NAME:
        return False
    return mention.kind in ("person", "none") or (
        mention.kind == "organisation" and not mention.sure
    )


def _is_plural_office(token: Token) -> bool:
    singular = token.lower.removesuffix("s")
    return token.tag in ("NNS", "NNPS") and singular in words("titles", "heads")


def authority(role: str, head: str) -> Authority | None:
    """Return how far the word of a bearer of a role binds the party.

    role: In the words of the text. head: Its head word ("minister").
    """
    said = [w.strip(",.") for w in role.lower().replace("’", "'").split()]
    before = said[: said.index(head) + 1] if head in said else said
    if any(w in words("titles", "former") or w.startswith("ex-") for w in before):
        return "former"
    if head in words("titles", "advisers"):
        return "adviser"
    if head in words("titles", "houses") or head in words("titles", "private"):
        return "unofficial"
    if head == "chief" and "of" in said[len(before) : len(before) + 1]:
        return "adviser" if "staff" in said else "official"
    if any(w in ("vice", "deputy", "assistant", "press", "negotiator") for w in before):
        return "official"
    if head in words("titles", "principals"):
        return "principal"
    return "official" if head in words("titles", "officials") else None


def _holds_now(parse: Parse, before: Role, described: Role) -> bool:
    """Whether the office told first is today's: "the chief envoy, former minister Jane Roe,"."""
    then = authority(before.text(parse), parse.tokens[before.head].lower)
    now = parse.tokens[described.head].lower
    return then == "former" and now not in words("titles", "private")


def _is_of_birth(parse: Parse, role: Role) -> bool:
    """Whether it is no office: "Prince Idris Tahl, the foreign minister"."""
    return role.span.end - role.span.start == 1 and (
        parse.tokens[role.head].lower in words("titles", "of_birth")
    )


def is_head(token: Token) -> bool:
    """Whether a token is a word for an office."""
    return token.lower in words("titles", "heads")


def _within_body(parse: Parse, i: int, mentions: Sequence[Mention]) -> bool:
    """Whether an "and" stands within the name of a body: "Security and Defence Council chief"."""
    if parse.tokens[i].lower != "and":
        return False
    return any(m.kind == "organisation" and m.start < i < m.end - 1 for m in mentions)


def _before(
    parse: Parse, mention: Mention, number: int, mentions: Sequence[Mention]
) -> Role | None:
    """As in "Varlandic Foreign Minister Jane Roe", "envoy John Doe"."""
    tokens = parse.tokens
    name = mention.start
    end = mention.title.end if mention.title else name
    floor = parse.sentences[tokens[name].sentence].start
    head = _head_before(parse, end, floor)
    if head is None and mention.title is not None and mention.title.start > floor:
        end = mention.title.start  # "retired judge Dame Jane Roe"
        head = end - 1 if is_head(tokens[end - 1]) else None
    if head is None:
        return None
    start = head
    while start > floor:
        opens = tokens[start].lower in words("titles", "former", "heads", "modifiers")
        if opens and tokens[start - 1].lower == "of":
            break  # "under the chairmanship of mediator Jane Roe"
        if _in_role(tokens[start - 1]) or _within_body(parse, start - 1, mentions):
            start -= 1
        elif tokens[start - 1].text == ")" and start - 3 > floor and tokens[start - 3].text == "(":
            start -= 3  # "Northern Trade Union (NTU) chairman"
        else:
            break
    while start < head and _loose(tokens[start]):
        start += 1
    return Role(number, Stretch(past_verb(parse, start, head), end), head)


def _head_before(parse: Parse, end: int, floor: int) -> int | None:
    """Return the head of the office that ends right before a token, or None."""
    tokens = parse.tokens
    if end - 1 < floor:
        return None
    last = end - 1
    if tokens[last].text == "." and last > floor:
        last -= 1
    if is_head(tokens[last]):
        return last
    if tokens[last].pos not in _WITHIN:
        return None  # "head of research for Harbour Lines": no name of a head
    for back in range(last - 1, max(floor - 1, last - FARTHEST_HEAD), -1):
        word = tokens[back]
        owner = word.tag == "POS" and back > floor and tokens[back - 1].pos == "PROPN"
        if (owner or word.tag == "VBG") and not _is_behind_name(parse, back, floor):
            continue  # "the head of Varland's negotiating team"
        if back > floor and is_head(tokens[back - 1]):
            named = tokens[last].pos == "PROPN"
            if word.lower == "of" or (word.lower in _POSTED and named):
                return back - 1
        if word.pos not in _WITHIN:
            return None
    return None


def _is_behind_name(parse: Parse, i: int, floor: int) -> bool:
    """Whether a name stands ahead of the phrase: "Jane Roe, editor of Varland's paper, Vesta"."""
    for k in range(i, max(floor, i - LONGEST_ROLE), -1):
        if parse.tokens[k].text == ",":
            return parse.tokens[k - 1].ent == "PERSON"
    return False


def _in_role(token: Token) -> bool:
    if token.lower in words("titles", "former"):
        return True  # "retired judge", which the parser takes for a verb
    if token.pos in ("VERB", "AUX", "CCONJ"):
        return False
    if token.lower in ("'s", "’s", "’", "-", "of") or is_head(token):
        return True
    if token.lower in words("titles", "modifiers") or token.text in ("&",):
        return True
    return token.pos in ("NOUN", "ADJ", "PROPN") or token.ent in ("ORG", "GPE", "NORP")


def _loose(token: Token) -> bool:
    """Whether a token at the front of a role belongs to no role."""
    return token.lower not in words("titles", "former") and (
        token.pos in ("DET", "PRON", "VERB", "AUX", "PUNCT", "PART", "ADP", "CCONJ")
        or token.ent in ("DATE", "TIME")
        or token.text in ("-", ".", "’", "'")
    )


def _after(parse: Parse, mention: Mention, number: int) -> Role | None:
    """As in "Jane Roe, the Varlandic envoy," and "John Doe, CEO of Harbour Lines"."""
    tokens = parse.tokens
    at = mention.end
    sentence = parse.sentences[tokens[mention.start].sentence]
    if at + 1 >= sentence.end or not _leads_on(parse, at):
        return None
    start = at + 1
    if tokens[start].lower == "whose" or (
        mention.start and tokens[mention.start - 1].lower == "in"
    ):
        return None  # "Clara Roe, whose brother…"; "In Oslo, the spokeswoman, Clara Roe,…"
    if tokens[start].pos == "DET" and start + 1 < sentence.end:
        start += 1
    end = start
    head = None
    before_preposition = True
    while end < min(sentence.end, start + LONGEST_ROLE):
        token = tokens[end]
        if token.text in _ENDS and not _joins(parse, end, sentence.end):
            break
        if token.tag in _FINITE or token.text in ".!?":
            break
        if token.pos == "ADP" or token.tag == "IN":
            before_preposition = False
        if before_preposition and is_head(token):
            head = end
        end += 1
    while end > start and tokens[end - 1].pos in ("CCONJ", "PUNCT", "ADP", "DET"):
        end -= 1
    if head is None or end <= head or tokens[at + 1].tag in ("VBG", "VBN", "IN", "TO"):
        return None
    if tokens[at].lower == "is" and tokens[head + 1].tag == "POS":
        return None  # "Jane Roe is the minister's sister"
    if any(t.ent == "PERSON" for t in tokens[head + 1 : head + 2]):
        return None  # "Jane Roe, Minister John Doe and…" is a list
    return Role(number, Stretch(start, end), head)


def _leads_on(parse: Parse, at: int) -> bool:
    """Whether what a name is stands behind a token: a comma, a bracket, "is the"."""
    if parse.tokens[at].lower == "is":
        return parse.tokens[at + 1].lower in _ARTICLES
    return parse.tokens[at].text in (",", "(", "—", "-", "--")


def _joins(parse: Parse, i: int, stop: int) -> bool:
    """Whether an "and" holds the role together: "chief safety and security officer"."""
    token = parse.tokens[i]
    if token.lower != "and" or i + 1 >= stop:
        return False
    after = parse.tokens[i + 1]
    return after.pos in ("NOUN", "ADJ", "PROPN") and after.ent != "PERSON"


def _described(parse: Parse, mention: Mention, number: int, before: Role | None) -> Role | None:
    """As in "the Varlandic foreign minister, Jane Roe," and "the head of the bank, John Doe".

    before: The role right ahead of the name: "the chief negotiator, Deputy Premier Jane Roe,".
    """
    tokens = parse.tokens
    name = mention.start if mention.title is None else mention.title.start  # "Dr Jane Roe"
    comma = (before.span.start if before is not None else name) - 1
    if before is not None and tokens[comma].lower in _ARTICLES:
        comma -= 1  # "its negotiator, the former judge Jane Roe,"
    sentence = parse.sentences[tokens[mention.start].sentence]
    if comma <= sentence.start or tokens[comma].text != ",":
        return None
    close = tokens[mention.end].text if mention.end < sentence.end else "."
    if close not in (",", ".", "—", "?", "!") and tokens[mention.end].tag not in _FINITE:
        return None
    head = _governor(parse, mention, comma)
    if head is None:
        head = _head_before(parse, comma, sentence.start)
    if head is None or tokens[comma - 1].ent == "PERSON":
        return None
    start = head
    while start > sentence.start and _in_role(tokens[start - 1]):
        start -= 1
    if not _opens(parse, start, sentence.start):
        return None
    while start < head and _loose(tokens[start]):
        start += 1
    return Role(number, Stretch(start, comma), head)


def _governor(parse: Parse, mention: Mention, comma: int) -> int | None:
    """Return the office that a name stands in apposition to, or None.

    The parser may hang the name on the last noun of the office: "minister of health of Norway".
    """
    for i in range(mention.end - 1, mention.start - 1, -1):
        if parse.tokens[i].dep != "appos":
            continue
        above = parse.tokens[i].head
        while parse.tokens[above].dep in ("pobj", "prep") and not is_head(parse.tokens[above]):
            above = parse.tokens[above].head
        if 0 < comma - above < LONGEST_ROLE and is_head(parse.tokens[above]):
            return above
    return None


def _opens(parse: Parse, start: int, floor: int) -> bool:
    """Whether the words before show that a whole noun phrase begins here."""
    if start == floor:
        return True
    before = parse.tokens[start - 1]
    return before.pos in ("DET", "PRON", "ADP", "SCONJ", "PUNCT", "VERB", "CCONJ")
