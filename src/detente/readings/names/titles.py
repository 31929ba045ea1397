"""Titles within runs of names: "Varlandic President", "Mrs", "Secretary of State"."""

from __future__ import annotations

from detente.readings.names.lexicon import words
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.rules import shipped_lists


def find_title(parse: Parse, run: Stretch) -> Stretch | None:
    """Return the title in a run: from the first title word to the last one in a row, or None."""
    for i in range(run.start, run.end):
        if _is_address(parse.tokens[i]) or _is_head(parse, i, run):
            start = i
            while start > run.start and _is_modifier(parse.tokens[start - 1]):
                start -= 1
            return Stretch(start, _end(parse, i, run))
    return None


def past_verb(parse: Parse, start: int, head: int) -> int:
    """Return where a role begins, behind a verb like a noun: "Roe thanks Prime Minister Doe".

    Such a word stands in lower case between a name and an office in capitals.
    """
    tokens = parse.tokens
    for i in range(head - 1, start, -1):
        before, token, after = tokens[i - 1 : i + 2]
        named = before.pos == "PROPN" and before.text[0].isupper()
        shaped = (
            token.text.islower() and token.tag in ("NNS", "VBZ", "NN") and token.text[-1] == "s"
        )
        if (
            named
            and shaped
            and after.text[0].isupper()
            and token.lower not in words("titles", "fields")
        ):
            return i + 1
    return start


def gender_of(parse: Parse, title: Stretch) -> str:
    """Return "m" or "f" as a title tells, "" if it does not."""
    said = {t.lower for t in parse.tokens[title.start : title.end]}
    if said & words("titles", "address_male", "male_roles"):
        return "m"
    return "f" if said & words("titles", "address_female", "female_roles") else ""


def _end(parse: Parse, i: int, run: Stretch) -> int:
    tokens = parse.tokens
    end = max(i + 1, _phrase_end(parse, i, run))
    while end < run.end:
        more = tokens[end].lower in words("titles", "heads") and end + 1 < run.end
        if not (more or _is_address(tokens[end]) or tokens[end].text == "."):
            break
        end = max(end + 1, _phrase_end(parse, end, run))
    return end


def _is_modifier(token: Token) -> bool:
    return token.lower in words("titles", "modifiers")


def _is_head(parse: Parse, i: int, run: Stretch) -> bool:
    """Whether a word is an office here, not a part of a name ("General Harbours", "Dean Roe")."""
    tokens = parse.tokens
    token = tokens[i]
    if token.lower not in words("titles", "heads") or _is_surname(parse, i, run):
        return False
    if i + 1 >= run.end:
        return True
    after = tokens[i + 1]
    if after.text in ("'s", "’s"):
        return False  # "Harbour Prosecutor's Office"
    last = run.end if _names_portfolio(parse, run.end) else run.end - 1
    later = (tokens[k].lower for k in range(i + 1, min(i + 4, last)))
    if _is_modifier(token) and any(w in words("titles", "heads") for w in later):
        return False  # "Deputy Foreign Minister Jane Roe"
    if after.lower in shipped_lists("organisations")["words"]:
        return False
    one_name = token.ent == after.ent and not after.ent_starts
    if token.lower in words("titles", "first_names") and token.ent == "PERSON" and i + 2 < run.end:
        return not (one_name and token.ent_starts)
    weak = token.lower in words("titles", "weak") and token.ent == "ORG" and one_name
    return not weak or _is_of_birth(parse, i, run)


def _is_of_birth(parse: Parse, i: int, run: Stretch) -> bool:
    """Whether it is "Prince Idris Tahl", whatever the label: no word of a body stands behind."""
    bodies = shipped_lists("organisations")["words"]
    behind = {t.lower for t in parse.tokens[i + 1 : run.end]}
    return parse.tokens[i].lower in words("titles", "of_birth") and behind.isdisjoint(bodies)


def _names_portfolio(parse: Parse, i: int) -> bool:
    """Whether a field follows an office: "Deputy Minister for European Affairs Jane Roe"."""
    return i < len(parse.tokens) and parse.tokens[i].lower == "for"


def _is_surname(parse: Parse, i: int, run: Stretch) -> bool:
    """Whether a word of an office is a name behind a first name: "Peter King", "Clara Dean"."""
    if i == run.start or i + 1 < run.end:
        return False
    first = parse.tokens[i - 1]
    if first.lower in words("titles", "heads", "modifiers"):
        return False
    return first.ent == "PERSON" or first.lower in words("people", "male", "female")


def _phrase_end(parse: Parse, i: int, run: Stretch) -> int:
    """Return the end of a title in several words that begins at a token, or 0."""
    end = 0
    for phrase in shipped_lists("titles")["phrases"]:
        parts = phrase.replace("-", " - ").split()
        here = [t.text for t in parse.tokens[i : i + len(parts)]]
        if here == parts and i + len(parts) <= run.end:
            end = max(end, i + len(parts))
    return end


def _is_address(token: Token) -> bool:
    said = words("titles", "address", "address_male", "address_female")
    return token.lower in said or token.lower + "." in said
