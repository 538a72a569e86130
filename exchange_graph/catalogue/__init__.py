"""Everything but the exchanges, in memory: names, codes and chains that every answer needs."""
