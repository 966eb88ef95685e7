"""The bar stands where the input stood when that was found of which something came last."""

from rich.console import Console
from rich.progress import Progress

from dragoman.cli.progress import Shown, showing


def test_the_bar_follows_what_came_and_not_what_was_found():
    progress = Progress(console=Console(file=None, quiet=True))
    shown = Shown(progress, 30)

    def find():
        for name in "abc":
            shown.take(10)
            yield name

    assert list(shown.follow(find())) == ["a", "b", "c"]
    done = []
    for state in ("added", "failed", "added"):
        shown.count(state)
        done.append(progress.tasks[0].completed)
    assert done == [10, 20, 30]
    assert progress.tasks[0].fields["words"] == "2 added, 1 failed"


def test_nothing_is_shown_where_there_is_no_terminal_and_all_is_counted(capsys):
    with showing(None, is_quiet=False) as shown:
        shown.count("added")
    assert shown.counts == {"added": 1}
    assert capsys.readouterr().err == ""
