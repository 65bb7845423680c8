"""UN bodies: who sits in them."""
