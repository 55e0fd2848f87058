"""Confidential reports of fraud, as pusat reads them."""
