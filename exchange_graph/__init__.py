"""Exchange Graph: who has walked this road before, and what came of it."""
