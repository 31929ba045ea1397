"""Capitalised runs -> mentions: names with a kind, cut loose from titles and possessors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.readings.names.kinds import (
    LONGEST_PERSON,
    is_full_name,
    is_organisation,
    is_paper,
    is_part_of_person,
    is_person,
    is_place,
    realm_name,
    says_by_full_name,
)
from detente.readings.names.lexicon import Entry, Kind, lexicon, words
from detente.readings.names.particles import is_with_particles
from detente.readings.names.runs import LINKS, find_runs, is_capital, joined, shouts, sure_words
from detente.readings.names.titles import find_title, gender_of
from detente.readings.nlp import Parse, Stretch
from detente.readings.rules import shipped_lists

_FULL_NAME = 2


# Not frozen, as tokens are not: a page has many.
@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """A name in the text: tokens start up to end.

    kind: As the words here tell; "none" if they do not. listed: The list's entry, or None.
    gender: "m", "f" or "" by the form of address before it.
    title: Tokens of a title before it that belong to it ("Prime Minister"), or None.
    sure: Whether the words themselves show the kind, not only the model's label.
    """

    start: int
    end: int
    kind: Kind
    listed: Entry | None = None
    gender: str = ""
    title: Stretch | None = None
    sure: bool = False


def find_mentions(parse: Parse, furniture: frozenset[int]) -> list[Mention]:
    """Return the names in running text, in order."""
    found: list[Mention] = []
    sure = sure_words(parse)
    surnames = _surnames(parse)
    plain = _plain_words(parse) | _short_for(parse)
    for sentence in parse.sentences:
        if parse.tokens[sentence.start].paragraph in furniture:
            continue
        shouting = shouts(parse.tokens[sentence.start : sentence.end])
        for found_run in find_runs(parse, sentence, sure=sure, surnames=surnames):
            run = _past_kind(parse, found_run, sentence)
            if shouting:
                found += _listed_only(parse, run)
            elif _is_surname_alone(parse, run, surnames):
                found.append(Mention(run.start, run.end, "person"))
            else:
                found += (m for m in _split(parse, run) if not _is_plain(parse, m, plain))
    return found


def _past_kind(parse: Parse, run: Stretch, sentence: Stretch) -> Stretch:
    """A run without the word for a firm that a sentence begins with: "Drugmaker Coriphar".

    Where the text names it without that word, too.
    """
    tokens = parse.tokens
    kinds = words("groups", "kinds") | words("groups", "house_kinds")
    opens = run.start == sentence.start and run.end - run.start > 1
    if not opens or tokens[run.start].lower not in kinds:
        return run
    first = tokens[run.start].text
    name = tokens[run.start + 1].text
    alone = any(b.text == name and a.text != first for a, b in pairwise(tokens))
    return Stretch(run.start + 1, run.end) if alone else run


def _plain_words(parse: Parse) -> frozenset[str]:
    """Return the words that the text writes small: a capital at the start tells nothing then."""
    return frozenset(t.text for t in parse.tokens if t.text.islower() and t.pos != "PROPN")


def _short_for(parse: Parse) -> frozenset[str]:
    """Return words such as "Ministry" that stand in a longer name of the text, capitalised."""
    generic = words("organisations", "generic")
    found = set()
    for before, token in pairwise(parse.tokens):
        if not before.text[0].isupper():
            continue
        both = token.text[0].isupper()
        of = token.lower == "of"
        for word in (before, token) if both else (before,) if of else ():
            if word.lower in generic:
                found.add(word.text)
    return frozenset(found)


def _is_plain(parse: Parse, mention: Mention, plain: frozenset[str]) -> bool:
    """Whether a word is no name: written small elsewhere, or "the Ministry" of somebody named."""
    token = parse.tokens[mention.start]
    if mention.end - mention.start > 1 or mention.listed is not None or mention.title is not None:
        return False
    start = parse.sentences[token.sentence].start
    opens = mention.start == start or not parse.tokens[mention.start - 1].text[-1].isalnum()
    if opens and {token.lower, token.lower + "s"} & plain and not token.text.isupper():
        return True
    if opens and token.tag == "NNS" and mention.kind == "none":
        return True
    if (
        opens
        and token.lower in words("organisations", "generic")
        and _is_office_of(parse, mention)
    ):
        return True
    return token.text in plain and token.lower in words("organisations", "generic")


def _is_office_of(parse: Parse, mention: Mention) -> bool:
    """As in "Union president Jane Roe": a plain noun that a sentence begins with."""
    after = parse.tokens[mention.end : mention.end + 1]
    return any(t.lower in words("titles", "heads") and t.text.islower() for t in after)


def _surnames(parse: Parse) -> frozenset[str]:
    """Return the last words of full names, as the model labels them."""
    tokens = parse.tokens
    found = set()
    for before, token in pairwise(tokens):
        if token.ent != "PERSON" or before.ent != "PERSON" or token.ent_starts:
            continue
        last = token.i + 1 == len(tokens) or (
            tokens[token.i + 1].ent != "PERSON" or tokens[token.i + 1].ent_starts
        )
        titled = before.lower in words("titles", "heads") or not before.text[0].isupper()
        if last and not titled and token.pos == "PROPN" and not token.text.isupper():
            found.add(token.text)
    return frozenset(found)


def _is_surname_alone(parse: Parse, run: Stretch, surnames: frozenset[str]) -> bool:
    """Whether a word that is an office as well is the surname of somebody here: "King said"."""
    token = parse.tokens[run.start]
    if run.end - run.start > 1:
        return False
    before = parse.tokens[run.start - 1].lower if run.start else ""
    if token.ent == "DATE":  # "on 16 September, Stolt said": the model takes it for a year
        says = before == "," and _pos_at(parse, run.end) in ("AUX", "VERB")
        return says and _ends_a_name(parse, token.text)
    if token.text not in surnames:
        return False
    return token.lower in words("titles", "heads") and before not in ("the", "a", "his", "her")


def _ends_a_name(parse: Parse, word: str) -> bool:
    """Whether a word stands somewhere behind another capitalised one: "Harm Stolt"."""
    return any(
        token.text == word and token.ent != "DATE" and is_capital(before) and before.pos == "PROPN"
        for before, token in pairwise(parse.tokens)
    )


def _pos_at(parse: Parse, i: int) -> str:
    return parse.tokens[i].pos if i < len(parse.tokens) else ""


def text_of(parse: Parse, mention: Mention) -> str:
    """Return the words of a mention with single blanks where the text has any."""
    return joined(parse.tokens[mention.start : mention.end])


def _listed_only(parse: Parse, run: Stretch) -> Iterator[Mention]:
    i = run.start
    while i < run.end:
        found = lexicon().at(parse.tokens, i, run.end)
        if found and found.entry.form in ("name", "adjective"):
            yield Mention(i, found.end, found.entry.kind, found.entry, sure=True)
            i = found.end
        else:
            i += 1


def _split(parse: Parse, run: Stretch) -> Iterator[Mention]:
    """Yield the names of a run: "Varlandic President Jane Roe" holds two."""
    tokens = parse.tokens
    if is_paper(parse, run):
        return
    whole = lexicon().at(tokens, run.start, run.end)
    if whole and whole.end == run.end and not is_part_of_person(parse, run):
        yield Mention(run.start, run.end, whole.entry.kind, whole.entry, sure=True)
        return
    title = find_title(parse, run)
    if title is None and (name := _behind_portfolio(parse, run)) is not None:
        yield Mention(name, run.end, "person", sure=True)
        return
    if title is None:
        yield from _untitled(parse, run)
        return
    if title.start > run.start:
        yield from _before_title(parse, Stretch(run.start, title.start), title)
    if title.end < run.end:
        rest = Stretch(title.end, run.end)
        yield from (
            replace(m, title=title, gender=m.gender or gender_of(parse, title))
            if m.start == rest.start and m.kind == "person"
            else m
            for m in _after_title(parse, rest)
        )


def _behind_portfolio(parse: Parse, run: Stretch) -> int | None:
    """Return where the name begins in "(Minister for) European Affairs Jane Roe", or None."""
    tokens = parse.tokens
    if run.start < 2 or tokens[run.start - 1].lower not in ("for", "of"):
        return None
    if tokens[run.start - 2].lower not in words("titles", "heads"):
        return None
    for k in range(run.start, run.end - 2):
        if tokens[k].lower in words("titles", "affairs", "portfolios"):
            left = run.end - k - 1
            more = tokens[k + 1].lower in words("titles", "affairs", "portfolios")
            return k + 1 if 2 <= left <= LONGEST_PERSON and not more else None
    field = run.end - run.start == _FULL_NAME + 1 and tokens[run.start - 2].lower == "minister"
    return run.start + 1 if field and is_person(parse, Stretch(run.start + 1, run.end)) else None


def _before_title(parse: Parse, left: Stretch, title: Stretch) -> Iterator[Mention]:
    """Yield who is named before a title: "IMF", not the "Labour" of "Labour Minister"."""
    said = {t.lower for t in parse.tokens[title.start : title.end]}
    office = bool(said & words("titles", "offices"))
    listed = lexicon().at(parse.tokens, left.start, left.end)
    if listed and not is_organisation(parse, left):
        yield Mention(left.start, listed.end, listed.entry.kind, listed.entry, sure=True)
        left = Stretch(listed.end, left.end)
    business = bool(said & words("titles", "business"))
    if not listed and not business and _is_adjective(parse, left.start):
        yield Mention(left.start, left.start + 1, "none")
        left = Stretch(left.start + 1, left.end)
    for mention in _untitled(parse, left):
        if mention.listed or (mention.kind == "organisation" and (mention.sure or not office)):
            yield mention
        elif said & words("titles", "corporate") and _is_house(parse, mention):
            yield replace(mention, kind="organisation")
        elif mention.kind == "place" and parse.tokens[mention.start].lower not in _portfolios():
            yield mention


def _is_adjective(parse: Parse, i: int) -> bool:
    """Whether a word may be the adjective of a state that no list knows."""
    token = parse.tokens[i]
    shaped = token.lower.endswith(tuple(shipped_lists("places")["adjective_endings"]))
    return shaped and token.lower not in words("titles", "portfolios", "modifiers", "heads")


def _is_house(parse: Parse, mention: Mention) -> bool:
    """Whether a word before a title of business names the house: "Harbourline CEO"."""
    token = parse.tokens[mention.end - 1]
    plain = words("titles", "modifiers", "portfolios", "heads", "former")
    kinds = ("person", "organisation", "none")
    return token.lower not in plain and token.ent != "NORP" and mention.kind in kinds


def _portfolios() -> frozenset[str]:
    return words("titles", "portfolios")


def _after_title(parse: Parse, rest: Stretch) -> Iterator[Mention]:
    found = lexicon().at(parse.tokens, rest.start, rest.end)
    org_words = shipped_lists("organisations")["words"]
    if (found and found.end == rest.end) or parse.tokens[rest.end - 1].lower in org_words:
        yield from _untitled(parse, rest)
        return
    if parse.tokens[rest.start].lower in ("of", "for", "-"):
        yield from _untitled(parse, Stretch(_past_portfolio(parse, rest), rest.end))
        return
    stop = rest.end
    for k in range(rest.start + 1, rest.end):
        other = parse.tokens[k].ent_starts and parse.tokens[k].ent in ("ORG", "GPE", "NORP", "FAC")
        if other and parse.tokens[k - 1].ent == "PERSON":
            stop = k
            break
    if stop == rest.end and is_with_particles(parse, rest):
        yield Mention(rest.start, rest.end, "person", sure=True)
        return
    yield Mention(rest.start, min(stop, rest.start + LONGEST_PERSON), "person", sure=True)
    if stop < rest.end:
        yield from _untitled(parse, Stretch(stop, rest.end))


def _past_portfolio(parse: Parse, rest: Stretch) -> int:
    """Return where the house begins: "(Minister) of Foreign Affairs of Norway"."""
    for k in range(rest.end - 1, rest.start, -1):
        said = {t.lower for t in parse.tokens[rest.start : k]}
        if parse.tokens[k].lower == "of" and said & words("titles", "portfolios", "affairs"):
            return k + 1
    return rest.start + 1


def _untitled(parse: Parse, run: Stretch) -> Iterator[Mention]:
    """Yield the names of a run without titles."""
    if run.start >= run.end:
        return
    tokens = parse.tokens
    if tokens[run.start].lower in ("the", "of", "for", "-", "&", "on", "and"):
        yield from _untitled(parse, Stretch(run.start + 1, run.end))
        return
    if tokens[run.end - 1].lower in LINKS:
        yield from _untitled(parse, Stretch(run.start, run.end - 1))
        return
    if (behind := _person_behind(parse, run)) is not None:
        yield from _untitled(parse, Stretch(run.start, behind))
        yield from _untitled(parse, Stretch(behind, run.end))
        return
    whole = lexicon().at(tokens, run.start, run.end)
    if whole and whole.end == run.end and not is_part_of_person(parse, run):
        yield Mention(run.start, run.end, whole.entry.kind, whole.entry, sure=True)
    elif (realm := realm_name(parse, run)) is not None:
        yield _realm(parse, run, realm)
    elif is_organisation(parse, run):
        yield Mention(run.start, run.end, "organisation", sure=True)
    elif is_place(parse, run):
        yield Mention(run.start, run.end, "place", sure=True)
    elif is_person(parse, run) or is_with_particles(parse, run):
        yield Mention(run.start, run.end, "person", sure=True)
    else:
        yield from _by_labels(parse, run)


def _realm(parse: Parse, run: Stretch, name: int) -> Mention:
    found = lexicon().at(parse.tokens, name, run.end)
    if found is not None and found.end == run.end and found.entry.kind == "state":
        return Mention(run.start, run.end, "state", found.entry, sure=True)
    return Mention(run.start, run.end, "place", sure=True)


def _person_behind(parse: Parse, run: Stretch) -> int | None:
    """Return where a full name begins behind a state: "Ambassador to Norway Clara Roe"."""
    found = lexicon().at(parse.tokens, run.start, run.end)
    if found is None or found.entry.kind != "state" or found.end + 2 > run.end:
        return None
    first = parse.tokens[found.end].lower
    return found.end if first in words("people", "male", "female") else None


_UNSURE = frozenset({"", "NORP", "PRODUCT", "FAC", "WORK_OF_ART", "EVENT", "LAW"})
_KIND_OF = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place"}


def _by_labels(parse: Parse, run: Stretch) -> Iterator[Mention]:
    """Yield what the model's labels and the lists tell within a run, piece by piece."""
    tokens = parse.tokens
    i = run.start
    if is_full_name(parse, run):
        yield Mention(run.start, run.end, "person")
        return
    while i < run.end:
        entity_end = i + 1
        while (
            entity_end < run.end
            and tokens[entity_end].ent == tokens[i].ent
            and not tokens[entity_end].ent_starts
        ):
            entity_end += 1
        found = lexicon().at(tokens, i, run.end)
        if found and (found.end >= entity_end or tokens[i].ent in ("", "GPE", "NORP")):
            yield Mention(i, found.end, found.entry.kind, found.entry, sure=True)
            i = found.end
            continue
        label = tokens[i].ent
        end = entity_end
        while end - 1 > i and tokens[end - 1].lower in LINKS:
            end -= 1
        if label in _KIND_OF:
            yield _labelled(parse, Stretch(i, end), label)
        elif label in _UNSURE and tokens[i].lower not in LINKS:
            yield Mention(i, end, "place" if label == "FAC" else "none")
        i = entity_end


def _labelled(parse: Parse, span: Stretch, label: str) -> Mention:
    kind: Kind = _KIND_OF[label]  # type: ignore[assignment]
    if kind in ("person", "place") and is_organisation(parse, span):
        kind = "organisation"
    if kind == "person" and is_place(parse, span):
        kind = "place"
    if kind == "place" and says_by_full_name(parse, span):
        kind = "person"
    return Mention(span.start, span.end, kind)
