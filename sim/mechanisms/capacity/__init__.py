"""Training and advice by consent: what insiders may do, what it adds up to, what it moves."""
