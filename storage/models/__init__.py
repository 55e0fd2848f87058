"""The tables, a file for each cluster of them."""

from storage.models import accounts, requests, roster, staff, turns

__all__ = ["accounts", "requests", "roster", "staff", "turns"]
