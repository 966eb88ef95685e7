"""Measures Dragoman against records made by hand, public treebanks and the clock; not installed."""
