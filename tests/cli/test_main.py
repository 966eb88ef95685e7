import pytest
from click.testing import CliRunner

from dragoman import __version__
from dragoman.cli import main
from dragoman.cli.main import COMMANDS, cli


@pytest.mark.parametrize("arguments", [["-h"], ["read", "-h"], ["explain", "--help"]])
def test_help_shows_examples(arguments):
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    assert "Examples:" in result.stdout


def test_help_lists_every_command():
    shown = CliRunner().invoke(cli, ["-h"]).stdout
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_version():
    assert __version__ in CliRunner().invoke(cli, ["--version"]).stdout


def test_an_unknown_command_is_wrong_use():
    assert CliRunner().invoke(cli, ["dance"]).exit_code == 2


def test_ctrl_c_says_one_word(monkeypatch, tmp_path):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.ingest.files.read_paths", stop)
    result = CliRunner().invoke(cli, ["read", str(tmp_path)])
    assert result.exit_code == main.INTERRUPTED
    assert result.stderr == "Stopped.\n"
