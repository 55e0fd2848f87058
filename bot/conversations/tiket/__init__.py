"""The helpdesk's desk: the queue, one ticket at a time, and everything that can be done with it."""
