"""A Bot API server on loopback and a web page to chat on."""
