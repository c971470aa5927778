"""Reports by templates."""
