"""Facts read in copies of the accounts: how residents respond to what is published."""

from typing import TYPE_CHECKING

from playbook_audit.assessment.measures import YEAR
from playbook_audit.model.fact import Fact
from playbook_audit.model.operand import Operand, known, not_applicable

if TYPE_CHECKING:
    from playbook_audit.assessment.scope import AccountScope, AuditScope


def engaged(account: "AccountScope") -> Operand:
    """Tell whether residents write under the posts of the year before the last one.

    Comments rather than reactions: they take a moment, and say something. Not applicable without
    posts whose comments are counted.
    """
    path = (account.path_of("last_post"),)
    measured, on = account.measured, account.audit.on
    posts = [one for one in (measured.publications if measured else ()) if one.day <= on]
    recent = [one for one in posts if one.day > posts[-1].day - YEAR]
    counted = [one.counts.comments for one in recent if one.counts.comments is not None]
    if len(counted) < account.audit.number("engaged_posts"):
        return not_applicable(path)
    commented = sum(comments > 0 for comments in counted) / len(counted)
    return known(commented >= account.audit.number("engaged_share"), path)


def engaged_accounts(audit: "AuditScope") -> Operand:
    """Give on how many measured accounts residents write; what is not measured does not count."""
    found = [one["engaged"] for one in audit.accounts or () if one["engaged"].value is True]
    basis = tuple(path for one in found for path in one.basis)
    return known(float(len(found)), basis or ("accounts",))


FACTS = (
    Fact(
        "account.engaged",
        "des habitants commentent la plupart des publications mesurées",
        "flag",
        compute=engaged,
        reads=("account.last_post",),
    ),
    Fact(
        "audit.engaged_accounts",
        "comptes mesurés où des habitants commentent la plupart des publications",
        "number",
        compute=engaged_accounts,
        unit="comptes",
        reads=("account.engaged",),
    ),
)
