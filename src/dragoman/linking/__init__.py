"""Between reports: which share an origin. Works on texts and signatures, knows nothing of a store."""
