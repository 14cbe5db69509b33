"""When it was: the times of a clause, and the choice among all that a report tells."""
