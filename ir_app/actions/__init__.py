"""Everything a person can do: one verb, one transaction, one ``Change``."""
