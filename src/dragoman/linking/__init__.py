"""Between reports: which events tell one happening."""
