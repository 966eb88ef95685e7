"""`dragoman original`: the document that a report was taken from, as it came."""

from __future__ import annotations

import sys

import click

from dragoman.cli.read import write_whole
from dragoman.cli.store_choice import store_option


@click.command(short_help="Give back the document of a report.")
@click.argument("report", metavar="REPORT")
@store_option
@click.option("-o", "--output", "out_path", metavar="FILE", help="Write there instead of standard output.")
def original(report: str, store_path: str, out_path: str | None) -> None:
    """Give back the page or file that a report was taken from, byte for byte.

    Documents are kept by `add --keep-originals`. They are as others made them: open them with care.
    """
    from dragoman.store.store import open_store
    from dragoman.store.views import View

    content = View(open_store(store_path)).load_original(report)
    if out_path is None or out_path == "-":
        sys.stdout.buffer.write(content)
        return
    with write_whole(out_path, lambda: True) as write:
        write(content)
