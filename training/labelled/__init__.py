"""The project's own labelled reports: what they hold, how drafts become labels, how readers agree."""
