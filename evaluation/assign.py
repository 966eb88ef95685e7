"""Pairs the program's rows with the gold rows, one to one."""

from __future__ import annotations


def find_pairs(weights: list[list[int]]) -> list[tuple[int, int]]:
    """Return the (row, column) pairs of greatest total weight; a weight of 0 is no pair.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957), cubic in the rows.

    Example:
        >>> find_pairs([[3, 2], [2, 0]])
        [(0, 1), (1, 0)]
    """
    if not weights or not weights[0]:
        return []
    size = max(len(weights), len(weights[0]))
    costs = [
        [-row[column] if column < len(row) else 0 for column in range(size)]
        for row in weights + [[]] * (size - len(weights))
    ]
    owners = _solve(costs)
    pairs = [(row, column) for column, row in enumerate(owners)]
    return sorted(
        (row, column)
        for row, column in pairs
        if row < len(weights) and column < len(weights[0]) and weights[row][column] > 0
    )


def _solve(costs: list[list[int]]) -> list[int]:
    """Return the row of every column in the cheapest full assignment of a square table."""
    size = len(costs)
    row_prices, column_prices = [0] * (size + 1), [0] * (size + 1)
    owners = [size] * (size + 1)  # the last place stands for "none"
    for row in range(size):
        owners[size] = row
        column, links = size, [size] * (size + 1)
        slack: list[float] = [float("inf")] * size
        seen = [False] * (size + 1)
        while owners[column] != size:
            seen[column] = True
            column = _step(costs, owners, (row_prices, column_prices), column, (slack, links, seen))
        while column != size:
            previous = links[column]
            owners[column] = owners[previous]
            column = previous
    return owners[:size]


def _step(
    costs: list[list[int]],
    owners: list[int],
    prices: tuple[list[int], list[int]],
    column: int,
    search: tuple[list[float], list[int], list[bool]],
) -> int:
    """Return the next column of the alternating path, after the prices have moved."""
    row_prices, column_prices = prices
    slack, links, seen = search
    row = owners[column]
    size = len(costs)
    nearest, least = size, float("inf")
    for other in range(size):
        if seen[other]:
            continue
        gap = costs[row][other] - row_prices[row] - column_prices[other]
        if gap < slack[other]:
            slack[other], links[other] = gap, column
        if slack[other] < least:
            nearest, least = other, slack[other]
    for other in range(size + 1):
        if seen[other]:
            row_prices[owners[other]] += int(least)
            column_prices[other] -= int(least)
        elif other < size:
            slack[other] -= least
    return nearest
