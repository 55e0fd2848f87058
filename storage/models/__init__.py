"""The tables, a file for each cluster of them."""
