"""Data Peserta eks THK-II: what the instansi holds, before the pages begin."""
