"""The command line: readable tables for people, --json for programs."""
