"""Captions files: what players tolerate is read, what cannot be told is refused with its line."""

import random
from pathlib import Path

import pytest

from imgfree.local.subtitles import MAX_CUES, CaptionsUnreadable, Cue, parse, read

SRT = """1
00:00:01,000 --> 00:00:02,500
Hello & welcome

2
00:00:03,000 --> 00:00:04,000
two
lines
"""
READ = [Cue(1000, 2500, "Hello & welcome"), Cue(3000, 4000, "two\nlines")]


@pytest.mark.parametrize(
    "text",
    [
        SRT,
        "\ufeff" + SRT,
        SRT.replace("\n", "\r\n"),
        SRT.replace("\n", "\r"),
        SRT.replace("1\n00", "00").replace("2\n00", "00"),
        SRT.replace(",", "."),
        SRT.replace("00:00:0", "00:0"),
        SRT.replace(" --> ", "-->"),
        SRT.replace(" & ", " &amp; "),
        SRT.replace("Hello", "<i>Hello</i>").replace("two", '<font color="#fff"><b>two</b></font>'),
        SRT.replace("two\nlines", "two\\Nlines"),
        SRT.replace("two\nlines", "two\n\nlines"),
        SRT.replace("two\nlines", "two<br>lines"),
        SRT.replace("welcome\n\n2", "welcome\n2"),
        SRT.replace("02,500\n", "02,500 X1:10 X2:200 Y1:1 Y2:9\n"),
        "\n\n" + SRT + "\n\n\n",
        "WEBVTT\n\n" + SRT.replace(",", "."),
        "WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot shown\n\n"
        + SRT.replace(",", "."),
        "WEBVTT\n\n" + SRT.replace(",", ".").replace("1\n00", "the first\n00").replace("2\n00", "NOTE no\n\nb\n00"),
        "WEBVTT\n\n" + SRT.replace(",", ".").replace("Hello", "<v Bob Ross>Hello</v>").replace("two", "<c.x.y>two</c>"),
        "WEBVTT\n\n" + SRT.replace(",", ".").replace("welcome", "<00:01.200><c>welcome"),
    ],
)
def test_reads_what_players_read(text: str) -> None:
    """Marks of all sorts, missing numbers and hours, tags and notes: always the same two captions."""
    assert READ == parse(text.encode(), "talk.srt")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
def test_reads_chinese_in_every_usual_encoding(charset: str) -> None:
    """UTF-8, UTF-16 and GBK, with a byte order mark or without, give the same words."""
    text = "1\r\n00:00:01,000 --> 00:00:02,000\r\n你好，欢迎来到面包课。\r\n"
    assert [Cue(1000, 2000, "你好，欢迎来到面包课。")] == parse(text.encode(charset), "talk.srt")


def test_reads_western_accents_of_old_files() -> None:
    """Accents between plain letters are no Chinese."""
    [cue] = parse("00:01,000 --> 00:02,000\nUn café très bien élaboré, señor\n".encode("cp1252"), "talk.srt")
    assert "Un café très bien élaboré, señor" == cue.text


def test_sorts_captions_and_leaves_empty_ones_out() -> None:
    """The order of the times counts; what has no words or no length is not shown."""
    text = (
        "00:05,000 --> 00:06,000\nlater\n\n00:01,000 --> 00:02,000\nfirst\n\n"
        "00:03,000 --> 00:03,000\nno time\n\n00:04,000 --> 00:05,000\n<i> </i>\n"
    )
    assert ["first", "later"] == [cue.text for cue in parse(text.encode(), "talk.srt")]


def test_a_number_may_be_what_is_said() -> None:
    """A caption that is a number is no number of a caption."""
    text = "1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\n99 loaves\n"
    assert ["42", "99 loaves"] == [cue.text for cue in parse(text.encode(), "talk.srt")]


