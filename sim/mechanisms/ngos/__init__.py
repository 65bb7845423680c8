"""What NGOs do with their efforts, and what becomes of them."""
