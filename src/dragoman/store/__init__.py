"""The record across reports, in one file: `open_store`, `Writer` and `View`."""
