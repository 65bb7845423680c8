"""What groups at home, in host countries and in exile can do, and what support makes of it."""
