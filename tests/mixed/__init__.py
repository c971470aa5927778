"""Pure functions on surveys and on interviews beside them."""
