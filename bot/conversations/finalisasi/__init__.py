"""The end of an instansi's pendataan: who would be left out, the warning, and the code that locks everything."""
