"""The way to and from Telegram: the only importer of telegram."""
