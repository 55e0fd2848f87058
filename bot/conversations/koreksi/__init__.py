"""The instansi's consent to a correction that Dukcapil confirmed."""
