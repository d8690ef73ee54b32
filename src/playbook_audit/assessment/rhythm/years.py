"""The same date in another year."""

from datetime import date

DAYS_IN_YEAR = 365


def years_after(day: date, years: int) -> date:
    """Give the same date so many years after, or before; 28 February for want of a 29th."""
    year = day.year + years
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
