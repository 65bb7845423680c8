"""Information: what outsiders know of states, who watches, and what can be said where."""
