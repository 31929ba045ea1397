"""Runs of capitalised words: where the names of a text may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.readings.names.lexicon import lexicon, words
from detente.readings.names.particles import goes_on_past, past_particles
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.rules import shipped_lists

# Entities that never hold a name of a party.
_OTHER_ENTITIES = frozenset(
    {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"}
)
# Small words that hold a name together, if a capitalised word follows.
LINKS = frozenset({"of", "for", "on", "&", "-", "–", "and", "'s", "’s", "'", "’", "the"})
_FULL_NAME = 2
# Behind one of these a name may stand as at the start of a sentence.
_OPENING = frozenset({"“", '"', "‘", ":", "``", "--", "—"})
# Behind one of these, a name of a company ends: "Roe and Sons".
_PARTNERS = frozenset({"co", "sons", "partners", "associates", "company"})


def find_runs(
    parse: Parse, sentence: Stretch, *, sure: frozenset[str], surnames: frozenset[str]
) -> Iterator[Stretch]:
    """Yield the runs of capitalised words of a sentence, with the small words between them.

    sure, surnames: Words that are names even where a sentence begins with them.
    """
    i = sentence.start
    while i < sentence.end:
        opening = i == sentence.start and _opens_with_name(parse.tokens[i], sure, surnames)
        if not (opening or _names(parse, i, sentence.start)):
            i += 1
            continue
        found = lexicon().at(parse.tokens, i, sentence.end)
        end = found.end if found else past_particles(parse, i, sentence.end) or i + 1
        while (after := _longer(parse, i, end, sentence)) is not None:
            end = after
        yield Stretch(i, end)
        i = end


def _opens_with_name(first: Token, sure: frozenset[str], surnames: frozenset[str]) -> bool:
    return first.text in surnames or (first.text in sure and first.tag != "NNS")


def sure_words(parse: Parse) -> frozenset[str]:
    """Return the words that are names somewhere in the text, not at the start of a sentence."""
    starts = {s.start for s in parse.sentences}
    return frozenset(
        t.text
        for t in parse.tokens
        if t.pos == "PROPN" and t.i not in starts and t.text[:1].isupper() and not t.text.isupper()
    )


def shouts(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is written in capitals."""
    long_words = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    return len(long_words) >= 3 and sum(t.text.isupper() for t in long_words) > 0.6 * len(
        long_words
    )


def joined(tokens: Sequence[Token]) -> str:
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


def _names(parse: Parse, i: int, first: int) -> bool:
    """Whether a token may be a word of a name."""
    token = parse.tokens[i]
    if not is_capital(token) and not _small_start(parse, i):
        return False
    if token.lower in words("places", "times") and not (
        token.ent == "PERSON" or (token.lower == "may" and token.ent)
    ):
        return False
    inside = i > first and not _after_mark(parse, i, first)
    if token.pos == "PRON" and token.ent == "PERSON" and token.dep == "compound" and inside:
        return True  # "her counterpart He Lirong"
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
    return past_particles(parse, i, parse.sentences[parse.tokens[i].sentence].end) is not None


def _after_mark(parse: Parse, i: int, first: int) -> bool:
    """Whether only quotation marks, dashes and the like stand before a token in its sentence."""
    if parse.tokens[i - 1].text in _OPENING:
        return True
    return not any(parse.tokens[k].text[0].isalnum() for k in range(first, i))


def _opens_title(parse: Parse, i: int) -> bool:
    """As in "Trade minister Jane Roe" at the start of a sentence."""
    heads = words("titles", "heads")
    for k in range(i, min(i + 4, len(parse.tokens) - 1)):
        if parse.tokens[k].lower in heads:
            return is_capital(parse.tokens[k + 1]) and parse.tokens[k + 1].pos == "PROPN"
        if not parse.tokens[k].text.isalpha():
            return False
    return False


def _longer(parse: Parse, start: int, end: int, sentence: Stretch) -> int | None:
    """Return the end of a run made longer by its next words, or None if it ends here."""
    past = goes_on_past(parse, end, sentence.end) if end < sentence.end else None
    return past if past is not None else _goes_on(parse, start, end, sentence)


