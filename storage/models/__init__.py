"""The tables, a file for each cluster of them."""

from storage.models import (
    accounts,
    audit,
    cards,
    directory,
    filling,
    helpdesk,
    references,
    requests,
    roster,
    staff,
    tickets,
    turns,
)

__all__ = [
    "accounts",
    "audit",
    "cards",
    "directory",
    "filling",
    "helpdesk",
    "references",
    "requests",
    "roster",
    "staff",
    "tickets",
    "turns",
]
