"""Faster matrix products for the language model: numpy's own library, on one thread.

The model's are made to run anywhere. Those of numpy do the same sums in half the time, but on as
many threads as there are cores, which for its small matrices wait for each other most of the time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from thinc.api import NumpyOps

_NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads")


def hasten(nlp: Any) -> None:
    """Give a language model the faster products, where the library of numpy is one we know."""
    if _threads() is None:
        return
    products = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for part in model.walk() if hasattr(model, "walk") else ():
            # A model that has found something faster yet (a graphics card) keeps it.
            if type(part.ops) is NumpyOps:
                part.ops = products


@contextmanager
def one_thread() -> Iterator[None]:
    """Let numpy's products run on one thread, and on as many as before afterwards."""
    threads = _threads()
    if threads is None:
        yield
        return
    get, put = threads
    before = get()
    put(1)
    try:
        yield
    finally:
        put(before)


@cache
def _threads() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """What tells and sets the number of threads of numpy's library; None if it is another one."""
    home = Path(np.__file__).parent
    for folder in (home.parent / "numpy.libs", home / ".dylibs"):
        for path in sorted(folder.glob("*openblas*")):
            library = ctypes.CDLL(str(path))
            for name in _NAMES:
                if hasattr(library, name.format("set")):
                    return getattr(library, name.format("get")), getattr(
                        library, name.format("set")
                    )
    return None
