"""A problem with parameters, a third, and something that holds only if something else does."""

BAKERY = """
rye_loaves : Int "rye loaves: counted, so a whole number"
seed_loaves : Int
labour_rye_loaves, labour_seed_loaves : Real
"Each rye loaf takes 2 hours of labour."
    labour_rye_loaves == 2
"Each seed loaf takes 2.5 hours of labour."
    labour_seed_loaves == 2.5
"A third of all may be rye."
    3 * rye_loaves <= rye_loaves + seed_loaves + 1/3
"The bakery has 80 hours of labour."
    labour_rye_loaves * rye_loaves + labour_seed_loaves * seed_loaves <= 80
"At least 3 seed loaves."
    seed_loaves >= 3
"If there is any rye at all, then at least 5."
    implies(rye_loaves > 0, rye_loaves >= 5)
assumed "rye loaves: never negative."
    rye_loaves >= 0
assumed "seed loaves: never negative."
    seed_loaves >= 0
maximize "The profit is $5 per rye loaf and $6 per seed loaf."
    5 * rye_loaves + 6 * seed_loaves
"""
