"""How many: what a number counts, people told without one, and of which claim the dead and wounded are."""
