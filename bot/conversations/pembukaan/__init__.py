"""Minta dibuka kembali: the queue of those who want to mend a record that they have ended."""
