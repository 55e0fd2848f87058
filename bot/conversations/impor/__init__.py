"""`/impor` and `/templat`: an instansi's roster by sheet, and the last import taken back."""
