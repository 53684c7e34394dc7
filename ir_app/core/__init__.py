"""The nouns of the program: entries, the incident folded from them, facts, people, letters."""