@pytest.mark.parametrize(
    ("settings", "words", "place"),
    [
        ("", "x", "bottom"),
        (" line:0%", "x", "top"),
        (" line:0", "x", "top"),
        (" line:-1", "x", "bottom"),
        (" line:50% align:center", "x", "center"),
        (" line:90% position:10%", "x", "bottom_left"),
        (" position:90%,line-right align:right", "x", "bottom_right"),
        ("", r"{\an8}x", "top"),
        ("", r"{\an1}x", "bottom_left"),
        ("", r"{\an5\fs20}x", "center"),
        ("", r"{\an9}x", "top_right"),
    ],
)
def test_reads_places_where_they_are_simple(settings: str, words: str, place: str) -> None:
    """Line and position of WebVTT, and the alignment that players know from SRT, become our places."""
    [cue] = parse(f"WEBVTT\n\n00:01.000 --> 00:02.000{settings}\n{words}\n".encode(), "talk.vtt")
    assert ("x", place) == (cue.text, cue.position)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "'t.srt' has no captions in it"),
        (b"WEBVTT\n\nNOTE nothing\n", "'t.srt' has no captions in it"),
        (b"just words\n", "'t.srt' has no captions in it"),
        (b"1\n00:00:01,000 --> 00:00:0x\nhi\n", "'t.srt' line 2: '00:00:01,000 --> 00:00:0x' is not the time of a"),
        (b"1\n00:00:01,000 00:00:02,000\nhi\n", "'t.srt' line 2: '00:00:01,000 00:00:02,000' is not the time of a"),
        (b"00:01,000 --> 00:02,000\nhi\n\n2\nfoo --> bar\n", "'t.srt' line 5: 'foo --> bar' is not the time of a"),
        (b"00:00:75,000 --> 00:00:80,000\nhi\n", "'t.srt' line 1: minutes and seconds go up to 59"),
        (b"00:00:05,000 --> 00:00:04,000\nhi\n", "'t.srt' line 1: this caption ends before it begins"),
        (b"00:01,000 --> 00:02,000\n" + b"x" * 2001, "'t.srt' line 1: this caption has 2001 letters"),
        (b"00:01,000 --> 00:02,000\n\xff\xff\xff\xff", "'t.srt' line 2: the letters are in no known encoding"),
    ],
)
def test_refuses_what_cannot_be_told(content: bytes, said: str) -> None:
    """A broken file is refused by name and, where there is one, by line."""
    with pytest.raises(CaptionsUnreadable) as refused:
        parse(content, "t.srt")
    assert refused.value.message.startswith(said)


def test_refuses_too_much(tmp_path: Path) -> None:
    """More than 5000 captions, or more than a megabyte, is no captions file."""
    many = "".join(f"00:{at // 60:02}:{at % 60:02},000 --> 01:30:00,000\nx\n\n" for at in range(3000)) * 2
    with pytest.raises(CaptionsUnreadable, match=rf"line {3 * MAX_CUES + 1}: more than 5000"):
        parse(many.encode(), "t.srt")
    (tmp_path / "t.srt").write_bytes(b" " * (1024 * 1024 + 1))
    with pytest.raises(CaptionsUnreadable, match=r"larger than .* \(1024 KiB\)"):
        read(tmp_path / "t.srt", "t.srt")


@pytest.mark.parametrize("seed", range(200))
def test_mangled_files_are_read_or_refused(seed: int) -> None:
    """Bytes lost, doubled, changed and swapped: captions with words and times, in order, or a named refusal."""
    chance = random.Random(seed)
    vtt = (
        "WEBVTT\n\n"
        + SRT.replace(",", ".") * 3
        + "NOTE x\n\n00:09.000 --> 00:10.000 line:0%\n<v Bob>你好 &amp; {\\an8}\n"
    )
    content = bytearray(chance.choice([SRT * 4, vtt]).encode(chance.choice(["utf-8", "utf-16", "gb18030"])))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                del content[at : at + chance.randint(1, 9)]
            case 1:
                content[at:at] = content[at : at + 40]
            case 2:
                content[at] = chance.randrange(256)
            case _:
                content[at:at] = chance.choice([b"-->", b"\n\n", b"00:00", b"<", b"{\\", b"&#", b"\0", b"1\n"])
    cues, refusal = [], "'mangled.srt' "
    try:
        cues = parse(bytes(content), "mangled.srt")
    except CaptionsUnreadable as refused:
        refusal = refused.message
    assert refusal.startswith("'mangled.srt' ")
    if cues:
        assert sorted(cue.start_ms for cue in cues) == [cue.start_ms for cue in cues]
        assert all(cue.text.strip() == cue.text != "" and cue.end_ms > cue.start_ms for cue in cues)
