"""An incident is shown to people with numbers in words, and no bound that nobody gave."""

import pytest

from dragoman.cli.dossier_view import write_dossier
from dragoman.store.across import Dossier

LINE = {
    "id": "i1", "name": "Peru → ASSAULT → ?", "day": "", "last_day": None, "place": None, "country": None,
    "standing": "contested", "reports": 1, "origins": 1, "kind": "incident",
}  # fmt: skip
SAYING = {"name": "Peru", "stance": "asserts", "report": "r1"}


@pytest.mark.parametrize(
    ("printed", "said"),
    [("12..", "12 or more"), ("..20", "up to 20"), ("12..20", "12–20"), ("..", "some"), ("12", "12")],
)
def test_bounds_are_said_in_words(printed, said):
    field = {
        "name": "killed", "why": f"{printed} according to Peru",
        "values": [{"text": printed, "sayings": [SAYING]}],
    }  # fmt: skip
    told = {"why": f"killed: {printed} according to Peru", "fields": [field], "tolls": []}
    shown = write_dossier(Dossier(LINE, told, ()))
    assert f"  {said}: Peru asserts" in shown and shown.count(f"{said} according to Peru") == 2
