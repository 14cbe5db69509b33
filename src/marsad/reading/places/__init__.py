"""Where it was: the places of a clause, those the gazetteer does not know, and the choice among all that a report names."""
