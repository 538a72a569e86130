"""The HTTP face of the graph: parse, ask, render. No rule about exchanges lives here."""
