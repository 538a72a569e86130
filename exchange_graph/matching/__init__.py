"""Which peers could answer a need, and why we say so. It informs a person who decides; it contacts nobody."""
