"""An instansi's own message to its workers."""
