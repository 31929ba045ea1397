"""What tracked files keep to: no address of a registry, no path of one machine, whole lines."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Input that is meant to be odd, output compared byte for byte, and a table of bytes of which none
# happens to be 0.
AS_IT_COMES = ("tests/data/", "src/detente/demo_data/", "src/detente/drafts/senses.bin")
# In parts, so that this file does not hold what it looks for.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "index" + "-url =")
MACHINE_PATHS = ("/work" + "/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "/op" + "t/")


def tracked() -> list[str]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a git checkout: there is no list of tracked files")
    return [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    found = {}
    for name in tracked():
        raw = (ROOT / name).read_bytes()
        if b"\0" not in raw:
            found[name] = raw.decode("utf-8", errors="replace")
    return found


def lines_with(needles: tuple[str, ...]) -> list[str]:
    pattern = re.compile("|".join(rf"(?<![\w.-]){re.escape(needle)}" for needle in needles))
    return [
        f"{name}:{number}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_tracked_file_names_a_package_registry() -> None:
    found = [
        name
        for name, text in texts().items()
        if any(registry in text.lower() for registry in REGISTRIES)
    ]
    assert not found, f"each user's own settings say where packages come from: {found}"


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    assert not lines_with(MACHINE_PATHS)


def test_every_text_file_ends_with_one_newline_and_has_no_stray_blanks() -> None:
    odd = []
    for name, text in texts().items():
        if name.startswith(AS_IT_COMES) or not text:
            continue
        if not text.endswith("\n") or text.endswith("\n\n") or "\r" in text:
            odd.append(f"{name}: last line, or line ends")
        odd += [
            f"{name}:{number}: blanks at the end"
            for number, line in enumerate(text.split("\n"), 1)
            if line != line.rstrip(" \t")
        ]
    assert not odd


def test_no_tracked_file_is_made_by_a_tool_or_holds_a_record() -> None:
    made = re.compile(r"(^|/)(uv\.lock|__pycache__|dist|_build|_api)(/|$)|\.(pyc|db|whl)$")
    assert not [name for name in tracked() if made.search(name)]
