"""The types of collectivité a questionnaire tells apart, in the order they are listed."""

from typing import Literal, get_args

Type = Literal["commune", "epci", "departement", "region", "other"]
"""« other » is an overseas territory that is none of the others."""
TYPES: tuple[Type, ...] = get_args(Type)
