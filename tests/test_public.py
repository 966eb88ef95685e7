"""Every public function, method and class says what it returns and of what types it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dragoman

PACKAGE = Path(dragoman.__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


def find_public(body: list[ast.stmt], owner: str = "") -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Yield the public functions and classes of a module, and the methods of the classes."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{owner}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from find_public(node.body, f"{node.name}.")


def find_untyped(function: Function, is_method: bool) -> list[str]:
    """Return the names of parameters without a type, and "return" where that has none."""
    given = function.args
    parameters = [*given.posonlyargs, *given.args]
    is_static = any(
        isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in function.decorator_list
    )
    if is_method and not is_static:
        parameters = parameters[1:]
    parameters += [*given.kwonlyargs, *(extra for extra in (given.vararg, given.kwarg) if extra)]
    untyped = [parameter.arg for parameter in parameters if parameter.annotation is None]
    return untyped + (["return"] if function.returns is None else [])


def list_faults(source: str, name: str) -> list[str]:
    """Return what is undocumented or untyped in a source, a line each."""
    tree = ast.parse(source)
    faults = [] if ast.get_docstring(tree) else [f"{name} has no docstring"]
    for public, node in find_public(tree.body):
        if not ast.get_docstring(node):
            faults.append(f"{name}: {public} has no docstring")
        if isinstance(node, Function):
            faults += [f"{name}: {public} has no type for {gap}" for gap in find_untyped(node, "." in public)]
    return faults


def test_everything_public_is_documented_and_typed():
    faults = []
    for path in sorted(PACKAGE.rglob("*.py")):
        faults += list_faults(path.read_text(encoding="utf-8"), str(path.relative_to(PACKAGE)))
    assert faults == []


def test_the_names_of_the_door_are_there():
    for name in dragoman.__all__:
        assert getattr(dragoman, name).__doc__, name


def test_faults_are_seen():
    source = '"""Doc."""\nclass A:\n    """Doc."""\n    def b(self, c) -> int:\n        return 1\n'
    assert list_faults(source, "m") == ["m: A.b has no docstring", "m: A.b has no type for c"]


def test_private_names_are_left_out():
    assert list_faults('"""Doc."""\ndef _b(c): ...\n', "m") == []
