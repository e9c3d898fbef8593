"""Programmes: one lead and several partner departments, budgets, phases, instruments, questions."""
