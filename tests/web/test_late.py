"""Addresses that are worked out late answer as if they had been worked out at once."""

import subprocess
import sys

from fastapi import FastAPI, Query
from fastapi.testclient import TestClient
from starlette.routing import Match

from detente.web.late import LateRoute, LateRoutes, whole


def greet(name: str, times: int = Query(1, ge=1)) -> dict[str, object]:
    return {"told": f"Good morning, {name}", "times": times}


def app_of(*routes: LateRoute | LateRoutes) -> FastAPI:
    app = FastAPI()
    app.router.routes += routes
    return app


def test_it_answers_with_what_its_function_takes_and_gives() -> None:
    client = TestClient(app_of(LateRoute("/greet/{name}", greet)))
    assert client.get("/greet/ada?times=2").json() == {"told": "Good morning, ada", "times": 2}
    assert client.get("/greet/bo").json() == {"told": "Good morning, bo", "times": 1}
    assert client.get("/greet/ada?times=0").status_code == 422
    assert client.get("/greet").status_code == 404


def test_two_methods_at_one_address_are_told_apart() -> None:
    take, say = LateRoute("/words", lambda: "taken", method="POST"), LateRoute("/words", greet)
    client = TestClient(app_of(say, take))
    assert client.post("/words").json() == "taken"
    assert client.get("/words?name=ada").json()["told"] == "Good morning, ada"
    assert client.put("/words").status_code == 405


def test_what_it_takes_is_read_when_it_is_first_asked_for() -> None:
    read: list[str] = []

    class Watched:
        def __call__(self) -> str:
            return "here"

        @property
        def __signature__(self) -> None:
            read.append("signature")

    late = LateRoute("/late", Watched())
    elsewhere = {"type": "http", "path": "/other", "method": "GET", "headers": []}
    assert late.matches(elsewhere)[0] is Match.NONE
    assert not read
    assert TestClient(app_of(late)).get("/late").json() == "here"
    assert read


def test_the_description_of_an_application_needs_every_one() -> None:
    early, late = LateRoute("/a", greet, summary="A"), LateRoute("/b", greet)
    assert [getattr(one, "path", None) for one in whole([early, late])] == ["/a", "/b"]
    assert whole([early])[0] is early.route
    assert whole([LateRoutes(lambda: [early, late])])[0] is early.route


def test_addresses_are_made_together_once_one_is_asked_for_that_no_other_has() -> None:
    made: list[str] = []

    def make() -> list[LateRoute]:
        made.append("them")
        take = LateRoute("/words", lambda: "taken", method="POST")
        return [take, LateRoute("/words", greet), LateRoute("/{name}", greet)]

    client = TestClient(app_of(LateRoute("/first", lambda: "first"), LateRoutes(make)))
    assert client.get("/first").json() == "first"
    assert made == []
    assert client.get("/words?name=ada").json()["told"] == "Good morning, ada"
    assert client.post("/words").json() == "taken"
    assert client.put("/words").status_code == 405
    assert client.get("/bo").json()["told"] == "Good morning, bo"
    assert client.get("/no/such").status_code == 404
    assert made == ["them"]


def test_an_address_is_worked_out_without_models_of_an_older_kind() -> None:
    code = (
        "import sys\n"
        "from detente.web.late import LateRoute, whole, without_old_models\n"
        "def greet(name: str | None = None) -> str: ...\n"
        "with without_old_models():\n"
        "    whole([LateRoute('/greet', greet)])\n"
        "print('pydantic.v1' in sys.modules)\n"
        "import pydantic.v1\n"
        "with without_old_models():\n"
        "    import pydantic.v1\n"
        "print('pydantic.v1' in sys.modules)\n"
    )
    asked = [sys.executable, "-W", "ignore", "-c", code]
    ran = subprocess.run(asked, capture_output=True, check=True)
    assert ran.stdout.split() == [b"False", b"True"]
