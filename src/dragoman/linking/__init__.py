"""Between reports: which share an origin, which events tell one happening. Knows nothing of a store."""
