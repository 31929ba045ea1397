"""Connections: to the address that was checked and no other, within their time and their bytes."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from detente.model.errors import FetchError
from detente.reports.addresses import place_of
from detente.reports.network import Broken, Limits, Network, Request, ask, dial, look_up
from tests.reports.fetching import PUBLIC, web_of
from tests.reports.server import Answer, redirect, serve

CERTIFICATE = Path(__file__).parents[1] / "data" / "tls" / "harbour.example.pem"
SHORT = Limits(connect_s=0.3, read_s=0.3, whole_s=0.8, size=1000)


@dataclass(slots=True)
class Secure:
    """A port that speaks TLS for harbour.example and says one thing."""

    port: int
    names: list[str | None] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)


@contextlib.contextmanager
def secure() -> Iterator[Secure]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    listening = socket.create_server(("127.0.0.1", 0))
    found = Secure(listening.getsockname()[1])
    context.sni_callback = lambda _socket, name, _context: found.names.append(name)

    def run() -> None:
        with contextlib.suppress(OSError):  # closed at the end
            while True:
                made, _ = listening.accept()
                with contextlib.suppress(OSError), context.wrap_socket(made, True) as spoken:
                    found.heads.append(spoken.recv(4096))
                    spoken.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ntalks")
                made.close()

    threading.Thread(target=run, daemon=True).start()
    yield found
    listening.close()


@pytest.fixture(scope="module")
def tls() -> Iterator[Secure]:
    with secure() as found:
        yield found


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(CERTIFICATE))
    context.verify_flags |= ssl.VERIFY_X509_STRICT  # as from Python 3.13 on
    return context


def network_to(port: int, **more: object) -> Network:
    def to_it(address: str, _port: int, timeout_s: float) -> socket.socket:
        assert address == PUBLIC
        return socket.create_connection(("127.0.0.1", port), timeout_s)

    given = {"look_up": lambda host, port: (PUBLIC,), "dial": to_it, **more}
    return Network(**given)  # type: ignore[arg-type]


def body_of(address: str, network: Network, limits: Limits = SHORT) -> bytes:
    request = Request(place=place_of(address), headers={})
    with ask(request, network, limits, allowed=()) as answer:
        return b"".join(answer.pieces)


def test_tls_and_host_name_the_host_though_its_address_is_dialled(tls: Secure) -> None:
    network = network_to(tls.port, trust=trusting)
    assert body_of("https://harbour.example/talks", network) == b"talks"
    assert tls.names[-1] == "harbour.example"
    assert tls.heads[-1].startswith(b"GET /talks HTTP/1.1\r\nHost: harbour.example\r\n")


def test_a_certificate_for_another_host_is_refused(tls: Secure) -> None:
    with pytest.raises(FetchError, match="no valid certificate") as told:
        body_of("https://other.example/", network_to(tls.port, trust=trusting))
    assert not isinstance(told.value, Broken)  # it is not tried again
    with pytest.raises(FetchError, match="no valid certificate"):
        body_of("https://harbour.example/", network_to(tls.port))


def test_a_name_is_looked_up_once_and_what_was_checked_is_dialled() -> None:
    """The name is public when it is checked, and would be this machine a moment later."""
    said = iter((PUBLIC, "127.0.0.1", "127.0.0.1"))
    with serve() as server:
        server.put("/", Answer(b"talks"))
        web = web_of(server, {"harbour.example": lambda: next(said)})
        with pytest.raises(FetchError, match=r"127\.0\.0\.1, which is this machine"):
            web.fetcher.fetch("http://harbour.example/")  # robots.txt first, then the page
        assert web.looked_up == ["harbour.example"] * 2
        assert web.dialled == [(PUBLIC, 80)]
        assert server.paths() == []


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with serve() as server:
        web = web_of(server, {"harbour.example": f"{PUBLIC} ::ffff:10.0.0.1"})
        with pytest.raises(FetchError, match="a private network"):
            web.fetcher.fetch("http://harbour.example/")
        assert (web.dialled, server.asked) == ([], [])


@pytest.mark.parametrize("to", ["http://127.0.0.1/x", "http://inside.example/", "//[::1]:80/"])
def test_a_redirect_to_a_machine_nearby_is_refused_before_it_is_dialled(to: str) -> None:
    with serve() as server:
        server.put("/", redirect(to))
        web = web_of(server, {"inside.example": "169.254.169.254"})
        with pytest.raises(FetchError, match=r"it redirects to .*--allow-host"):
            web.fetcher.fetch("http://harbour.example/")
        assert {address for address, _ in web.dialled} == {PUBLIC}
        assert server.paths() == ["/"]


def test_a_host_that_the_user_allows_is_asked_wherever_it_is() -> None:
    with serve() as server:
        server.put("/", Answer(b"talks"))
        for host in ("intranet", "127.0.0.1", "localhost:8000"):
            web = web_of(
                server, {"intranet": "127.0.0.1", "localhost": "127.0.0.1"}, allowed=[host]
            )
            assert web.fetcher.fetch(f"http://{host}/").body == b"talks"
        with pytest.raises(FetchError, match="machine nearby"):
            web.fetcher.fetch("http://localhost:8001/")


def test_all_addresses_of_a_name_are_tried() -> None:
    dialled = []

    def refuse_first(address: str, port: int, timeout_s: float) -> socket.socket:
        dialled.append(address)
        if len(dialled) == 1:
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", server.port), timeout_s)

    with serve() as server:
        server.put("/", Answer(b"talks"))
        found = Network(lambda host, port: ("2620:fe::fe", PUBLIC), refuse_first)
        assert body_of("http://harbour.example/", found) == b"talks"
    assert dialled == ["2620:fe::fe", PUBLIC]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"x", pause_s=30),
        Answer(b"x" * 500, drip_s=0.05),  # each byte comes in time, and all of them do not
    ],
)
def test_no_answer_takes_longer_than_its_time(answer: Answer) -> None:
    with serve() as server:
        server.put("/", answer)
        began = time.monotonic()
        with pytest.raises(FetchError, match=r"did not answer within 0\.[38] seconds"):
            body_of("http://harbour.example/", network_to(server.port))
        assert time.monotonic() - began < 20


def test_no_name_no_connection_and_no_handshake_take_longer_than_their_time() -> None:
    over = threading.Event()

    def no_name(host: str, port: int) -> tuple[str, ...]:
        over.wait(30)
        return (PUBLIC,)

    def no_answer(address: str, port: int, timeout_s: float) -> socket.socket:
        raise TimeoutError

    silent = socket.create_server(("127.0.0.1", 0))
    cases = (
        ("http://harbour.example/", Network(no_name, no_answer)),
        ("http://harbour.example/", Network(lambda host, port: (PUBLIC,), no_answer)),
        ("https://harbour.example/", network_to(silent.getsockname()[1])),
    )
    try:
        for address, network in cases:
            with pytest.raises(FetchError, match="did not answer within"):
                body_of(address, network)
    finally:
        over.set()
        silent.close()


@pytest.mark.parametrize("answer", [Answer(b"x" * 200, endless=True), Answer(bytes(2_000_000))])
def test_no_answer_has_more_than_its_bytes(answer: Answer) -> None:
    with serve() as server:
        server.put("/", answer)
        with pytest.raises(FetchError, match="more than"):
            body_of("http://harbour.example/", network_to(server.port))


def test_a_head_without_end_is_no_answer() -> None:
    with serve() as server:
        server.put("/", Answer(b"x", headers={f"X-{n}": "y" * 1000 for n in range(300)}))
        with pytest.raises(FetchError):
            body_of("http://harbour.example/", network_to(server.port))


def test_what_is_no_http_and_what_breaks_is_said() -> None:
    with serve() as server:
        server.put("/broken", Answer(b"x" * 50, stops_after=10))
        server.put("/reset", Answer(b"x", resets=True, stops_after=0))
        server.put("/long", Answer(b"talks", length=90))
        for path in ("/broken", "/reset", "/long"):
            with pytest.raises(Broken):
                body_of(f"http://harbour.example{path}", network_to(server.port))

    def nowhere(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match="there is no host of this name"):
        body_of("http://harbour.example/", Network(nowhere, dial))


def test_this_machine_is_looked_up_and_dialled() -> None:
    with serve() as server:
        assert "127.0.0.1" in look_up("localhost", server.port)
        with contextlib.closing(dial("127.0.0.1", server.port, 5)) as made:
            assert made.getpeername() == ("127.0.0.1", server.port)
        with pytest.raises(OSError, match="refused"):
            dial("127.0.0.1", 1, 5)
