"""The shape of the code: short modules, short functions, few parameters, told apart by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "detente"
MODULE_LINES = 400
FUNCTION_LINES = 40
SHARE_OF_SHORT_FUNCTIONS = 0.95
POSITIONAL = 3

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> dict[str, str]:
    return {
        path.relative_to(SOURCE).as_posix(): path.read_text("utf-8")
        for path in sorted(SOURCE.rglob("*.py"))
    }


def functions() -> Iterator[tuple[str, Function]]:
    for name, text in modules().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Function):
                yield f"{name}:{node.lineno} {node.name}", node


def is_command(function: Function) -> bool:
    """Whether click calls it, always by keyword."""
    return any("command" in ast.dump(decorator) for decorator in function.decorator_list)


def test_modules_are_short() -> None:
    lengths = {name: text.count("\n") for name, text in modules().items()}
    assert not {name: lines for name, lines in lengths.items() if lines > MODULE_LINES}


def test_nearly_all_functions_are_short() -> None:
    lengths = {where: (node.end_lineno or 0) - node.lineno + 1 for where, node in functions()}
    long = {where: lines for where, lines in lengths.items() if lines > FUNCTION_LINES}
    assert len(long) <= (1 - SHARE_OF_SHORT_FUNCTIONS) * len(lengths), long
    assert not {where: lines for where, lines in long.items() if lines > 2 * FUNCTION_LINES}


def test_public_functions_take_three_values_by_place_and_the_rest_by_name() -> None:
    found = []
    for where, node in functions():
        by_place = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
        by_place = [name for name in by_place if name not in ("self", "cls")]
        private = node.name.startswith("_")
        if len(by_place) > POSITIONAL and not private and not is_command(node):
            found.append(where)
    assert not found, f"put a * before the fourth parameter of: {found}"
