"""The agenda: who tables what, and what is stopped before a vote."""
