"""Who works when and how long, and how answers leave: nothing in here knows what an exchange is."""
