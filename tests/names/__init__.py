"""Where names lead: every list, every ended State, typing errors."""
