"""Measurements too long for the suite: `make bench`. Each compares inside one run; ratios count, seconds do not."""
