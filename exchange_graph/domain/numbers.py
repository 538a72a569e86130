"""Numbers as sources give them: exact, and written in one way."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PlainSerializer


def plain(value: Decimal) -> str:
    """The digits without exponent or needless zeros: 85, 0.5, 1200."""
    digits = format(value, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits in ("-0", "") else digits


Number = Annotated[Decimal, Field(max_digits=40), PlainSerializer(plain, str)]
"""A finite decimal number of at most forty digits."""
