"""The words of measures: rhythm, silences, periods, delays, and how usual a silence is."""

from datetime import date, timedelta

import pytest
from tests.activity import activity_of, every, file_of, post_on
from tests.builders import ON

from playbook_audit.assessment.measures import Answering
from playbook_audit.model.activity import AccountActivity, Coverage, Headcount
from playbook_audit.report.measured_words import (
    Measured,
    answering_in_words,
    copy_end,
    copy_extent,
    coverage_in_words,
    delay,
    followers_in_words,
    measured,
    media_in_words,
    month_in_words,
    originals_in_words,
    period,
    posts_in_words,
    rhythm,
    share_ahead_in_words,
    short_silence,
    silence_in_words,
    welcome_in_words,
)

TOLERANCE = 7
YEAR_BEFORE = ON - timedelta(days=364)


def spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def seen(account: AccountActivity) -> Measured:
    return measured(account, ON, TOLERANCE)


def posting(every_days: int, covered: tuple[date | None, date]) -> Measured:
    first = covered[0] or YEAR_BEFORE
    return seen(activity_of("fb", every(every_days, first, covered[1]), covered))


# ---------------------------------------------------------------- how far copies go


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [
        (0, "22 nov. 2026"),
        (7, "15 nov. 2026"),
        (8, "14 nov. 2026 ; rien de connu depuis"),
    ],
)
def test_a_copy_tells_the_present_for_a_week(days_ago: int, words: str) -> None:
    end = ON - timedelta(days=days_ago)

    assert copy_end(posting(7, (YEAR_BEFORE, end))) == words


def test_the_whole_extent_names_each_stretch() -> None:
    account = activity_of("fb", [], (date(2025, 1, 1), date(2025, 6, 30)))
    both = (*account.files, file_of("b.csv", (date(2026, 1, 1), date(2026, 4, 30))))
    split = AccountActivity("fb", "facebook", files=both)

    assert copy_extent(seen(split)) == (
        "du 1er janvier au 30 juin 2025 ; du 1er janvier au 30 avril 2026 ; rien de connu depuis"
    )
    assert copy_extent(posting(7, (None, ON))) == "de l’ouverture du compte au 22 novembre 2026"
    assert copy_extent(seen(AccountActivity("fb", "facebook"))) == "aucune"


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (None, "le fichier ne dit pas la période"),
        (Coverage(None, ON, "complete"), "tout ce qui est en ligne, jusqu’au 22 novembre 2026"),
        (Coverage(YEAR_BEFORE, ON, "window"), "du 23 novembre 2025 au 22 novembre 2026"),
        (Coverage(ON, ON, "window"), "le 22 novembre 2026"),
        (
            Coverage(date(2026, 3, 1), ON, "last_n"),
            "les dernières publications, du 1er mars au 22 novembre 2026",
        ),
    ],
)
def test_the_coverage_of_a_file(coverage: Coverage | None, words: str) -> None:
    assert coverage_in_words(coverage) == words


def test_a_period_names_its_year_once_when_it_can() -> None:
    assert period(date(2026, 3, 3), date(2026, 5, 12)) == "du 3 mars au 12 mai 2026"
    assert period(date(2026, 5, 1), date(2026, 5, 12)) == "du 1er au 12 mai 2026"
    assert period(date(2025, 5, 3), date(2026, 5, 12)) == "du 3 mai 2025 au 12 mai 2026"
    assert period(date(2025, 12, 30), date(2026, 1, 2)) == "du 30 décembre 2025 au 2 janvier 2026"


def test_a_month_in_a_column() -> None:
    assert month_in_words("2026-08") == "août 2026"
    assert month_in_words("2026-02", short=True) == "F"


# ---------------------------------------------------------------- rhythm and silences


@pytest.mark.parametrize(
    ("every_days", "first", "words"),
    [
        (10, YEAR_BEFORE, "3 par mois"),
        (1, YEAR_BEFORE, "30 par mois"),
        (90, YEAR_BEFORE, "5 en 12 mois"),
        (5, ON - timedelta(days=19), "4 en 20 jours"),
        (10, date(2020, 1, 1), "3 par mois"),
    ],
)
def test_the_rhythm_of_the_last_year_known(every_days: int, first: date, words: str) -> None:
    assert rhythm(posting(every_days, (first, ON))) == words


def test_a_year_without_a_post_has_no_rhythm_but_is_counted() -> None:
    empty = activity_of("fb", [date(2022, 5, 1)], (None, ON))

    assert rhythm(seen(empty)) == "aucune en 12 mois"
    assert rhythm(seen(AccountActivity("fb", "facebook"))) == ""


def test_an_account_opened_lately_is_counted_from_its_opening() -> None:
    opened = ON - timedelta(days=9)
    account = activity_of("fb", [ON - timedelta(days=2)], (None, ON), opened_on=opened)

    assert rhythm(seen(account)) == "1 en 10 jours"


