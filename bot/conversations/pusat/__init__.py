"""The desk of pusat: instansi, deadlines, and opening again what was finalised."""
