"""No setting of whoever runs the suite reaches the commands."""

import pytest


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the settings that the program reads."""
    for name in ("DETENTE_RECORD", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
