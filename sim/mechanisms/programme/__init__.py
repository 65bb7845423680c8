"""What a study group of 2001 would have had funded."""
