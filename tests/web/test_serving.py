"""detente serve: where it listens, what it refuses, how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from detente.cli import run
from detente.web.serving import bind

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(*options: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A program that serves, and the address that it printed."""
    command = [sys.executable, "-m", "detente", "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **variables}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as program:
        try:
            assert program.stdout is not None
            line = program.stdout.readline()
            assert line.startswith("Détente is at http"), (line, program.poll())
            yield program, line.split()[3]
        finally:
            program.kill()


def test_it_serves_until_ctrl_c_and_ends_in_silence(demo: Path) -> None:
    with serving("--record", str(demo)) as (program, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as page:  # noqa: S310  (our own)
            assert b"Since your last visit" in page.read()
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=20)
        assert (program.returncode, out, err) == (0, "", "")


def test_a_password_from_the_environment_or_a_file_locks_it(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("five calm herons\n", "utf-8")
    file.chmod(0o600)
    given = ["--record", str(demo), "--host", "0.0.0.0"]  # noqa: S104
    for options, variables in (
        ([*given, "--password-file", str(file)], {}),
        (given, {"DETENTE_PASSWORD": "five calm herons"}),
    ):
        with serving(*options, **variables) as (program, address):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(address)  # noqa: S310
            assert refused.value.code == 401
            refused.value.close()
            program.send_signal(signal.SIGINT)
            _, err = program.communicate(timeout=20)
            assert "put a proxy with https before it" in err
            assert "herons" not in err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--host", "0.0.0.0"], 2, "set a password first"),  # noqa: S104
        (["--host", "desk.example"], 2, "set a password first"),
        (["--public-url", "desk.example"], 2, "write it as https://"),
        (["--password-file", "nothing"], 1, "cannot be read"),
        (["--record", "none.db"], 1, "there is no record 'none.db'"),
        (["--record", "."], 1, "is a folder"),
        (["--up-to", "secret"], 2, "secret"),
    ],
)
def test_what_it_refuses_is_said_in_a_sentence(
    demo: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(demo.parent)
    monkeypatch.delenv("DETENTE_PASSWORD", raising=False)
    assert run(["serve", "--record", "demo.db", "--port", "0", *options]) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_a_port_in_use_is_said(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", "--record", str(demo), "--port", port]) == 1
    assert f"port {port} is in use" in capsys.readouterr().err


def test_a_host_that_is_not_this_machine_is_said() -> None:
    for host, said in (("192.0.2.1", "no address"), ("nothing.invalid", "there is no host")):
        with pytest.raises(Exception, match=said):
            bind(host, 0)


def test_without_the_extra_it_says_how_to_install_it(demo: Path) -> None:
    code = f"""
import sys
sys.modules["uvicorn"] = None
from detente.cli import run
sys.exit(run(["serve", "--record", {str(demo)!r}]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        "detente: the workbench is not installed; install it with: pip install 'detente[web]'\n"
    )


def test_nothing_of_the_extra_is_loaded_by_other_commands() -> None:
    code = """
import sys
from detente.cli import run
assert run(["serve", "--help"]) == 0
assert not {"fastapi", "starlette", "uvicorn", "pydantic", "argon2"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
