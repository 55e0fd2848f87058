"""The domain's own judgement, pure."""
