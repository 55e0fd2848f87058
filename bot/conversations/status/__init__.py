"""What became of one's own record, and what comes next."""
