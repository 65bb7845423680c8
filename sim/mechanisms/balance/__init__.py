"""The balance of the regime: what each side learns, how it prepares, and whose news is heard."""
