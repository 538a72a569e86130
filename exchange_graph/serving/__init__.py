"""How the service listens and runs, whoever starts it: the command, or a measurement."""
