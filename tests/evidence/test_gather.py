"""From paths to pieces: folders, archives, and what they may hold against us."""

import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BufferedReader, BytesIO, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.archives import gathered, pieces, put, raw_tar_of, tar_of, told, zip_of
from tests.evidence.damage import damaged
from tests.evidence.pieces import SAMPLES

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.opening import archive, gather, names
from playbook_audit.evidence.opening.archive import Unreadable
from playbook_audit.evidence.piece import Piece
from playbook_audit.evidence.readers import formats

CSV = b"a,b\n1,2\n"
TWEETS = b"window.YTD.tweets.part0 = []"
LARGE = 12_000_000
Packed = Callable[[dict[str, bytes]], Path]


# ---------------------------------------------------------------- folders


def test_a_folder_is_read_at_any_depth_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.csv", "a/z.csv", "a.csv", "a/b/c.RSS", "feed.atom"):
        put(tmp_path, name, CSV)
    found = [one.name for one in pieces(tmp_path)]
    shown = [
        f"{tmp_path.as_posix()}/{name}"
        for name in ("a.csv", "a/b/c.RSS", "a/z.csv", "b.csv", "feed.atom")
    ]
    assert found == shown


def test_the_order_does_not_depend_on_that_of_the_paths(tmp_path: Path) -> None:
    one, two = put(tmp_path, "1/x.csv", CSV), put(tmp_path, "2/x.csv", CSV)
    assert [piece.name for piece in pieces(two, one)] == [piece.name for piece in pieces(one, two)]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    file = put(tmp_path, "x.csv", CSV)
    assert len(pieces(tmp_path, file, file)) == 1


def test_other_endings_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    for name in (
        "notes.txt",
        "photo.jpg",
        ".x.csv",
        ".git/x.csv",
        "~$x.xlsx",
        "index.html",
        "app.js",
    ):
        put(tmp_path, name, CSV)
    put(tmp_path, "x.csv", CSV)
    assert told(tmp_path) == [("x.csv", "")]


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    assert told(put(tmp_path, "export.txt", CSV)) == [("export.txt", "")]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path, "a.zip", b"PK\x03\x04 cut")
    put(tmp_path, "b.csv", b"")
    put(tmp_path, "c.csv", CSV)
    assert told(tmp_path) == [("a.zip", archive.DAMAGED), ("b.csv", gather.EMPTY), ("c.csv", "")]


def test_what_is_missing_empty_or_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "void").mkdir()
    assert told(tmp_path / "none.csv") == [("none.csv", gather.MISSING)]
    assert told(tmp_path / "void") == [("void", gather.NOTHING_KNOWN)]
    assert told(tmp_path / "pipe.csv") == [("pipe.csv", gather.NOT_A_FILE)]
    assert ("pipe.csv", gather.NOT_A_FILE) in told(tmp_path)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside/secret.csv", CSV)
    inside = put(tmp_path, "in/real.csv", CSV).parent
    (inside / "away.csv").symlink_to(outside)
    (inside / "folder").symlink_to(outside.parent)
    (inside / "again.csv").symlink_to(inside / "real.csv")
    (inside / "broken.csv").symlink_to(inside / "nothing")
    assert told(inside) == [
        ("again.csv", ""),
        ("away.csv", gather.AWAY),
        ("broken.csv", gather.MISSING),
    ]


def test_a_folder_of_too_many_files_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather, "MOST_FILES", 2)
    for name in ("a.csv", "b.csv", "c.csv"):
        put(tmp_path, name, CSV)
    assert (tmp_path.name, gather.TOO_MANY) in told(tmp_path)


def test_what_the_system_forbids_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.csv", CSV)
    put(tmp_path, "b.csv", CSV)
    opened = Path.open

    def guarded(self: Path, *how: Any) -> Any:
        if self.name == "a.csv":
            raise PermissionError
        return opened(self, *how)

    monkeypatch.setattr(Path, "open", guarded)
    assert told(tmp_path) == [("a.csv", gather.FORBIDDEN), ("b.csv", "")]


