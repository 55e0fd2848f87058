"""The rekap of an instansi or of all, and the export of a roster."""
