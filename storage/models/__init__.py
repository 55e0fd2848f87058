"""The tables, a file for each cluster of them."""

from storage.models import accounts, audit, cards, filling, references, requests, roster, staff, turns

__all__ = ["accounts", "audit", "cards", "filling", "references", "requests", "roster", "staff", "turns"]
