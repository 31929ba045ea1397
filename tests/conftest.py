"""Settings for the whole suite: no network, and property tests that repeat on a build machine."""

import os
import signal
import socket
from pathlib import Path

import pytest
from hypothesis import settings

# A shared machine has slow moments: no test fails for taking long.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
# What is printed must not hang on whether the extra is installed; tests of it ask for it.
os.environ["DETENTE_MEANING"] = "no"
# What a shell runs in the background is deaf to Ctrl-C, and so would be what tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections beyond this machine: tests read stored bytes."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        local = self.family not in (socket.AF_INET, socket.AF_INET6)
        if not local and isinstance(address, tuple):
            local = address[0] in ("127.0.0.1", "::1", "localhost")
        if not local:
            raise AssertionError(
                f"a test tried to connect to {address!r}; store the bytes instead"
            )
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the demo, read once; tests copy it before they change it."""
    from detente.cli import run

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run(["-q", "demo", "--record", str(path)]) == 0
    return path
