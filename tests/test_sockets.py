"""One door out: only `ingest/guard.py` opens sockets, and only where an address is to be fetched."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.flow import BATCH

PACKAGE = Path(dragoman.__file__).parent
DOOR = "ingest/guard.py"
OPENERS = frozenset(
    "socket ssl socketserver http urllib.request urllib.robotparser ftplib smtplib imaplib poplib telnetlib "
    "nntplib xmlrpc asyncio httpx httpcore h11 requests urllib3 aiohttp websockets pycurl".split()
)
WATCH = """
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
os.write(log, b"begun\\n")
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        os.write(log, f"{{event}} {{arguments[1:]}}\\n".encode())
sys.addaudithook(watch)
"""
"""Runs at the start of a program and of each process that it starts."""


def find_openers(source: str) -> set[str]:
    """Return the modules that open sockets and that a source imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in ("import_module", "__import__") and isinstance(node.args[0], ast.Constant):
                names.add(str(node.args[0].value))
    return {
        name for name in names if any(name == opener or name.startswith(opener + ".") for opener in OPENERS)
    }


def test_only_the_door_imports_what_opens_sockets():
    found = {
        str(path.relative_to(PACKAGE)): openers
        for path in PACKAGE.rglob("*.py")
        if (openers := find_openers(path.read_text(encoding="utf-8")))
    }
    assert set(found) == {DOOR}


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "def f():\n    from urllib.request import urlopen",
        "from urllib import request",
        "import http.client as c",
        "from importlib import import_module\nimport_module('httpx')",
    ],
)
def test_an_import_that_opens_sockets_is_seen(source):
    assert find_openers(source)


def test_other_imports_are_let_through():
    assert not find_openers("import html\nfrom urllib.parse import urljoin\nfrom email import policy")


def run_watched(code: str, folder: Path) -> tuple[str, list[str]]:
    """Return what a program wrote, and what it and the processes that it started did with sockets."""
    log, start = folder / "sockets.log", folder / "start"
    start.mkdir()
    (start / "sitecustomize.py").write_text(WATCH.format(log=str(log)), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(start), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, env=env, check=True
    )
    return done.stdout, log.read_text(encoding="utf-8").splitlines()


def test_importing_the_package_opens_no_socket(tmp_path):
    code = "import dragoman, dragoman.cli.main, dragoman.ingest.fetch"
    assert run_watched(code, tmp_path) == ("", ["begun"])


@pytest.mark.slow
def test_reading_and_adding_files_opens_no_socket(tmp_path):
    (tmp_path / "a.txt").write_text("Two soldiers were killed in Aleppo on Monday.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Rain fell."}\n' * (2 * BATCH), encoding="utf-8")
    code = """
from dragoman.cli.main import main
import sys
if __name__ == "__main__":
    for arguments in (["read", "a.txt"], ["add", "a.txt", "b.jsonl"], ["events"], ["show", "--help"]):
        sys.argv = ["dragoman", *arguments]
        try:
            main()
        except SystemExit as end:
            assert not end.code, (arguments, end.code)
"""
    written, seen = run_watched(code, tmp_path)
    assert "Aleppo" in written
    assert set(seen) == {"begun"}
    assert len(seen) > 1  # processes of its own read what is more than a group


def test_the_watch_sees_a_socket(tmp_path):
    _, seen = run_watched("import socket\nsocket.socket().close()", tmp_path)
    assert any("socket.__new__" in event for event in seen)
