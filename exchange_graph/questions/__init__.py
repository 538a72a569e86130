"""A question as a person asks it, read by rules in six languages: no model, nothing guessed in silence."""
