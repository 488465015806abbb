"""What words and phrases say in any problem: names, numbers, order, comparison, truth. Builds no problem."""
