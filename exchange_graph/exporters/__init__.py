"""Taking the graph away: tables for spreadsheets, lines for programs. One file in `formats` is one format."""