def test_a_folder_that_cannot_be_entered_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "closed/a.csv", CSV)
    put(tmp_path, "open/b.csv", CSV)
    scan = os.scandir

    def guarded(place: str) -> object:
        if str(place).endswith("closed"):
            raise PermissionError(13, "no", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", guarded)
    assert told(tmp_path) == [("closed", gather.FORBIDDEN), ("b.csv", "")]


# ---------------------------------------------------------------- private and unpacked


@pytest.mark.parametrize(
    "name",
    [
        "your_instagram_activity/messages/inbox/quelquun_1/message_1.json",
        "this_profile's_activity_across_facebook/messages/archived_threads/x.json",
        "Messages.csv",
        "direct-messages.json",
        "data/direct-messages-group.js",
        "connections/followers_and_following/followers_1.json",
        "connections/contacts/synced_contacts.json",
        "your_friends.json",
        "logins.csv",
        "security_and_login_information/login_activity.json",
        "chat.json",
        "Chat History.json",
        "likes.json",
        "bookmarks.json",
        "blocked_accounts.csv",
        "ads_information/ads_interests.json",
        "Ad_Targeting.csv",
        "comments/post_comments_1.json",
        "personal_information/personal_information.json",
    ],
)
def test_private_matters_are_left_closed(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, CSV)
    put(tmp_path, "x.csv", CSV)
    assert told(tmp_path) == [("x.csv", "")]
    assert names.is_private(name)


def test_a_private_file_that_is_named_is_refused_and_told(tmp_path: Path) -> None:
    file = put(tmp_path, "direct-messages.js", CSV)
    assert told(file) == [("direct-messages.js", gather.PRIVATE)]


@pytest.mark.parametrize(
    "name",
    [
        "chateauroux.csv",
        "adresse.csv",
        "publications amies.csv",
        "Likes.csv",
        "valmont_followers_1767225600000.xls",
        "followers_en_plus_quotidien.csv",
        "past_instagram_insights/posts.json",
    ],
)
def test_ordinary_names_are_not_private(name: str) -> None:
    assert not names.is_private(name)


def test_no_sample_is_left_closed_in_a_folder() -> None:
    files = [file for file in SAMPLES.rglob("*") if file.is_file() and file.suffix != ".md"]
    shown = {one.name.partition(" : ")[0] for one in gathered(SAMPLES)}
    assert {file.as_posix() for file in files} == shown


def test_an_unpacked_download_is_read_as_the_archive_would_be(tmp_path: Path) -> None:
    put(tmp_path, "your_facebook_activity/posts/your_posts_1.json", "[]")
    put(tmp_path, "your_facebook_activity/pages/pages_you_follow.json", "[]")
    put(tmp_path, "data/tweets.js", TWEETS)
    put(tmp_path, "data/account.js", "window.YTD.account.part0 = []")
    put(tmp_path, "data/ip-audit.js", "window.YTD.ip_audit.part0 = []")
    assert told(tmp_path) == [("tweets.js", ""), ("your_posts_1.json", "")]


def test_beside_a_file_only_known_names_are_opened(tmp_path: Path) -> None:
    put(tmp_path, "account.js", "window.YTD.account.part0 = []")
    put(tmp_path, "direct-messages.js", "secret")
    put(tmp_path, "ip-audit.js", "secret")
    (piece,) = pieces(put(tmp_path, "tweets.js", TWEETS))
    assert piece.siblings("account.js") is not None
    assert piece.siblings("direct-messages.js") is None
    assert piece.siblings("ip-audit.js") is None
    assert piece.siblings("manifest.js") is None
    assert piece.siblings("a\0b") is None


def test_beside_a_file_nothing_is_opened_out_of_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "account.js", "window.YTD.account.part0 = []")
    (piece,) = pieces(put(tmp_path, "data/tweets.js", TWEETS))
    assert piece.siblings("../account.js") is None


# ---------------------------------------------------------------- archives


def archive_at(folder: Path, data: bytes, name: str = "a.zip") -> Path:
    return put(folder, name, data)


@pytest.fixture(params=["zip", "tar.gz"])
def packed(request: pytest.FixtureRequest, tmp_path: Path) -> Packed:
    def made(members: dict[str, bytes]) -> Path:
        data = zip_of(members) if request.param == "zip" else tar_of(members)
        return put(tmp_path, f"archive-20260502.{request.param}", data)

    return made


def test_only_known_names_of_an_archive_are_opened(packed: Packed) -> None:
    file = packed(
        {
            "data/direct-messages.js": b"secret",
            "data/account.js": b"window.YTD.account.part0 = []",
            "data/tweets.js": TWEETS,
            "twitter-x/data/tweets-part1.js": TWEETS,
            "data/tweets_media/tweets.jpg": b"\xff",
            "__MACOSX/data/._tweets.js": TWEETS,
            ".hidden/tweets.js": TWEETS,
            "DATA/TWEET.JS": TWEETS,
            "messages/outbox.json": b"{}",
        }
    )
    found = pieces(file)
    assert [one.name.partition(" : ")[2] for one in found] == [
        "DATA/TWEET.JS",
        "data/tweets.js",
        "twitter-x/data/tweets-part1.js",
    ]
    assert {one.made_on for one in found} == {file.name}
    tweets = found[1]
    assert tweets.base == "tweets.js"
    assert tweets.data == TWEETS
    assert tweets.siblings("account.js") is not None
    assert tweets.siblings("direct-messages.js") is None
    assert tweets.siblings("tweets-part1.js") is None
    assert found[2].siblings("../../data/account.js") is not None


