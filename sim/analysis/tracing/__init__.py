"""Why runs part and why actors act: one replicate played again, event by event."""
