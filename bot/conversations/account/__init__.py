"""Langkah 1 to 3: from consent to the Kartu Informasi Akun."""
