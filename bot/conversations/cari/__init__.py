"""Looking for a worker of the instansi, and what may be done to one who has no account yet."""
