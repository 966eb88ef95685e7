"""Imports only go down the floors of the house, and never in a circle."""

import ast
from pathlib import Path

import pytest

import dragoman

PACKAGE = Path(dragoman.__file__).parent
FLOORS = [
    {"errors", "version"},
    {"config"},
    {"text"},
    {"values"},
    {"record"},
    {"lexicon"},
    {"language", "ingest"},
    {"reading"},
    {"linking"},
    {"store"},
    {"export"},
    {"flow"},
    {"cli", "web"},
]
LEVELS = {name: level for level, names in enumerate(FLOORS) for name in names}


def name_module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_module(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def find_imports(source: str, modules: set[str]) -> set[str]:
    """Return the modules of the package that a source imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in modules else node.module)
    return {name for name in found if name.split(".")[0] == "dragoman"}


IMPORTS = {
    name: find_imports(path.read_text(encoding="utf-8"), set(MODULES)) for name, path in MODULES.items()
}


def get_part(module: str) -> str:
    """Return the part of the house that a module is in; "" for the door."""
    return module.split(".")[1] if "." in module else ""


def find_upward(imports: dict[str, set[str]]) -> list[str]:
    upward = []
    for module, others in imports.items():
        here = get_part(module)
        for other in others:
            there = get_part(other)
            if here in ("", "__main__") or here == there:
                continue  # the door may open on all; inside a part all is free
            if there == "" and LEVELS[here] <= LEVELS["flow"]:
                upward.append(f"{module} imports the door")
            elif there and LEVELS[there] >= LEVELS[here]:
                upward.append(f"{module} imports {other}")
    return sorted(upward)


def find_circle(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle of imports; empty where there is none."""
    done: set[str] = set()

    def follow(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for other in sorted(imports.get(module, ())):
            if circle := follow(other, [*path, module]):
                return circle
        done.add(module)
        return []

    return next((circle for module in imports if (circle := follow(module, []))), [])


def test_every_part_of_the_house_has_its_floor():
    parts = {get_part(module) for module in MODULES} - {"", "__main__"}
    assert parts <= set(LEVELS)


def test_imports_only_go_down():
    assert find_upward(IMPORTS) == []


def test_imports_make_no_circle():
    assert find_circle(IMPORTS) == []


def test_every_imported_module_is_there():
    assert {other for others in IMPORTS.values() for other in others} <= set(MODULES)


@pytest.mark.parametrize(
    ("module", "other"),
    [
        ("dragoman.text.spans", "dragoman.record.model"),
        ("dragoman.language.doc", "dragoman.reading.actors"),
        ("dragoman.record.model", "dragoman.lexicon.load"),
        ("dragoman.reading.actors", "dragoman"),
    ],
)
def test_an_upward_import_is_seen(module, other):
    assert find_upward({module: {other}})


def test_a_downward_import_is_let_through():
    assert not find_upward({"dragoman.reading.actors": {"dragoman.lexicon.load", "dragoman.reading.names"}})


def test_a_circle_is_seen():
    circle = find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})
    assert set(circle) == {"b", "c"}


def test_imports_are_found_in_functions_and_from_packages():
    source = (
        "import os\ndef f():\n    from dragoman.text import spans\n    from dragoman.text.spans import Span\n"
    )
    assert find_imports(source, {"dragoman.text", "dragoman.text.spans"}) == {"dragoman.text.spans"}
