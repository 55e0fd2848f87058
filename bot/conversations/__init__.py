"""What is asked: one folder a conversation."""