def _goes_on(parse: Parse, start: int, end: int, sentence: Stretch) -> int | None:
    """Return the end of a run made longer by one word, or None if it ends here."""
    tokens = parse.tokens
    nxt = end + 1
    if nxt > sentence.end:
        return None
    token, before = tokens[end], tokens[end - 1]
    short = token.text == "." and before.lower in words("titles", "shortened")
    if short or _names(parse, end, sentence.start) or _numbers(token, before):
        return nxt
    if nxt == sentence.end:
        return None
    if token.lower == "the" and before.lower in ("of", "for", "on"):
        return nxt
    if before.end == token.start and token.end == tokens[nxt].start:
        return nxt + 1 if _glued(parse, end) else None
    if token.lower in words("organisations", "particles") and token.text.islower():
        return nxt + 1 if _foreign(parse, end) else None
    if token.lower in LINKS and token.text not in ("-", "–"):
        return _linked(parse, Stretch(start, end), sentence)
    return None


def _numbers(token: Token, before: Token) -> bool:
    """Whether a number belongs to the name of a body before it: "Beacon 24"."""
    one_label = token.ent == before.ent == "ORG" and not token.ent_starts
    return one_label and token.text.isdigit() and is_capital(before)


def _glued(parse: Parse, i: int) -> bool:
    """Whether a mark without blanks joins two words of one name: "Roe-Doe", "D'Amar"."""
    text = parse.tokens[i].text
    if text in ("-", "–"):
        return _hyphenated(parse, i)
    return text == "'" and is_capital(parse.tokens[i + 1])


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
    one_name = left.ent == right.ent == "PERSON" and not right.ent_starts
    if one_name and is_capital(left) and len(right.text) > 1:
        return True  # "Kim Sun-ho"
    return is_capital(right) and (left.text[:1].isupper() or len(left.text) <= 3)


def _linked(parse: Parse, run: Stretch, sentence: Stretch) -> int | None:
    """Return the end past "of", "and", "'s" and the word behind, if they belong to one name."""
    tokens = parse.tokens
    nxt = run.end + 1
    if tokens[run.end].lower in ("of", "for", "on") and tokens[nxt].lower in ("the", "a"):
        nxt += 1
    if nxt >= sentence.end or not _names(parse, nxt, sentence.start):
        return None
    return nxt + 1 if _belongs(parse, run, nxt) else None


def _belongs(parse: Parse, run: Stretch, nxt: int) -> bool:
    """Whether a capitalised word behind "of" and the like goes on with the name before."""
    tokens = parse.tokens
    link, before = tokens[run.end].lower, tokens[run.end - 1]
    org_words = shipped_lists("organisations")["words"]
    one_label = tokens[run.end].ent == before.ent == tokens[nxt].ent == "ORG"
    same = one_label and not tokens[nxt].ent_starts
    run_words = tokens[run.start : run.end]
    if link == "of":
        if before.lower in words("places", "realms"):
            return True  # "Islamic Republic of Varn"
        phrase = joined([*tokens[run.end - 1 : run.end + 1], tokens[nxt]])
        title = any(p.startswith(phrase) for p in shipped_lists("titles")["phrases"])
        plain = not any(t.lower in org_words or t.lower in LINKS for t in run_words)
        if plain and len(run_words) == _FULL_NAME and not title:
            return False  # "Clara Roe of Norway"
        return same or title or before.lower in org_words
    if link in ("for", "on"):
        of_body = any(tokens[k].lower in org_words for k in range(run.start, run.end))
        return of_body and (same or before.lower in org_words)
    if link == "and":
        of = any(tokens[k].lower in ("of", "on", "for") for k in range(run.start, run.end))
        return (of and same) or _pairs(parse, run, nxt) or (same and _ends_a_body(parse, nxt))
    if link in ("'", "’"):  # "Dockers' Federation"
        several = before.tag in ("NNS", "NNPS") or (before.text[-1] == "s" and before.ent == "ORG")
        plural = several and not lexicon().at(tokens, run.start, run.end)
        return plural and tokens[nxt].lower in org_words
    if link in ("'s", "’s"):
        return same and not lexicon().at(tokens, run.start, run.end)
    return link == "&"


def _ends_a_body(parse: Parse, nxt: int) -> bool:
    """Whether a word for a body ends the name: "National Security and Defence Council"."""
    org_words = shipped_lists("organisations")["words"]
    for token in parse.tokens[nxt + 1 : nxt + 3]:
        if token.ent != "ORG" or token.ent_starts or not is_capital(token):
            return False
        if token.lower in org_words:
            return True
    return False


def _pairs(parse: Parse, run: Stretch, nxt: int) -> bool:
    """Whether "and" holds one name together: "Fisheries and Harbour Commission"."""
    tokens = parse.tokens
    first = tokens[run.end - 1]
    if tokens[nxt].lower.rstrip(".") in _PARTNERS:
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
