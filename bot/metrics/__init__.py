"""What an operator may watch of a running bot: figures for Prometheus, and whether it is well."""
