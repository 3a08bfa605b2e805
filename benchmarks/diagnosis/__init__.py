"""How many mistakes of the corpus the reports name, and how many of these rightly."""
