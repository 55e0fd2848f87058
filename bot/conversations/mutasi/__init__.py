"""Minta mutasi: what other instansi ask of this one, and what this one asked of them."""
