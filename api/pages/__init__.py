"""What people look at: a page asks the interface, in the process, and shows what it answers."""
