"""What is kept: tables, questions to them, files and keys. Imports nothing of bot/."""
