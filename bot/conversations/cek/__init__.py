"""Checking the photo of a card that somebody holds."""
