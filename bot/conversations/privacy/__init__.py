"""One's own data: what is stored, who looked, a copy, and the way to take the consent back."""
