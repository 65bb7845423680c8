"""What the challenger's projects and firms do abroad, and what is made of them."""