def test_an_archive_without_anything_known_is_told(packed: Packed) -> None:
    file = packed({"x.exe": b"x", "folder/": b""})
    assert [one.reason for one in gathered(file) if isinstance(one, Unreadable)] == [
        archive.NOTHING_KNOWN
    ]


def test_archives_in_an_archive_are_left_closed(packed: Packed) -> None:
    inner = zip_of({"posts.csv": CSV})
    one = packed({"inner.zip": inner})
    assert [each.reason for each in gathered(one) if isinstance(each, Unreadable)] == [
        archive.NESTED
    ]
    two = packed({"inner.zip": inner, "b.tgz": inner, "posts.csv": CSV})
    readable, nested = gathered(two)
    assert isinstance(readable, Piece)
    assert isinstance(nested, Unreadable)
    assert nested.reason == archive.SEVERAL_NESTED.format(2)


def test_strange_paths_are_refused_each_by_itself(packed: Packed) -> None:
    file = packed(
        {
            "../../evil.csv": CSV,
            "/abs/evil.csv": CSV,
            "C:/evil.csv": CSV,
            "nom\nligne.csv": CSV,
            "ok.csv": CSV,
            "\u202egpj.csv": CSV,
        }
    )
    found = gathered(file)
    assert [one.name.partition(" : ")[2] for one in found if isinstance(one, Piece)] == ["ok.csv"]
    reasons = {one.reason for one in found if isinstance(one, Unreadable)}
    assert (len(found), reasons) == (6, {archive.OUTSIDE})
    assert not any("\n" in one.name or "\u202e" in one.name for one in found)


def test_empty_members_are_told(packed: Packed) -> None:
    (one,) = gathered(packed({"x.csv": b""}))
    assert isinstance(one, Unreadable)
    assert one.reason == gather.EMPTY


def test_too_many_members_are_refused(packed: Packed, monkeypatch: pytest.MonkeyPatch) -> None:
    file = packed({f"{rank}.csv": CSV for rank in range(5)})
    monkeypatch.setattr(archive, "MOST_OPENED", 4)
    assert told(file) == [(file.name, archive.TOO_MANY)]
    monkeypatch.setattr(archive, "MOST_OPENED", 10)
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    assert told(file) == [(file.name, archive.TOO_MANY)]


def test_an_archive_may_be_called_anything(tmp_path: Path) -> None:
    found = pieces(put(tmp_path, "export.dat", zip_of({"posts.csv": CSV})))
    assert [one.base for one in found] == ["posts.csv"]


def test_a_piece_may_be_opened_long_after_its_archive(tmp_path: Path) -> None:
    file = archive_at(tmp_path, zip_of({"a.csv": CSV, "b.csv": CSV * 2}))
    one, two = pieces(file)
    assert (one.data, two.data) == (CSV, CSV * 2)
    file.write_bytes(b"PK\x03\x04 replaced")
    with pytest.raises(Refused), one.opened():
        pass
    file.write_bytes(zip_of({"other.csv": CSV}))
    with pytest.raises(Refused), one.opened():
        pass


def test_a_member_is_a_stream_like_another(tmp_path: Path) -> None:
    (piece,) = pieces(archive_at(tmp_path, zip_of({"a.csv": "été\nfin".encode()})))
    with BufferedReader(cast("RawIOBase", piece.opened())) as lines:
        assert lines.readline() == "été\n".encode()
    stream = piece.opened()
    with TextIOWrapper(stream, "utf-8") as text:
        assert list(text) == ["été\n", "fin"]
    assert stream.closed
    stream.close()


# ---------------------------------------------------------------- hostile ZIP


def test_a_bomb_is_refused_while_it_is_read(tmp_path: Path) -> None:
    (piece,) = pieces(archive_at(tmp_path, zip_of({"posts.csv": b"0" * LARGE})))
    with pytest.raises(Refused) as caught:
        _ = piece.data
    assert caught.value.reason == archive.BOMB


