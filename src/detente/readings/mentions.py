"""Capitalised runs -> mentions: names with a kind, cut loose from titles and possessors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.readings.lexicon import Entry, Form, Kind, lexicon, words
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.rules import shipped_lists

# Entities that never hold a name of a party.
_OTHER_ENTITIES = frozenset(
    {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"}
)
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "jan.",
        "feb",
        "feb.",
        "mar",
        "mar.",
        "apr",
        "apr.",
        "jun",
        "jun.",
        "jul",
        "jul.",
        "aug",
        "aug.",
        "sep",
        "sep.",
        "sept",
        "sept.",
        "oct",
        "oct.",
        "nov",
        "nov.",
        "dec",
        "dec.",
        "christmas",
        "easter",
        "ramadan",
        "i",
    ]
)
# Small words that hold a name together, if a capitalised word follows.
_LINKS = frozenset({"of", "for", "on", "&", "-", "–", "and", "'s", "’s", "the"})
# A name of a person has at most this many words.
LONGEST_PERSON = 5


@dataclass(frozen=True, slots=True)
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
    sure = _sure_words(parse)
    for sentence in parse.sentences:
        if parse.tokens[sentence.start].paragraph in furniture:
            continue
        shouting = _shouts(parse.tokens[sentence.start : sentence.end])
        for run in _runs(parse, sentence, sure):
            if shouting:
                found += _listed_only(parse, run)
            else:
                found += _split(parse, run)
    return found


def text_of(parse: Parse, mention: Mention) -> str:
    """Return the words of a mention with single blanks where the text has any."""
    return joined(parse.tokens[mention.start : mention.end])


def joined(tokens: tuple[Token, ...] | list[Token]) -> str:
    """Return tokens as they stand, runs of blanks made one."""
    parts: list[str] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        if before is not None and before.end < token.start:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def is_capital(token: Token) -> bool:
    """Whether a token begins with a capital letter."""
    return token.text[:1].isupper()


def _shouts(tokens: tuple[Token, ...]) -> bool:
    long_words = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    return len(long_words) >= 3 and sum(t.text.isupper() for t in long_words) > 0.6 * len(
        long_words
    )


def _sure_words(parse: Parse) -> frozenset[str]:
    """Return the words that are names somewhere in the text, not at the start of a sentence."""
    starts = {s.start for s in parse.sentences}
    return frozenset(
        t.text
        for t in parse.tokens
        if t.pos == "PROPN" and t.i not in starts and t.text[:1].isupper() and not t.text.isupper()
    )


def _runs(parse: Parse, sentence: Stretch, sure: frozenset[str]) -> Iterator[Stretch]:
    """Yield the runs of capitalised words of a sentence, with the small words between them."""
    i = sentence.start
    while i < sentence.end:
        first = parse.tokens[i]
        opening = i == sentence.start and first.text in sure and first.tag != "NNS"
        if not (opening or _names(parse, i, sentence.start)):
            i += 1
            continue
        found = lexicon().at(parse.tokens, i, sentence.end)
        end = found.end if found else i + 1
        while (after := _goes_on(parse, i, end, sentence)) is not None:
            end = after
        yield Stretch(i, end)
        i = end


def _names(parse: Parse, i: int, first: int) -> bool:
    """Whether a token may be a word of a name."""
    token = parse.tokens[i]
    if not is_capital(token) and not _small_start(parse, i):
        return False
    if token.lower in _DAYS and not (
        token.ent == "PERSON" or (token.lower == "may" and token.ent)
    ):
        return False
    if token.pos in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "NUM", "INTJ", "SYM"):
        return token.pos not in ("PRON", "DET", "NUM") and token.ent in ("ORG", "PERSON", "GPE")
    if token.ent in _OTHER_ENTITIES and token.pos != "PROPN":
        return False
    if i == first or _after_mark(parse, i, first):
        return bool(
            token.pos == "PROPN"
            or token.ent in ("ORG", "GPE", "PERSON", "NORP")
            or lexicon().at(parse.tokens, i, len(parse.tokens))
            or _opens_title(parse, i)
        )
    return token.pos in ("PROPN", "NOUN", "ADJ", "VERB", "X", "ADV") or bool(token.ent)


def _small_start(parse: Parse, i: int) -> bool:
    """As in "al-Sharaa", "von der Leyen": a particle before a capitalised word."""
    token = parse.tokens[i]
    if token.lower not in words("people", "particles") or i + 1 >= len(parse.tokens):
        return False
    after = parse.tokens[i + 1]
    if after.text == "-" and i + 2 < len(parse.tokens):
        after = parse.tokens[i + 2]
    return is_capital(after) and token.ent == "PERSON"


def _after_mark(parse: Parse, i: int, first: int) -> bool:
    """Whether only quotation marks, dashes and the like stand before a token in its sentence."""
    return all(not t.text[0].isalnum() for t in parse.tokens[first:i]) or (
        parse.tokens[i - 1].text in ("“", '"', "‘", ":", "``", "--", "—")
    )


def _opens_title(parse: Parse, i: int) -> bool:
    """As in "Trade minister Jane Roe" at the start of a sentence."""
    heads = words("titles", "heads")
    for k in range(i, min(i + 4, len(parse.tokens) - 1)):
        if parse.tokens[k].lower in heads:
            return is_capital(parse.tokens[k + 1]) and parse.tokens[k + 1].pos == "PROPN"
        if not parse.tokens[k].text.isalpha():
            return False
    return False


def _goes_on(parse: Parse, start: int, end: int, sentence: Stretch) -> int | None:
    """Return the end of a run made longer by one word, or None if it ends here."""
    tokens = parse.tokens
    if end >= sentence.end:
        return None
    token, before = tokens[end], tokens[end - 1]
    if _names(parse, end, sentence.start):
        return end + 1
    if token.text == "." and before.text in ("Gen", "Sen", "Rep", "Gov", "Dr", "St", "Mr", "Mrs"):
        return end + 1
    nxt = end + 1
    if nxt >= sentence.end:
        return None
    if token.lower in words("people", "particles") and token.ent == before.ent == "PERSON":
        return nxt
    if token.lower in words("organisations", "particles") and token.text.islower():
        return nxt + 1 if _foreign(parse, end) else None
    if token.text in ("-", "–") and before.end == token.start and token.end == tokens[nxt].start:
        return nxt + 1 if _hyphenated(parse, end) else None
    if token.text == "'" and before.end == token.start and token.end == tokens[nxt].start:
        return nxt + 1 if is_capital(tokens[nxt]) else None
    if token.lower not in _LINKS or token.text in ("-", "–"):
        return None
    if token.lower == "the" and before.lower in ("of", "for", "on"):
        return nxt
    return _linked(parse, Stretch(start, end), sentence)


def _foreign(parse: Parse, i: int) -> bool:
    """Whether a foreign "de" or "des" joins two capitalised words of a name."""
    tokens = parse.tokens
    return is_capital(tokens[i + 1]) and tokens[i + 1].pos == "PROPN" and is_capital(tokens[i - 1])


def _hyphenated(parse: Parse, dash: int) -> bool:
    left, right = parse.tokens[dash - 1], parse.tokens[dash + 1]
    for found in (
        lexicon().at(parse.tokens, dash - 1, dash),
        lexicon().at(parse.tokens, dash + 1, dash + 2),
    ):
        if found and found.entry.kind in ("state", "bloc"):
            return False
    return is_capital(right) and (left.text[:1].isupper() or len(left.text) <= 3)


def _linked(parse: Parse, run: Stretch, sentence: Stretch) -> int | None:
    """Return the end past "of", "and", "'s" and the word behind, if they belong to one name."""
    tokens = parse.tokens
    link = tokens[run.end]
    nxt = run.end + 1
    if link.lower in ("of", "for", "on") and tokens[nxt].lower in ("the", "a"):
        nxt += 1
    if nxt >= sentence.end or not _names(parse, nxt, sentence.start):
        return None
    org_words = shipped_lists("organisations")["words"]
    has_org_word = any(tokens[k].lower in org_words for k in range(run.start, run.end))
    before = tokens[run.end - 1]
    same = link.ent == before.ent == tokens[nxt].ent == "ORG" and not tokens[nxt].ent_starts
    if link.lower == "of":
        ends_org = before.lower in org_words or before.lower in ("organization", "republic")
        phrase = joined([*tokens[run.end - 1 : run.end + 1], tokens[nxt]])
        title = any(p.startswith(phrase) for p in shipped_lists("titles")["phrases"])
        return nxt + 1 if same or ends_org or title else None
    if link.lower in ("for", "on"):
        return nxt + 1 if has_org_word and (same or before.lower in org_words) else None
    if link.text == "&":
        return nxt + 1
    if link.lower == "and":
        of = any(tokens[k].lower in ("of", "on", "for") for k in range(run.start, run.end))
        return nxt + 1 if (of and same) or _pairs(parse, run, nxt) else None
    if link.lower in ("'s", "’s"):
        return nxt + 1 if same and not lexicon().at(tokens, run.start, run.end) else None
    return None


def _pairs(parse: Parse, run: Stretch, nxt: int) -> bool:
    """Whether "and" holds one name together: "Fisheries and Harbour Commission"."""
    tokens = parse.tokens
    first = tokens[run.end - 1]
    if tokens[nxt].lower.rstrip(".") in ("co", "sons", "partners", "associates", "company"):
        return True
    if run.end - run.start > 1 or lexicon().at(tokens, run.start, run.end):
        return False
    org_words = shipped_lists("organisations")["words"]
    end = nxt
    while end < min(nxt + 3, len(tokens)) and is_capital(tokens[end]):
        if tokens[end].lower in org_words or tokens[end].lower in ("enforcement", "protection"):
            return first.ent != "PERSON" and not lexicon().at(tokens, nxt, nxt + 1)
        end += 1
    return False


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
    """Yield the names of a run: "Russian President Vladimir Putin" holds two."""
    tokens = parse.tokens
    whole = lexicon().at(tokens, run.start, run.end)
    if whole and whole.end == run.end:
        if not _is_part_of_person(parse, run):
            yield Mention(run.start, run.end, whole.entry.kind, whole.entry, sure=True)
            return
    title = _title(parse, run)
    if title is None:
        yield from _untitled(parse, run)
        return
    if title.start > run.start:
        yield from _before_title(parse, Stretch(run.start, title.start), title)
    if title.end < run.end:
        rest = Stretch(title.end, run.end)
        yield from (
            replace(m, title=title, gender=m.gender or _gender(parse, title))
            if m.start == rest.start and m.kind == "person"
            else m
            for m in _after_title(parse, rest)
        )


def _before_title(parse: Parse, left: Stretch, title: Stretch) -> Iterator[Mention]:
    """Yield who is named before a title: "IMF", not the "Labour" of "Labour Minister"."""
    said = {t.lower for t in parse.tokens[title.start : title.end]}
    office = bool(said & words("titles", "offices"))
    listed = lexicon().at(parse.tokens, left.start, left.end)
    if listed and not _is_organisation(parse, left):
        yield Mention(left.start, listed.end, listed.entry.kind, listed.entry, sure=True)
        left = Stretch(listed.end, left.end)
    for mention in _untitled(parse, left):
        if mention.listed or (mention.kind == "organisation" and (mention.sure or not office)):
            yield mention
        elif said & words("titles", "corporate") and _is_house(parse, mention):
            yield replace(mention, kind="organisation")
        elif mention.kind == "place" and parse.tokens[mention.start].lower not in _portfolios():
            yield mention


def _is_house(parse: Parse, mention: Mention) -> bool:
    """Whether a word before a title of business names the house: "Harbourline CEO"."""
    token = parse.tokens[mention.end - 1]
    plain = words("titles", "modifiers", "portfolios", "heads", "former")
    return (
        token.lower not in plain
        and token.ent != "NORP"
        and mention.kind
        in (
            "person",
            "organisation",
            "none",
        )
    )


def _portfolios() -> frozenset[str]:
    return words("titles", "portfolios")


def _after_title(parse: Parse, rest: Stretch) -> Iterator[Mention]:
    found = lexicon().at(parse.tokens, rest.start, rest.end)
    org_words = shipped_lists("organisations")["words"]
    if (found and found.end == rest.end) or parse.tokens[rest.end - 1].lower in org_words:
        yield from _untitled(parse, rest)
        return
    if parse.tokens[rest.start].lower in ("of", "for", "-"):
        yield from _untitled(parse, Stretch(rest.start + 1, rest.end))
        return
    stop = rest.end
    for k in range(rest.start + 1, rest.end):
        if parse.tokens[k].ent_starts and parse.tokens[k].ent in ("ORG", "GPE", "NORP", "FAC"):
            if parse.tokens[k - 1].ent == "PERSON":
                stop = k
                break
    yield Mention(rest.start, min(stop, rest.start + LONGEST_PERSON), "person", sure=True)
    if stop < rest.end:
        yield from _untitled(parse, Stretch(stop, rest.end))


def _title(parse: Parse, run: Stretch) -> Stretch | None:
    """Return the title in a run: from the first title word to the last one in a row."""
    tokens = parse.tokens
    for i in range(run.start, run.end):
        if _is_address(tokens[i]) or _is_title_head(parse, i, run):
            end = i + 1
            start = i
            phrase = _title_phrase(parse, i, run)
            end = max(end, phrase)
            while end < run.end and (
                _is_address(tokens[end])
                or tokens[end].text == "."
                or (tokens[end].lower in words("titles", "heads") and end + 1 < run.end)
            ):
                end = max(end + 1, _title_phrase(parse, end, run))
            modifiers = words("titles", "modifiers")
            while start > run.start and tokens[start - 1].lower in modifiers:
                start -= 1
            return Stretch(start, end)
    return None


def _is_title_head(parse: Parse, i: int, run: Stretch) -> bool:
    tokens = parse.tokens
    if tokens[i].lower not in words("titles", "heads"):
        return False
    org_words = shipped_lists("organisations")["words"]
    if i + 1 < run.end and tokens[i + 1].lower in org_words:
        return False
    one = tokens[i].ent == "ORG" and i + 1 < run.end and tokens[i + 1].ent == "ORG"
    weak = tokens[i].lower in (
        "general",
        "justice",
        "state",
        "head",
        "major",
        "lead",
        "king",
        "prince",
        "crown",
        "member",
        "rear",
        "chief",
        "brother",
        "dean",
        "boss",
        "son",
        "author",
        "partner",
        "father",
        "principal",
        "host",
    )
    return not (weak and one and not tokens[i + 1].ent_starts)


def _title_phrase(parse: Parse, i: int, run: Stretch) -> int:
    """Return the end of a title in several words that begins at or holds a token, or 0."""
    end = 0
    for phrase in shipped_lists("titles")["phrases"]:
        parts = phrase.replace("-", " - ").split()
        here = [t.text for t in parse.tokens[i : i + len(parts)]]
        if here == parts and i + len(parts) <= run.end:
            end = max(end, i + len(parts))
    return end


def _is_address(token: Token) -> bool:
    return token.text.rstrip(".").lower() in _addresses()


def _addresses() -> frozenset[str]:
    return frozenset(
        w.rstrip(".") for w in words("titles", "address", "address_male", "address_female")
    )


def _gender(parse: Parse, title: Stretch) -> str:
    said = {t.lower for t in parse.tokens[title.start : title.end]}
    if said & words("titles", "address_male", "male_roles"):
        return "m"
    return "f" if said & words("titles", "address_female", "female_roles") else ""


def _untitled(parse: Parse, run: Stretch) -> Iterator[Mention]:
    """Yield the names of a run without titles."""
    if run.start >= run.end:
        return
    tokens = parse.tokens
    if tokens[run.start].lower in ("the", "of", "for", "-", "&", "on", "and"):
        yield from _untitled(parse, Stretch(run.start + 1, run.end))
        return
    if tokens[run.end - 1].lower in _LINKS:
        yield from _untitled(parse, Stretch(run.start, run.end - 1))
        return
    whole = lexicon().at(tokens, run.start, run.end)
    if whole and whole.end == run.end and not _is_part_of_person(parse, run):
        yield Mention(run.start, run.end, whole.entry.kind, whole.entry, sure=True)
    elif _is_organisation(parse, run):
        yield Mention(run.start, run.end, "organisation", sure=True)
    elif _is_place(parse, run):
        yield Mention(run.start, run.end, "place", sure=True)
    elif _is_person(parse, run):
        yield Mention(run.start, run.end, "person", sure=True)
    else:
        yield from _by_labels(parse, run)


def _is_organisation(parse: Parse, run: Stretch) -> bool:
    org_words = shipped_lists("organisations")["words"]
    tokens = parse.tokens[run.start : run.end]
    if len(tokens) < 2:
        return False
    if tokens[-1].lower in org_words:
        return True
    return any(
        a.lower in org_words and b.lower in ("of", "for", "on")
        for a, b in zip(tokens, tokens[1:], strict=False)
    )


def _is_place(parse: Parse, run: Stretch) -> bool:
    tokens = parse.tokens[run.start : run.end]
    if any(t.ent == "ORG" for t in tokens) and len(tokens) > 2:
        return False
    return len(tokens) > 1 and any(t.lower in words("places", "words") for t in tokens)


def _is_person(parse: Parse, run: Stretch) -> bool:
    tokens = parse.tokens[run.start : run.end]
    if not 2 <= len(tokens) <= LONGEST_PERSON:
        return False
    labelled = all(t.ent == "PERSON" for t in tokens)
    named = tokens[0].lower in words("people", "male", "female")
    return labelled or (named and not any(t.ent in ("ORG", "FAC", "GPE") for t in tokens[1:]))


def _is_part_of_person(parse: Parse, run: Stretch) -> bool:
    tokens = parse.tokens[run.start : run.end]
    return len(tokens) > 1 and all(t.ent == "PERSON" for t in tokens)


_KIND_OF = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place"}


def _by_labels(parse: Parse, run: Stretch) -> Iterator[Mention]:
    """Yield what the model's labels and the lists tell within a run, piece by piece."""
    tokens = parse.tokens
    i = run.start
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
        while end - 1 > i and tokens[end - 1].lower in _LINKS:
            end -= 1
        if label in _KIND_OF:
            yield _labelled(parse, Stretch(i, end), label)
        elif label in ("", "NORP", "PRODUCT", "FAC", "WORK_OF_ART", "EVENT", "LAW"):
            if tokens[i].lower not in _LINKS:
                kind: Kind = "place" if label == "FAC" else "none"
                yield Mention(i, end, kind)
        i = entity_end


def _labelled(parse: Parse, span: Stretch, label: str) -> Mention:
    kind: Kind = _KIND_OF[label]  # type: ignore[assignment]
    if kind in ("person", "place") and _is_organisation(parse, span):
        kind = "organisation"
    if kind == "person" and _is_place(parse, span):
        kind = "place"
    return Mention(span.start, span.end, kind)


def form_of(mention: Mention) -> Form | None:
    """Return how a listed name is written there (name, adjective, people, capital), or None."""
    return mention.listed.form if mention.listed else None
