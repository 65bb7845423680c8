"""What the regime says: rights or values, words agreed, treaties, promises and who quotes them."""
