"""Who and where: actors, places and outlets, from data files, with their matching."""
