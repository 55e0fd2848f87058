"""A worker's word in a ticket of theirs."""
