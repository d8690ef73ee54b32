"""Plain data as the readers of files give it, drawn at random."""

from hypothesis import strategies as st

TRICKY = (
    *("yes", "no", "2026-03", "01001", "?", "a: b", "x # y", "é à", "a\nb", "null", "~", "8012"),
    *("12.5", "-1", "[x]", "{", "'", '"', "\u2028", "\x85", "\ufeff", "\x00", "\x1b", "\t", " a"),
    *("a ", "key", "<<", "=", "!x", "&a", "*a", "---", "...", "\xa0", "\U0001f600", "\\", "%"),
)
TEXTS = st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NAMES = TEXTS.filter(lambda text: text != "<<")
PLAIN = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
MAPPINGS = st.dictionaries(NAMES, PLAIN, max_size=4)

ANSWER = st.none() | TEXTS | st.lists(TEXTS, max_size=2) | st.dictionaries(NAMES, TEXTS, max_size=2)
ANSWERS = st.dictionaries(st.sampled_from([f"q{rank}" for rank in range(8)]), ANSWER, max_size=6)
ACCOUNT = st.dictionaries(st.sampled_from(["platform", "handle", "scope", "mfa"]), ANSWER)
ACCOUNTS = st.lists(ACCOUNT, max_size=4).map(
    lambda accounts: [{"key": f"k{rank}", **one} for rank, one in enumerate(accounts)]
)
FILES = st.fixed_dictionaries(
    {"playbook_audit": st.just("1"), "generation": st.sampled_from("123")},
    optional={
        "answers": st.none() | ANSWERS,
        "accounts": st.none() | ACCOUNTS,
        "plan": st.lists(ANSWERS, max_size=2),
        "on": ANSWER,
    },
)
