"""The shape of the code: which way imports go, how large files are, and what they are called."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
HOOKS, TOOLS = PROJECT / "hooks", PROJECT / "tools"
# A package imports only from those before it, and from itself.
ORDER = ("contract", "reading", "checks", "rendering", "outputs")
APART = "publishing"
ENTRANCES = frozenset({"check_machine", "check_pages", "build_pages", "publish_site"})
NO_CODE = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})
TELLS_NOTHING = frozenset({"utils", "util", "helpers", "common", "misc", "types", "stuff", "base"})
MOST_LINES = 300
MODULES = sorted(HOOKS.rglob("*.py"))
TOOL_MODULES = sorted(TOOLS.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports, those for type annotations too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def lines_of_code(path: Path) -> int:
    """Count the lines that hold code, without comments, docstrings and empty lines."""
    text = path.read_text(encoding="utf-8")
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in {
            tokenize.COMMENT,
            tokenize.NL,
            tokenize.NEWLINE,
            tokenize.INDENT,
            tokenize.DEDENT,
        }:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def test_four_files_lie_directly_in_hooks() -> None:
    assert {path.stem for path in HOOKS.glob("*.py")} == ENTRANCES
    folders = {path.name for path in HOOKS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {*ORDER, APART}


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent != HOOKS], ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(HOOKS).parts[0]
    allowed = {package} if package == APART else set(ORDER[: ORDER.index(package) + 1])
    packages = {name.split(".")[0] for name in imported(path)}
    assert packages & {*ORDER, APART, *ENTRANCES} <= allowed
    assert "mkdocs" not in packages, "the packages are used and tested without MkDocs"
    assert not packages & {tool.name.removesuffix(".py") for tool in TOOLS.iterdir()}, "tools are run by hand"


def test_no_circle_of_imports() -> None:
    known = {module_of(path): imported(path) for path in MODULES}
    graph = {name: (names & known.keys()) - {name} for name, names in known.items()}
    while leaves := {name for name, names in graph.items() if not names & graph.keys()}:
        graph = {name: names for name, names in graph.items() if name not in leaves}
    assert not graph, f"a circle goes through {', '.join(sorted(graph))}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_file_is_too_long(path: Path) -> None:
    assert lines_of_code(path) <= MOST_LINES


@pytest.mark.parametrize("path", [*MODULES, *TOOL_MODULES], ids=name_of)
def test_names_say_what_is_inside(path: Path) -> None:
    assert path.stem not in TELLS_NOTHING
