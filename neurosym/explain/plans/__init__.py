"""Plans to reasons: what holds a best plan back, what its limits are worth, what else could be done."""
