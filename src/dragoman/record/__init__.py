"""The record of one report: what it holds, its JSON and its schema."""
