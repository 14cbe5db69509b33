"""Who did it to whom: agents and targets, by grammar first, then by the choice among all who may fill a slot."""
