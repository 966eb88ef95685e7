from evaluation.table import format_table


def test_cells_stand_under_their_heads():
    assert format_table(["a", "long"], [["first", 1], ["x", 0.25], ["y", None]]).splitlines() == [
        "a       long",
        "first      1",
        "x      0.250",
        "y          ·",
    ]
