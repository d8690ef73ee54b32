"""Addresses of accounts, as typed and exported, brought to what tells accounts apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_audit.catalogue.load import catalogue
from playbook_audit.evidence.addresses import Address, canonical

NETWORKS = catalogue().rulebook.networks


def named(text: str, platform: str | None = None) -> str | None:
    """Give ``network handle`` or ``network #number`` of an address."""
    found = canonical(text, NETWORKS, platform)
    if found is None:
        return None
    return f"{found.network} {found.handle or '#' + str(found.native_id)}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.facebook.com/VilleValmont", "facebook villevalmont"),
        ("https://www.facebook.com/villevalmont/", "facebook villevalmont"),
        ("facebook.com/villevalmont", "facebook villevalmont"),
        ("m.facebook.com/villevalmont/?locale=fr_FR", "facebook villevalmont"),
        (
            "https://fr-fr.facebook.com/pages/Ville-de-Valmont/100000000000001",
            "facebook #100000000000001",
        ),
        (
            "https://www.facebook.com/profile.php?id=100000000000001&sk=about",
            "facebook #100000000000001",
        ),
        (
            "https://www.facebook.com/people/Ville-de-Valmont/100000000000001/",
            "facebook #100000000000001",
        ),
        (
            "https://www.facebook.com/p/Ville-de-Valmont-100000000000001/",
            "facebook #100000000000001",
        ),
        ("https://www.facebook.com/Ville-de-Valmont-100000000000001", "facebook #100000000000001"),
        ("https://www.facebook.com/100000000000001", "facebook #100000000000001"),
        ("https://www.facebook.com/pg/villevalmont/posts", "facebook villevalmont"),
        ("https://business.facebook.com/villevalmont", "facebook villevalmont"),
        ("https://www.facebook.com/groups/valmont.entraide", "facebook groups/valmont.entraide"),
        ("https://www.facebook.com/groups/123456", "facebook #123456"),
        ("https://twitter.com/VilleValmont", "x villevalmont"),
        ("https://x.com/@villevalmont/status/1", "x villevalmont"),
        ("mobile.twitter.com/#!/villevalmont", "x villevalmont"),
        ("https://twitter.com/intent/user?screen_name=villevalmont", "x villevalmont"),
        ("https://x.com/i/user/123", "x #123"),
        ("http://instagram.com/ville.valmont?hl=fr", "instagram ville.valmont"),
        ("https://www.instagram.com/stories/villevalmont/", "instagram villevalmont"),
        ("https://www.youtube.com/@Valmont", "youtube valmont"),
        ("https://www.youtube.com/@m%C3%A9diath%C3%A8que", "youtube médiathèque"),
        ("https://m.youtube.com/channel/UCaBc_-123/videos", "youtube #UCaBc_-123"),
        ("https://studio.youtube.com/channel/UCaBc", "youtube #UCaBc"),
        ("https://www.youtube.com/feeds/videos.xml?channel_id=UCaBc", "youtube #UCaBc"),
        ("youtube.com/user/valmont", "youtube valmont"),
        ("youtube.com/c/valmont/", "youtube valmont"),
        ("https://fr.linkedin.com/company/ville-de-valmont/posts/", "linkedin ville-de-valmont"),
        ("https://www.linkedin.com/company/123456/admin", "linkedin #123456"),
        ("https://www.linkedin.com/in/valmont", "linkedin in/valmont"),
        ("https://www.tiktok.com/@villevalmont?lang=fr", "tiktok villevalmont"),
        ("https://www.threads.net/@villevalmont", "threads villevalmont"),
        ("https://www.threads.com/@villevalmont", "threads villevalmont"),
        ("https://bsky.app/profile/valmont.fr", "bluesky valmont.fr"),
        ("https://bsky.app/profile/did:plc:abc", "bluesky #did:plc:abc"),
        ("@valmont.bsky.social", "bluesky valmont.bsky.social"),
        ("https://piaille.fr/@valmont", "mastodon valmont@piaille.fr"),
        ("https://social.valmont.example/@valmont", "mastodon valmont@social.valmont.example"),
        ("https://mamot.fr/web/@valmont@piaille.fr", "mastodon valmont@piaille.fr"),
        ("https://piaille.fr/users/valmont", "mastodon valmont@piaille.fr"),
        ("@Valmont@piaille.fr", "mastodon valmont@piaille.fr"),
        ("valmont@piaille.fr", "mastodon valmont@piaille.fr"),
        ("https://t.me/s/villevalmont", "telegram villevalmont"),
        ("https://whatsapp.com/channel/0029Va", "whatsapp_channel #0029Va"),
        ("https://www.snapchat.com/add/villevalmont", "snapchat villevalmont"),
        ("https://www.dailymotion.com/villevalmont", "dailymotion villevalmont"),
        ("https://www.flickr.com/photos/12345678@N01/", "flickr #12345678@N01"),
        ("https://podcasts.apple.com/fr/podcast/valmont/id123456", "podcast #123456"),
        ("Voir <https://www.facebook.com/villevalmont>.", "facebook villevalmont"),
    ],
)
def test_an_address_gives_its_network_and_name(text: str, expected: str) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ville de Valmont",
        "@villevalmont",
        "mairie@valmont.fr",
        "https://www.valmont.fr/reseaux",
        "https://www.valmont.fr",
        "https://www.facebook.com",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/events/12345678901",
        "https://help.instagram.com/villevalmont",
        "https://www.instagram.com/p/DAbCdEf/",
        "https://youtu.be/abc",
        "https://www.youtube.com/watch?v=abc",
        "https://www.linkedin.com/feed/",
        "https://vm.tiktok.com/abc",
        "https://bsky.app/",
        "https://x.com/search?q=valmont",
        "https://[/@valmont",
        "https://www.facebook.com/[",
        "https://www.facebook.com/profile.php?id=moi",
    ],
)
def test_what_leads_to_no_account_gives_nothing(text: str) -> None:
    assert named(text) in (None, "facebook [")


