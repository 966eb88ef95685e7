"""What the documents say stays true: commands, files and names that they mention are there."""

import re
from pathlib import Path

import click
from click.testing import CliRunner

import dragoman
from dragoman.cli.main import COMMANDS, cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme():
    assert all(f"dragoman {name} " in README for name in COMMANDS)


def test_the_options_that_the_readme_names_exist():
    context = click.Context(cli)
    commands = [cli.get_command(context, name) for name in COMMANDS]
    commands += [inner for command in commands for inner in getattr(command, "commands", {}).values()]
    known = {option for command in commands for parameter in command.params for option in parameter.opts}
    named = {
        option
        for line in README.splitlines()
        if line.startswith("dragoman ")
        for option in re.findall(r"(--[a-z-]+)", line)
    }
    assert named <= known


def test_the_names_that_the_readme_imports_exist():
    assert {name for name in re.findall(r"dragoman\.(\w+)\(", README)} <= set(dragoman.__all__)


def test_the_files_that_the_documents_name_are_there():
    for path in (
        "examples/border-clashes.txt",
        "examples/garsen.jsonl",
        "LICENSE",
        "NOTICE",
        "Makefile",
        ".ci/run",
        "evaluation/floors.json",
    ):
        assert (ROOT / path).exists(), path


def test_the_example_says_that_it_is_fiction():
    assert "fiction" in (ROOT / "examples" / "README.md").read_text(encoding="utf-8")


def test_the_documents_hold_no_machine_paths():
    for path in (*ROOT.glob("*.md"), ROOT / "NOTICE", ROOT / "Makefile", ROOT / ".ci" / "run"):
        assert not re.search(r"/(work|home|root|farm)/", path.read_text(encoding="utf-8")), path


def test_the_output_that_the_readme_shows_is_what_the_command_says():
    said = CliRunner().invoke(cli, ["read", str(ROOT / "examples" / "border-clashes.txt")]).stdout
    block = README.split("From the output:\n\n```\n")[1].split("```")[0]
    shown = [" ".join(line.split()) for line in block.splitlines() if line.strip("… ")]
    assert [line for line in shown if line not in " ".join(said.split())] == []


def test_the_incident_that_the_readme_shows_is_what_the_example_gives(tmp_path):
    runner = CliRunner(env={"DRAGOMAN_STORE": str(tmp_path / "x.db"), "COLUMNS": "120"})
    assert runner.invoke(cli, ["add", str(ROOT / "examples" / "garsen.jsonl")]).exit_code == 0
    said = runner.invoke(cli, ["incidents", "--min-origins", "2", "--type", "ASSAULT"]).stdout
    block = README.split("--type ASSAULT\n```\n\n```\n")[1].split("```")[0]
    assert " ".join(block.split()) in " ".join(said.split())
