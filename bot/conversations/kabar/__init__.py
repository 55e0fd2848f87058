"""What is told to many: reminders of a deadline, an instansi's own message, the end of its pendataan."""
