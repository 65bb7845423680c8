"""What tables say: paired comparison, and the replay of recorded votes."""
