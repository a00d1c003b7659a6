"""The rooms behind the ledger: the form of an entry, its chain, the tables and what is computed from them."""
