"""Usulkan ke instansi: the queue of those who ask to be registered."""
