"""Amounts of money as pages write them: as the library does, so that page and document agree."""

from clusteratlas.numerals.money import CURRENCIES, Currency, money, money_span, short_money

__all__ = ["CURRENCIES", "Currency", "money", "money_span", "short_money"]
