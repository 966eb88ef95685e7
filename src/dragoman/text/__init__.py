"""Ground: spans, numbers in words, quotation marks. Knows nothing of language or records."""