@pytest.mark.parametrize(
    ("text", "platform", "expected"),
    [
        ("@Mediatheque_Valmont", "instagram", "instagram mediatheque_valmont"),
        ("villevalmont", "facebook_profile", "facebook villevalmont"),
        ("100000000000001", "facebook", "facebook #100000000000001"),
        ("Ville de Valmont", "facebook", None),
        ("valmont@social.example", "mastodon", "mastodon valmont@social.example"),
        ("https://social.example/users/valmont", "mastodon", "mastodon valmont@social.example"),
        ("https://videos.example/c/valmont/videos", "peertube", "peertube valmont@videos.example"),
        ("https://www.reseau.example/Valmont", "other", "other reseau.example/valmont"),
        ("https://x.com/valmont", "instagram", "x valmont"),
        ("https://www.valmont.fr/", "instagram", None),
        ("valmont", "minitel", None),
    ],
)
def test_the_platform_says_where_a_bare_name_stands(
    text: str, platform: str, expected: str | None
) -> None:
    assert named(text, platform) == expected


def test_a_stated_kind_of_the_same_network_is_kept() -> None:
    found = canonical("https://www.facebook.com/x", NETWORKS, "facebook_profile")
    assert found == Address("facebook", "facebook_profile", "x")
    group = canonical("https://www.facebook.com/groups/x", NETWORKS)
    assert group == Address("facebook", "facebook_group", "groups/x")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://twitter.com/Valmont", "x.com/valmont/", True),
        ("facebook.com/ville.de.valmont", "facebook.com/VilleDeValmont", True),
        (
            "facebook.com/pages/A/100000000000001",
            "facebook.com/profile.php?id=100000000000001",
            True,
        ),
        ("facebook.com/pages/A/100000000000001", "facebook.com/a", False),
        ("instagram.com/ville.valmont", "instagram.com/villevalmont", False),
        ("x.com/valmont", "instagram.com/valmont", False),
        ("@valmont@piaille.fr", "https://mamot.fr/@valmont", False),
    ],
)
def test_two_addresses_are_compared(one: str, other: str, same: bool) -> None:
    found, against = canonical(one, NETWORKS), canonical(other, NETWORKS)
    assert found is not None
    assert against is not None
    assert found.is_same(against) is same
    assert against.is_same(found) is same


def test_a_server_left_out_is_no_difference() -> None:
    assert Address("mastodon", "mastodon", "valmont").is_same(
        Address("mastodon", "mastodon", "valmont@piaille.fr")
    )


_PIECES = st.sampled_from(
    [
        "https://",
        "www.",
        "facebook.com",
        "youtube.com",
        "t.me",
        "/",
        "@",
        "#!/",
        "?id=",
        "[",
        "]",
        "%",
        "é",
        "a",
        "1" * 12,
        ":",
        ":99999999",
        "&a" * 60,
        "\0",
        " ",
        "channel",
        "users",
        "wss://",
    ]
)


@given(
    st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join)),
    st.sampled_from([None, *NETWORKS]),
)
def test_no_text_whatever_breaks_it(text: str, platform: str | None) -> None:
    found = canonical(text, NETWORKS, platform)
    assert found is None or found.handle or found.native_id
