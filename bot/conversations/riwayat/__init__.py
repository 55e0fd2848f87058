"""Page 3 of filling in: what the worker has done at the instansi that registered them."""
