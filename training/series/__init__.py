"""Linked series of reports: one happening told by several outlets over days."""
