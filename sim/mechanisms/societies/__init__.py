"""Societies: the room they have, what they know of their rights, and what protects them."""
