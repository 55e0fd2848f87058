"""The first page: the ijazah, and the kartu keluarga for whoever wants to add it."""
