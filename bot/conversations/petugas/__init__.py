"""Pusat's own people: the helpdesk, pusat itself, and the admins of any instansi."""
