"""A new password by a helpdesk officer's one-time link: the worker alone chooses it."""
