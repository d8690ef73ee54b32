"""The forty rules on which embeddable engines were compared, written for zen-engine.

From the project's performance study (its ``pack.py``): the rules as they stand there, and of its
emitters the one for Zen. The rules are invented for measuring; nothing of the catalogue is here.
A bare name is an answer; count, any, all, sum, max, min and nuniq range over the accounts, in which
``a.field`` is a field of the account. Every answer is known: the engines compared know no other.
"""

import ast
import json
from collections.abc import Iterator
from random import Random
from typing import Any


def _words(text: str) -> list[str]:
    return text.split()


YES_NO = _words("""
strategy_written objectives_written objectives_measured same_strategy_all_channels
editorial_calendar charter moderation_rules crisis_plan legal_notice accessibility_policy
rgpd_register archive_policy listening_done listening_reported reply_policy dm_answered
elected_separate elections_plan staff_trained backup_admin access_inventory two_factor
account_inventory closure_procedure opening_procedure visual_identity naming_rule site_links_back
newsletter print_aligned budget_line ads_done ads_reported images_consent alt_text captions
youth_targeted survey_done audience_known segmented personas partner_links alert_system
elected_informed yearly_review reputation_watch tools_before_goals""")
NUMBERS = {
    "population": (100, 300_000),
    "team_tenths": (0, 60),
    "posts_goal_week": (0, 20),
    "reply_hours": (1, 200),
    "audience_segments": (0, 9),
    "meetings_year": (0, 24),
    "budget_eur": (0, 90_000),
    "listening_hours": (0, 40),
}
CHOICES = {
    "kind": _words("commune epci departement region"),
    "main_objective": _words("inform engage attract none"),
    "tone": _words("formal warm mixed"),
    "who_publishes": _words("one team services agency"),
    "first_channel": _words("site print social press"),
}
ACCOUNT_YES_NO = _words("official_link branded objective_linked verified named_by_rule")
ACCOUNT_NUMBERS = {
    "idle": (0, 900),
    "age": (30, 5000),
    "posts_12m": (0, 700),
    "followers": (10, 60_000),
    "engagement": (0, 1200),
    "replies_pct": (0, 100),
    "admins": (0, 6),
}
ACCOUNT_CHOICES = {
    "network": (
        _words("facebook instagram x linkedin youtube tiktok threads bluesky mastodon whatsapp")
    ),
    "owner": _words("com culture sport youth tourism mayor library economy"),
    "purpose": _words("inform engage attract none"),
    "audience": _words("all youth families seniors business visitors"),
}
RULES = {
    "dormant_any": "any(a.idle > 180)",
    "dormant_share": "count(a.idle > 180) * 3 >= count(True)",
    "abandoned": "any(a.idle > 540 and a.followers > 500)",
    "ghost": "any(a.posts_12m == 0 and a.age > 365)",
    "too_many": "count(a.idle <= 180) > 3 + team_tenths / 5",
    "no_inventory": "not account_inventory and count(True) > 4",
    "no_closing": "any(a.idle > 365) and not closure_procedure",
    "dup_network": "count(True) - nuniq(a.network) >= 3",
    "many_owners": "nuniq(a.owner) >= 4 and not naming_rule",
    "unbranded": "count(not a.branded) * 2 > count(True)",
    "unlinked": "any(not a.official_link and a.followers > 200)",
    "misnamed": "count(not a.named_by_rule) > 2 and naming_rule",
    "no_identity": "not visual_identity and nuniq(a.owner) > 1",
    "impersonation": "any(not a.verified and a.followers > 5000) and not site_links_back",
    "rival": "count(a.audience == 'all' and a.idle < 90) >= 4",
    "no_strategy": "not strategy_written",
    "tool_first": "tools_before_goals and not objectives_written",
    "goalless": "main_objective == 'none' or count(not a.objective_linked) * 2 > count(True)",
    "unmeasured": "objectives_written and not objectives_measured",
    "siloed": "not same_strategy_all_channels and not print_aligned",
    "goal_gap": "posts_goal_week > 0 and sum(a.posts_12m) < posts_goal_week * 26",
    "mass_only": "not segmented and all(a.audience == 'all')",
    "segments_unserved": "audience_segments > nuniq(a.audience)",
    "youth_absent": "youth_targeted and not any(a.audience == 'youth' and a.idle < 60)",
    "unknown_public": "not audience_known and not survey_done",
    "thin_reach": "sum(a.followers) * 20 < population",
    "one_basket": "max(a.followers) * 10 > sum(a.followers) * 9 and count(True) > 2",
    "no_listening": "not listening_done or listening_hours == 0",
    "unheard": "listening_done and not listening_reported",
    "slow_reply": "reply_hours > 72 and any(a.replies_pct < 30 and a.idle < 60)",
    "no_dm": ("not dm_answered and count(a.network == 'facebook' or a.network == 'instagram') > 0"),
    "monologue": "all(a.replies_pct < 10)",
    "low_engagement": "count(a.engagement < 50 and a.posts_12m > 100) >= 2",
    "lone_admin": "any(a.admins <= 1 and a.idle < 180) and not backup_admin",
    "no_2fa": "not two_factor",
    "no_charter": "not charter and nuniq(a.owner) > 2",
    "no_crisis": "not crisis_plan and population > 10000",
    "not_accessible": "not (alt_text and captions and accessibility_policy)",
    "live_community": "any(a.engagement > 400 and a.replies_pct > 50 and a.idle < 30)",
    "wide_public": (
        "nuniq(a.audience) >= 4 and sum(a.followers) * 4 > population and min(a.idle) < 15"
    ),
}
DISTINCT = ("network", "owner", "audience")
"""Fields whose number of distinct values the host computes: Zen has no such function."""
_SYMBOLS: dict[type[ast.AST], str] = {
    ast.Gt: ">",
    ast.Lt: "<",
    ast.GtE: ">=",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


class Zen:
    """Writes a rule in the language of zen-engine."""

    equal = "=="

    def __call__(self, rule: str) -> str:
        """Give the rule as Zen reads it."""
        return self.write(ast.parse(rule, mode="eval").body)

    def write(self, node: ast.expr) -> str:
        """Give one expression of a rule."""
        match node:
            case ast.BoolOp(op=op, values=values):
                word = " and " if isinstance(op, ast.And) else " or "
                return f"({word.join(map(self.write, values))})"
            case ast.UnaryOp(operand=operand):
                return f"(not {self.write(operand)})"
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return f"({self.write(left)} {self.symbol(op)} {self.write(right)})"
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.write(left)} {self.symbol(op)} {self.write(right)})"
            case ast.Call(func=ast.Name(id=name), args=[over]):
                return self.aggregate(name, over)
            case ast.Attribute() | ast.Name():
                return self.name(node)
            case ast.Constant(value=value):
                return "true" if value is True else self.literal(value)
        raise SyntaxError(ast.dump(node))

    def symbol(self, operator: ast.AST) -> str:
        """Give an operator."""
        return self.equal if isinstance(operator, ast.Eq) else _SYMBOLS[type(operator)]

    def name(self, node: ast.Attribute | ast.Name) -> str:
        """Give an answer, or the field of an account."""
        return node.id if isinstance(node, ast.Name) else f"#.{node.attr}"

    def literal(self, value: object) -> str:
        """Give a number or a text."""
        return f"'{value}'" if isinstance(value, str) else repr(value)

    def aggregate(self, name: str, over: ast.expr) -> str:
        """Give a count, a sum or a quantifier over the accounts, under ``A``."""
        each = self.write(over)
        if name == "nuniq":
            return f"nq_{each.removeprefix('#.')}"
        if name == "count":
            return "len(A)" if each == "true" else f"count(A, {each})"
        if name in ("any", "all"):
            return f"{'some' if name == 'any' else 'all'}(A, {each})"
        return f"{name}(map(A, {each}))"