def test_the_longest_silence_is_one_of_the_past_or_the_one_that_lasts() -> None:
    days = [date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 8)]
    over = seen(activity_of("fb", days, (days[0], date(2026, 3, 20))))
    lasting = seen(activity_of("fb", days, (days[0], ON)))
    nearly = seen(activity_of("fb", days, (days[0], ON - timedelta(days=4))))
    unknown = seen(activity_of("fb", days[1:], (days[1], date(2026, 4, 8))))

    assert silence_in_words(over) == "59 jours, du 1er janvier au 1er mars 2026"
    assert short_silence(over) == "59 jours, jusqu’au 1er mars 2026"
    assert silence_in_words(lasting) == "259 jours, depuis le 8 mars 2026"
    assert short_silence(lasting) == "259 jours, en cours"
    assert silence_in_words(nearly) == "au moins 255 jours, depuis le 8 mars 2026"
    assert short_silence(nearly) == "au moins 255 jours, en cours"
    assert silence_in_words(unknown) == "au moins 31 jours, depuis le 8 mars 2026"
    assert short_silence(unknown) == "au moins 31 jours, peut-être en cours"


def test_no_silence_is_told_of_an_account_without_a_post() -> None:
    none = seen(activity_of("fb", [], (YEAR_BEFORE, ON)))

    assert silence_in_words(none) == short_silence(none) == ""
    assert posts_in_words(none) == "aucune"


def test_a_file_that_tells_of_no_publication_is_not_a_silence() -> None:
    assert posts_in_words(seen(AccountActivity("fb", "facebook"))) == "non mesurées"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "aucun silence n’a été plus long"),
        (0.0004, "moins d’une journée sur 1 000 avait devant elle un silence aussi long"),
        (0.0084, "environ une journée sur 120 avait devant elle un silence aussi long"),
        (0.05, "environ une journée sur 20 avait devant elle un silence aussi long"),
        (0.1597, "environ une journée sur six avait devant elle un silence aussi long"),
        (0.45, "environ une journée sur deux avait devant elle un silence aussi long"),
        (0.8, "au moins une journée sur deux avait devant elle un silence aussi long"),
    ],
)
def test_how_usual_a_silence_is(share: float, words: str) -> None:
    assert spaced(share_ahead_in_words(share)) == words


# ---------------------------------------------------------------- posts, welcome, answers


def test_kinds_and_media_of_posts() -> None:
    days = every(10, YEAR_BEFORE, ON)
    shared = [post_on(day, "share" if rank % 4 == 0 else "thread") for rank, day in enumerate(days)]
    measures = seen(activity_of("fb", also=shared)).measures

    assert spaced(originals_in_words(measures)) == "73 % ; les autres reprennent d’autres comptes"
    assert media_in_words([("carousel", 12), ("text", 1), ("unknown", 3)]) == (
        "12 suites d’images, 1 texte seul, 3 publications sans précision"
    )
    assert media_in_words([("unknown", 3)]) == "non précisés"


def test_the_welcome_is_a_median_beside_the_year_before() -> None:
    counts = {"reactions": 10, "comments": 0, "shares": 1}
    lately = [post_on(day, counts=counts) for day in every(30, YEAR_BEFORE, ON)]
    before = [
        post_on(day, counts={**counts, "reactions": 5})
        for day in every(60, date(2024, 12, 1), date(2025, 11, 1))
    ]
    alone, both = (
        seen(activity_of("fb", also=posts)).measures for posts in (lately, [*before, *lately])
    )
    told = "11 réactions, commentaires et partages par publication la dernière année (sur 13)"

    assert welcome_in_words(alone) == told
    assert welcome_in_words(both) == f"{told} ; 6 l’année d’avant (sur 6)"


def test_a_count_that_is_not_given_is_not_zero() -> None:
    posts = [post_on(day, counts={"reactions": 3}) for day in every(30, YEAR_BEFORE, ON)]

    assert welcome_in_words(seen(activity_of("fb", also=posts)).measures).startswith("non mesura")


@pytest.mark.parametrize(
    ("answering", "words"),
    [
        (None, "non mesurable avec ces fichiers"),
        (Answering(0, 0, None), "aucune dans ces fichiers"),
        (Answering(4, 0, None), "4 ; délai non mesurable"),
        (Answering(4, 4, 5400), "4, délai médian de 2 heures"),
        (Answering(4, 3, 60), "4, délai médian de 1 minute (connu pour 3)"),
    ],
)
def test_replies_and_their_delay(answering: Answering | None, words: str) -> None:
    assert answering_in_words(answering) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 minute"),
        (89 * 60, "89 minutes"),
        (3 * 3600, "3 heures"),
        (47 * 3600, "47 heures"),
        (5 * 86400, "5 jours"),
    ],
)
def test_a_delay_has_the_unit_people_use(seconds: float, words: str) -> None:
    assert delay(seconds) == words


def test_followers_have_their_day() -> None:
    assert followers_in_words(None) == ""
    assert spaced(followers_in_words(Headcount(1, ON))) == "1 le 22 novembre 2026"
    assert spaced(followers_in_words(Headcount(3120, ON))) == "3 120 le 22 novembre 2026"
