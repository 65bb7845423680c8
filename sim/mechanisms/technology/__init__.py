"""What networks, those who misuse them, and the young who use them do to rights."""
