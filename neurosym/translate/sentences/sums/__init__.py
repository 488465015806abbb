"""Small sums told in sentences, of ages, shares and prices, become a problem. Solves nothing."""
