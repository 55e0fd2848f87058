"""Bytes in, bytes out, pure: pictures, cards, sheets."""
