"""The fifth page: the record to be read, the cards, and the wish to have it opened again."""
