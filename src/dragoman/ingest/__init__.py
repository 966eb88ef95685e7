"""Ingest: files, folders and streams to the texts of reports. Never interprets what they say."""
