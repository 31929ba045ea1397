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

`pattern` is one list of token conditions (spaCy's Matcher form) or, as `patterns`, several.
`confidence` (0 to 1) is the share of matches that hold, as measured; `with` holds further values
for the family's module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    rules = [rule for f in files for rule in load_rules(f.read_text("utf-8"), f.name)]
    _refuse_doubles(rules)
    return tuple(rules)


@cache
def shipped_lists(name: str, language: str = "en") -> Mapping[str, Any]:
    """Return a word list of the package, rules_data/<language>/lists/<name>.toml, as it stands."""
    path = resources.files("detente.readings") / "rules_data" / language / "lists" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def load_rules(text: str, where: str) -> tuple[Rule, ...]:
    """Read a rule file.

    Errors: RuleError for wrong TOML, missing or unknown keys, and rules without proof sentences.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"rule file {where}: {error}; mend the TOML") from error
    unknown = set(data) - {"family", "rule"}
    if unknown or "family" not in data:
        raise RuleError(f"rule file {where}: needs 'family' and [[rule]], not {sorted(unknown)}")
    return tuple(_rule(raw, data["family"], where) for raw in data.get("rule", ()))


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


def _refuse_doubles(rules: Iterable[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"rule {rule.id} stands twice; give each rule an id of its own")
        seen.add(rule.id)
