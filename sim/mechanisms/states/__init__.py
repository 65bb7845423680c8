"""States: who succeeds whom, how positions drift, what a decision does to its target."""
