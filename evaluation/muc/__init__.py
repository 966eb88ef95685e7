"""MUC-4 incident templates: the key read, our record mapped to them, both scored. `sets.muc` runs it."""
