"""Points, scores and levels as explanations write them: one figure, or both bounds of several."""

from playbook_audit.model.assessment import Interval, Risk
from playbook_audit.report.words import level, number

OUT_OF = 100


def in_points(points: Interval) -> str:
    """Give points without their unit: « 1,5 », « 0 à 3 »."""
    return _between(points.low, points.high, 2)


def out_of_hundred(share: Interval) -> str:
    """Give a score, or a share, from 0 to 100."""
    return _between(OUT_OF * share.low, OUT_OF * share.high, 0)


def in_figures(risk: Risk) -> str:
    """Give a risk by its level and its score out of 100."""
    return f"{level(risk.levels)} ({out_of_hundred(risk.score)} sur 100)"


def _between(low: float, high: float, decimals: int) -> str:
    first, last = number(low, decimals), number(high, decimals)
    return first if first == last else f"{first} à {last}"
