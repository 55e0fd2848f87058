"""The state machine of a conversation: standard library only, no I/O."""
