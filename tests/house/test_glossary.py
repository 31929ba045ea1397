"""The glossary has every word of the model, each once."""

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from pathlib import Path

import detente.model

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")


def public_classes() -> set[str]:
    found = set()
    for module in pkgutil.iter_modules(detente.model.__path__):
        loaded = importlib.import_module(f"detente.model.{module.name}")
        for name, thing in inspect.getmembers(loaded, inspect.isclass):
            if thing.__module__ == loaded.__name__ and not name.startswith("_"):
                found.add(name)
    return found


def words() -> list[str]:
    """What is explained: words and class names."""
    heads = re.findall(r"^(.+)\n: ", PAGE, re.MULTILINE)
    return [word.strip(" `()") for head in heads for word in re.split(r"[,(]", head)]


def test_every_public_class_of_the_model_is_in_the_glossary() -> None:
    assert {"Position", "Snapshot", "Evidence"} <= public_classes()
    missing = public_classes() - set(words())
    assert not missing, f"docs/glossary.md does not explain {sorted(missing)}"


def test_each_word_stands_once() -> None:
    assert not [word for word, count in Counter(words()).items() if count > 1]


def test_each_word_is_told_in_few_sentences() -> None:
    told = re.findall(r"^: (.+(?:\n  .+)*)$", PAGE, re.MULTILINE)
    long = [text for text in told if len(re.findall(r"[.!?](?=\s|$)", text)) > 4]
    assert told
    assert not long
