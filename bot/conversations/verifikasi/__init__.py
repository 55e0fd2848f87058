"""The verifier's desk: one finished worker a card, decided by hand or many at once by a sheet."""
