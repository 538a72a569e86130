"""Records in the reader's language, as the plain shapes that the API, the command line and exports share."""
