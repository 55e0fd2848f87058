"""Where everybody arrives: commands, menu, invites, card checks, and the way into a conversation."""
