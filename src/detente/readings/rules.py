"""Rule, load_rules(): wordings as data, each with the sentences that prove it.

A rule file is TOML: `family = "positions"` and any number of

    [[rule]]
    id = "en.position.offer"
    version = 1                  # +1 when the pattern changes; claims carry it
    reads = "offers"             # what a match means to the family's module
    pattern = [{ LEMMA = "offer", POS = "VERB" }]
    says = ["Norland offered to cap output at 40 percent."]      # must match
    never = ["The offer of a seat was welcome."]                 # must not match
    source = "own wording"

`pattern` is one list of token conditions (spaCy's Matcher form) or, as `patterns`, several. Where
wordings share their words, `{ LEMMA = { LIST = "positions.pressures" } }` asks for one of the list
`pressures` in lists/positions.toml. LIST takes several names too, and IN beside it adds words.
`confidence` (0 to 1) is the share of matches that hold, as measured; `with` holds further values
for the family's module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any

from detente.model.errors import RuleError

Pattern = tuple[Mapping[str, Any], ...]

_NEEDED = {"id", "version", "reads", "says", "never", "source"}
_ALLOWED = _NEEDED | {"pattern", "patterns", "confidence", "with"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording.

    name: "id@version", as claims carry it.
    reads: What a match means to the family's module.
    patterns: Token conditions; a match of any is a match of the rule.
    extra: Further values for the family's module.
    """

    id: str
    version: int
    family: str
    reads: str
    patterns: tuple[Pattern, ...]
    says: tuple[str, ...]
    never: tuple[str, ...]
    source: str
    confidence: float = 0.7
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Id and version, "en.position.offer@1"."""
        return f"{self.id}@{self.version}"


@cache
def shipped_rules(language: str = "en") -> tuple[Rule, ...]:
    """Return the rules in the package for a language, by file, then in order of the file."""
    folder = resources.files("detente.readings") / "rules_data" / language
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    texts = [(f.read_text("utf-8"), f.name) for f in files]
    rules = [rule for text, name in texts for rule in load_rules(text, name, language)]
    _refuse_doubles(rules)
    return tuple(rules)


@cache
def shipped_lists(name: str, language: str = "en") -> Mapping[str, Any]:
    """Return a word list of the package, rules_data/<language>/lists/<name>.toml, as it stands."""
    path = resources.files("detente.readings") / "rules_data" / language / "lists" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def load_rules(text: str, where: str, language: str = "en") -> tuple[Rule, ...]:
    """Read a rule file. language: Whose word lists the patterns name.

    Errors: RuleError for wrong TOML, missing or unknown keys, unknown word lists, and rules
    without proof sentences.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"rule file {where}: {error}; mend the TOML") from error
    unknown = set(data) - {"family", "rule"}
    if unknown or "family" not in data:
        raise RuleError(f"rule file {where}: needs 'family' and [[rule]], not {sorted(unknown)}")
    rules = (_rule(raw, data["family"], where) for raw in data.get("rule", ()))
    return tuple(_with_lists(rule, where, language) for rule in rules)


def _rule(raw: Mapping[str, Any], family: str, where: str) -> Rule:
    name = raw.get("id", "without id")
    missing, unknown = _NEEDED - set(raw), set(raw) - _ALLOWED
    if missing or unknown:
        raise RuleError(
            f"rule {name} in {where}: missing {sorted(missing)}, unknown {sorted(unknown)}"
        )
    if not raw["says"] or not raw["never"]:
        raise RuleError(f"rule {name} in {where}: give at least one 'says' and one 'never'")
    if ("pattern" in raw) == ("patterns" in raw):
        raise RuleError(f"rule {name} in {where}: give either 'pattern' or 'patterns'")
    patterns = raw.get("patterns") or [raw["pattern"]]
    return Rule(
        id=raw["id"],
        version=raw["version"],
        family=family,
        reads=raw["reads"],
        patterns=tuple(tuple(p) for p in patterns),
        says=tuple(raw["says"]),
        never=tuple(raw["never"]),
        source=raw["source"],
        confidence=raw.get("confidence", 0.7),
        extra=raw.get("with", {}),
    )


def _with_lists(rule: Rule, where: str, language: str) -> Rule:
    """The rule with the words of each list that its patterns name."""

    def filled(wanted: Any) -> Any:
        if not isinstance(wanted, dict) or "LIST" not in wanted:
            return wanted
        names = [wanted["LIST"]] if isinstance(wanted["LIST"], str) else wanted["LIST"]
        try:
            listed = [word for name in names for word in _listed(name, language)]
        except RuleError as error:
            raise RuleError(f"rule {rule.id} in {where}: {error}") from error
        others = {key: value for key, value in wanted.items() if key != "LIST"}
        return {**others, "IN": [*listed, *wanted.get("IN", ())]}

    patterns = tuple(
        tuple({name: filled(wanted) for name, wanted in token.items()} for token in pattern)
        for pattern in rule.patterns
    )
    return replace(rule, patterns=patterns)


def _listed(name: str, language: str) -> list[str]:
    """The words of a list, by file and key: "agreements.keeping.with"."""
    file, *path = name.split(".")
    try:
        found: Any = shipped_lists(file, language)
    except FileNotFoundError as error:
        raise RuleError(f"unknown list {name!r}; there is no lists/{file}.toml") from error
    for part in path:
        found = found.get(part, {}) if isinstance(found, dict) else {}
    if not isinstance(found, list):
        known = ", ".join(_names(shipped_lists(file, language)))
        raise RuleError(f"unknown list {name!r}; lists/{file}.toml has {known}")
    return found


def _names(lists: Mapping[str, Any], above: str = "") -> list[str]:
    """Names of the lists of a file, "keeping.with" where they stand in a table."""
    return [
        name
        for key, value in lists.items()
        for name in (_names(value, f"{above}{key}.") if isinstance(value, dict) else [above + key])
    ]


def _refuse_doubles(rules: Iterable[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"rule {rule.id} stands twice; give each rule an id of its own")
        seen.add(rule.id)
