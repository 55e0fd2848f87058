"""The assistant: a Telegram bot through which honorer workers register for the Pendataan Tenaga Non-ASN."""
