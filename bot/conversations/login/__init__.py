"""Opening one's account: NIK and password."""
