"""A rule of eligibility that shall not count for one NIK, before an import or `/tambah` can register it."""
