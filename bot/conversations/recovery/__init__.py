"""Lupa password: who one is, the security answer, a new password."""
