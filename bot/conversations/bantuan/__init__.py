"""Help: questions and answers, and from there a ticket or a confidential report."""
