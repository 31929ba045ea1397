"""The wheel holds all that the program needs."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("detente-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = ROOT / "src"
    files = {
        path.relative_to(package).as_posix()
        for path in (package / "detente").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "detente/py.typed" in files
    assert not files - held
    assert any(name.endswith("licenses/LICENSE") for name in held)