def test_what_is_well_packed_but_small_is_read(tmp_path: Path) -> None:
    (piece,) = pieces(archive_at(tmp_path, zip_of({"posts.csv": b"0" * 9_000_000})))
    assert len(piece.data) == 9_000_000


def test_more_bytes_than_anything_known_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 100_000)
    (piece,) = pieces(archive_at(tmp_path, zip_of({"posts.csv": os.urandom(100_001)})))
    with piece.opened() as stream, pytest.raises(Refused) as caught:
        stream.read()
    assert caught.value.reason == archive.TOO_LONG


@pytest.mark.parametrize("promised", [12, 5_000_000])
def test_a_size_that_lies_is_refused(tmp_path: Path, promised: int) -> None:
    honest = zip_of({"posts.csv": b"0" * 4_000_000})
    lying = honest.replace((4_000_000).to_bytes(4, "little"), promised.to_bytes(4, "little"))
    (one,) = gathered(archive_at(tmp_path, lying))
    if isinstance(one, Piece):
        with pytest.raises(Refused) as caught:
            _ = one.data
        assert caught.value.reason in {archive.FALSE_SIZE, archive.DAMAGED_MEMBER}
    else:
        assert one.reason == archive.DAMAGED_MEMBER


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    modes = {"link.csv": stat.S_IFLNK, "device.csv": stat.S_IFCHR, "real.csv": stat.S_IFREG}
    members = [(name, CSV, mode | 0o644) for name, mode in modes.items()]
    found = gathered(archive_at(tmp_path, zip_of(members)))
    assert [getattr(one, "reason", "") for one in found] == [
        archive.NOT_A_FILE,
        archive.NOT_A_FILE,
        "",
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_of_one_name_neither_is_read(tmp_path: Path) -> None:
    members = [("posts.csv", CSV, 0), ("posts.csv", CSV * 2, 0), ("x.csv", CSV, 0)]
    found = gathered(archive_at(tmp_path, zip_of(members)))
    assert [getattr(one, "reason", "") for one in found] == [archive.TWICE, ""]


def test_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(zip_of({"posts.csv": CSV}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (one,) = gathered(archive_at(tmp_path, bytes(data)))
    assert isinstance(one, Unreadable)
    assert one.reason == archive.LOCKED


def test_an_unknown_compression_is_told(tmp_path: Path) -> None:
    data = bytearray(zip_of({"posts.csv": CSV}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = 99
    (one,) = gathered(archive_at(tmp_path, bytes(data)))
    assert isinstance(one, Unreadable)
    assert one.reason == archive.DAMAGED_MEMBER


def test_an_archive_cut_short_is_told(tmp_path: Path) -> None:
    whole = zip_of({"posts.csv": os.urandom(5_000)})
    assert told(archive_at(tmp_path, whole[: len(whole) // 2])) == [("a.zip", archive.DAMAGED)]


def test_a_huge_table_of_contents_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = archive_at(tmp_path, zip_of({f"{rank}.txt": b"" for rank in range(50)}))
    monkeypatch.setattr(archive, "MOST_AT_ONCE", 1_000)
    assert told(file) == [("a.zip", archive.DAMAGED)]


@pytest.mark.parametrize("inside", ["[Content_Types].xml", "mimetype"])
def test_a_spreadsheet_is_one_piece(tmp_path: Path, inside: str) -> None:
    data = zip_of({inside: b"x", "xl/posts.csv": CSV})
    (piece,) = pieces(put(tmp_path, "tableau.xlsx", data))
    assert (piece.base, piece.made_on, piece.data) == ("tableau.xlsx", None, data)


@settings(max_examples=150)
@given(data=st.data())
def test_no_damage_to_a_zip_raises(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = zip_of({"data/tweets.js": TWEETS * 3, "posts.csv": CSV, "x.txt": b"x"})
    file = tmp_path_factory.getbasetemp() / "damaged.zip"
    file.write_bytes(data.draw(damaged(whole)))
    _read_all(file)


# ---------------------------------------------------------------- hostile tar.gz


def test_a_tar_bomb_is_refused(tmp_path: Path) -> None:
    file = put(tmp_path, "a.tar.gz", tar_of({"junk": b"0" * LARGE, "outbox.json": b"{}"}))
    assert told(file) == [("a.tar.gz", archive.BOMB)]


def test_links_and_devices_of_a_tar_are_refused(tmp_path: Path) -> None:
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
    links = [(f"{rank}.csv", kind) for rank, kind in enumerate(kinds)]
    folder = ("folder.csv", tarfile.DIRTYPE)
    found = gathered(put(tmp_path, "a.tgz", tar_of({"real.csv": CSV}, folder, *links)))
    assert [getattr(one, "reason", "") for one in found] == [archive.NOT_A_FILE] * 4 + [""]


def test_a_tar_member_longer_than_anything_known_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    file = put(tmp_path, "a.tar.gz", tar_of({"a.csv": b"0" * 60, "b.csv": b"0" * 60}))
    assert told(file) == [("a.tar.gz", archive.TOO_LONG)]


def test_a_tar_header_that_asks_for_gigabytes_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.XHDTYPE, 4_000_000_000
    rolled = info.tobuf(tarfile.GNU_FORMAT) + b"0" * 1024
    assert told(put(tmp_path, "a.tar.gz", raw_tar_of(rolled))) == [("a.tar.gz", archive.DAMAGED)]


@pytest.mark.parametrize("name", ["loop.txt", "loop.csv"])
def test_a_tar_that_goes_backwards_is_refused(tmp_path: Path, name: str) -> None:
    info = tarfile.TarInfo(name)
    info.size = -1024
    rolled = info.tobuf(tarfile.GNU_FORMAT) + b"\0" * 1024
    file = put(tmp_path, "a.tar.gz", raw_tar_of(rolled))
    assert ("a.tar.gz", archive.DAMAGED) in told(file)


@pytest.mark.parametrize("rolled", [b"not a tar at all", b"", b"0" * 2000])
def test_a_gzip_without_a_tar_is_told(tmp_path: Path, rolled: bytes) -> None:
    assert told(put(tmp_path, "a.tar.gz", raw_tar_of(rolled))) == [("a.tar.gz", archive.DAMAGED)]


def test_a_tar_cut_short_is_told(tmp_path: Path) -> None:
    whole = tar_of({"posts.csv": os.urandom(5_000)})
    assert told(put(tmp_path, "a.tar.gz", whole[: len(whole) // 2])) == [
        ("a.tar.gz", archive.DAMAGED)
    ]


@settings(max_examples=150)
@given(data=st.data())
def test_no_damage_to_a_tar_raises(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as rolled:
        for name, body in (("outbox.json", b"{}"), ("é" * 120 + ".csv", CSV)):
            info = tarfile.TarInfo(name)
            info.size = len(body)
            rolled.addfile(info, BytesIO(body))
    file = tmp_path_factory.getbasetemp() / "damaged.tar.gz"
    file.write_bytes(raw_tar_of(data.draw(damaged(made.getvalue()))))
    _read_all(file)


def _read_all(file: Path) -> None:
    for one in gathered(file):
        if isinstance(one, Piece):
            with suppress(Refused):
                _ = one.data
        else:
            assert one.reason


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("data/tweets.js", "tweets.js"),
        ("a/b/DATA/Tweets.JS", "data/tweets.js"),
        ("data\\tweets.js", "data/tweets.js"),
        ("posts/profile_posts_12.json", "posts/profile_posts_*.json"),
        ("x/this_profile's_activity/posts/profile_posts_1.json", "*posts/profile_posts_?.json"),
        ("E\u0301t\u00e9.csv", "*.csv"),
    ],
)
def test_a_pattern_fits_the_end_of_a_path(name: str, pattern: str) -> None:
    assert names.fits(name, (pattern,))


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("deleted-tweets.js", "tweets.js"),
        ("tweets.js/other", "tweets.js"),
        ("data/tweets_media/a.js", "data/tweets*.js"),
        ("tweets.json", "tweets.js"),
        ("tweetsXjs", "tweets.js"),
        ("a" * 2_000 + ".csv", "*.csv"),
    ],
)
def test_a_pattern_stays_within_a_folder(name: str, pattern: str) -> None:
    assert not names.fits(name, (pattern,))


def test_no_pattern_fits_nothing() -> None:
    assert not names.fits("", ())
    assert not names.fits("x.csv", ())


def test_no_format_names_something_private() -> None:
    known = [name for one in formats() for name in (*one.members, *one.beside)]
    assert [name for name in known if names.is_private(name.replace("*", "x"))] == []


def test_a_long_name_is_shortened() -> None:
    assert len(names.shown("x" * 5_000)) == names.LONGEST_SHOWN


def test_the_library_that_opens_zips_is_given_no_folder_to_write_in() -> None:
    source = Path(archive.__file__).read_text("utf-8")
    assert "extractall" not in source
    assert ".extract(" not in source
    assert zipfile.is_zipfile(BytesIO(zip_of({"x": b""})))
