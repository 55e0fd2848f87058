"""What runs between two turns."""