def decision() -> str:
    """Give the pack as one decision, so that an audit crosses into the engine once."""
    zen = Zen()
    expressions = [{"id": name, "key": name, "value": zen(rule)} for name, rule in RULES.items()]
    nodes = [
        _node("in", "inputNode"),
        {**_node("rules", "expressionNode"), "content": {"expressions": expressions}},
        _node("out", "outputNode"),
    ]
    edges = [
        {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
        for source, target in (("in", "rules"), ("rules", "out"))
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def _node(name: str, kind: str) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}


def context(audit: dict[str, Any]) -> dict[str, Any]:
    """Give an audit as the decision reads it."""
    accounts = audit.pop("accounts")
    audit["A"] = accounts
    for field in DISTINCT:
        audit[f"nq_{field}"] = len({account[field] for account in accounts})
    return audit


def audits(count: int, accounts: int, seed: int) -> Iterator[dict[str, Any]]:
    """Give random audits with every answer known."""
    random = Random(seed)
    for _ in range(count):
        rows = [
            _draw(random, ACCOUNT_YES_NO, ACCOUNT_NUMBERS, ACCOUNT_CHOICES) for _ in range(accounts)
        ]
        yield {**_draw(random, YES_NO, NUMBERS, CHOICES), "accounts": rows}


def _draw(
    random: Random,
    yes_no: list[str],
    numbers: dict[str, tuple[int, int]],
    choices: dict[str, list[str]],
) -> dict[str, Any]:
    """Give answers: small numbers are likelier than large ones."""
    return {
        **{name: random.random() < 1 / 2 for name in yes_no},
        **{
            name: int(low + (high - low) * random.random() ** 2)
            for name, (low, high) in numbers.items()
        },
        **{name: random.choice(offered) for name, offered in choices.items()},
    }
