"""Asking a directory of people whether NIK, KK and nama belong together: the roster, or Dukcapil's own service."""
