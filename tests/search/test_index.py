from playbook_audit.search.entries import Answer, Entry, Kind
from playbook_audit.search.index import Index


def entry(
    name: str,
    kind: Kind = "finding",
    *,
    title: str = "",
    said_first: str = "",
    said_otherwise: str = "",
    about: str = "",
    details: str = "",
) -> Entry:
    answers = (Answer("Réponse."),)
    return Entry(kind, name, title or name, answers, (), said_first, said_otherwise, about, details)


def order(index: Index, *words: str) -> list[str]:
    return [one.entry.id for one in index.ranked(words)]


def test_a_title_counts_more_than_what_is_said_below() -> None:
    index = Index([entry("b", details="modération"), entry("c", title="La modération")])
    assert order(index, "moderation") == ["c", "b"]


def test_a_word_that_leads_there_first_counts_more() -> None:
    index = Index([entry("b", said_otherwise="piratage"), entry("c", said_first="piratage")])
    assert order(index, "piratage") == ["c", "b"]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    common = [entry(f"p{n}", title="page") for n in range(5)]
    index = Index([*common, entry("q", title="quorum")])
    assert order(index, "page", "quorum")[0] == "q"


def test_both_words_are_better_than_one() -> None:
    index = Index(
        [entry("a", title="mot"), entry("b", title="mot passe"), entry("c", title="passe")]
    )
    assert order(index, "mot", "passe")[0] == "b"


def test_what_helps_comes_before_what_it_rests_on() -> None:
    index = Index([entry("a", "source", title="archives"), entry("z", title="archives")])
    assert order(index, "archives") == ["z", "a"]


def test_equal_scores_go_by_id() -> None:
    index = Index([entry(name, title="archives") for name in ("c", "a", "b")])
    assert order(index, "archives") == ["a", "b", "c"]


def test_nothing_is_found_for_words_nobody_writes() -> None:
    index = Index([entry("a", title="archives")])
    assert order(index, "quorum") == []
    assert order(index) == []
    assert order(Index([]), "archives") == []


def test_words_are_known_by_their_stem_and_spelt_as_written() -> None:
    index = Index([entry("a", title="Comptes abandonnés", about="Abandonnés tôt")])
    assert index.knows("abandonner")
    assert not index.knows("quorum")
    assert index.written["abandonnes"] == 2
    assert index.spellings["abandonnes"] == "abandonnés"
