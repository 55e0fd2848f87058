"""The letter in which an instansi answers for its roster: printed, signed on paper, and archived."""
