"""Ground: one file a value type. Raw words in, a checked value or None out."""
