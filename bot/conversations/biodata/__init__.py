"""Page 2 of filling in: who the worker is, what they studied and where they work."""
