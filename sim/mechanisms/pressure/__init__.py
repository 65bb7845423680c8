"""Soft power: what attracts states to the challenger and to its critics, and what repels them."""
