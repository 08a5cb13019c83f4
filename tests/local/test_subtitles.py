"""Captions files: what players tolerate is read, what cannot be told is left out with a word on it."""

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
    assert READ == [*parse(text.encode(), "talk.srt").cues]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
def test_reads_chinese_in_every_usual_encoding(charset: str) -> None:
    """UTF-8, UTF-16 and GBK, with a byte order mark or without, give the same words."""
    text = "1\r\n00:00:01,000 --> 00:00:02,000\r\n你好，欢迎来到面包课。\r\n"
    found = parse(text.encode(charset), "talk.srt")
    assert (Cue(1000, 2000, "你好，欢迎来到面包课。"),) == found.cues
    assert ("GBK" in found.charset) == charset.startswith("gb")


def test_reads_western_accents_of_old_files() -> None:
    """Accents between plain letters are no Chinese."""
    [cue] = parse("00:01,000 --> 00:02,000\nUn café très bien élaboré, señor\n".encode("cp1252"), "talk.srt").cues
    assert "Un café très bien élaboré, señor" == cue.text


def test_sorts_captions_and_leaves_empty_ones_out() -> None:
    """The order of the times counts; what has no words or no length is not shown."""
    text = (
        "00:05,000 --> 00:06,000\nlater\n\n00:01,000 --> 00:02,000\nfirst\n\n"
        "00:03,000 --> 00:03,000\nno time\n\n00:04,000 --> 00:05,000\n<i> </i>\n"
    )
    assert ["first", "later"] == [cue.text for cue in parse(text.encode(), "talk.srt").cues]


def test_a_number_may_be_what_is_said() -> None:
    """A caption that is a number is no number of a caption."""
    text = "1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\n99 loaves\n"
    assert ["42", "99 loaves"] == [cue.text for cue in parse(text.encode(), "talk.srt").cues]


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
    [cue] = parse(f"WEBVTT\n\n00:01.000 --> 00:02.000{settings}\n{words}\n".encode(), "talk.vtt").cues
    assert ("x", place) == (cue.text, cue.position)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "'t.srt' has no captions in it"),
        (b"WEBVTT\n\nNOTE nothing\n", "'t.srt' has no captions in it"),
        (b"just words\n", "'t.srt' has no captions in it"),
        (b"1\n00:00:01,000 --> 00:00:0x\nhi\n", "'t.srt' has no captions in it that can be shown: line 2 has no times"),
        (b"1\n00:00:01,000 00:00:02,000\nhi\n", "'t.srt' has no captions in it that can be shown: line 2 has no times"),
        (b"00:00:05,000 --> 00:00:04,000\nhi\n", "'t.srt' has no captions in it that can be shown: line 1 ends before"),
        (b"00:01,000 --> 00:02,000\n" + b"x" * 2001, "'t.srt' line 1: this caption has 2001 letters"),
        (b"00:01,000 --> 00:02,000\n" + bytes(range(128, 256)), "'t.srt' is in no known encoding"),
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


def mangled(seed: int) -> bytes:
    """Return a file of captions with bytes lost, doubled, changed and swapped."""
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
    return bytes(content)


def test_mangled_files_are_read_or_refused() -> None:
    """Two hundred such files: captions with words and times, in order, or a named refusal."""
    for seed in range(200):
        cues, refusal = [], "'mangled.srt' "
        try:
            cues = [*parse(mangled(seed), "mangled.srt").cues]
        except CaptionsUnreadable as refused:
            refusal = refused.message
        assert refusal.startswith("'mangled.srt' "), seed
        assert sorted(cue.start_ms for cue in cues) == [cue.start_ms for cue in cues], seed
        assert all(cue.text.strip() == cue.text != "" and cue.end_ms > cue.start_ms for cue in cues), seed


ODD_TIMES = [
    ("00:00:01.000000 --> 00:00:02.4996", (1000, 2500)),
    ("-00:00:01,500 --> 00:00:02,500", (0, 2500)),
    ("00:00:03,000 --> 00:00:03,000", None),
    ("-00:00:03,000 --> -00:00:01,000", None),
    ("00:00:01,000 00:00:02,000", None),
    ("later --> 00:00:02,000", None),
]


@pytest.mark.parametrize(("times", "expected"), ODD_TIMES, ids=[times for times, _ in ODD_TIMES])
def test_odd_times_are_told_or_their_caption_is_left_out(times: str, expected: tuple[int, int] | None) -> None:
    """One line of times never costs the others: it is rounded or clamped, or its caption is counted with its line."""
    text = f"1\n00:00:00,100 --> 00:00:00,200\nbefore\n\n2\n{times}\nodd\n\n3\n02:00:00,000 --> 02:00:01,000\nafter\n"
    found = parse(text.encode(), "talk.srt")
    shown = [(cue.start_ms, cue.end_ms, cue.text) for cue in found.cues]
    odd = [] if expected is None else [(*expected, "odd")]
    assert sorted([(100, 200, "before"), *odd, (7200000, 7201000, "after")]) == shown
    assert ([6] if expected is None else []) == [one.line for one in found.left_out]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("00:00:01,000 --> 00:00:02,000 said beside it", "said beside it\nbelow"),
        ("00:00:01,000 --> 00:00:02,000 X1:1 X2:9 Y1:1 Y2:9 said", "said\nbelow"),
        ("BOB: 00:00:01,000 --> 00:00:02,000", "BOB:\nbelow"),
        ("00:00:01,000 --> 00:00:02,000\nat 10:30 -> 11:30 sharp", "at 10:30 -> 11:30 sharp\nbelow"),
        ("00:00:01,000 --> 00:00:02,000\n<grin> I <3 you", "<grin> I <3 you\nbelow"),
        ("00:00:01,000 --> 00:00:02,000\nAT&T &copy2 &nope; &amp; &#8364;&#x20ac;", "AT&T &copy2 &nope; & €€\nbelow"),
        ("00:00:01,000 --> 00:00:02,000\nC:\\New folder", "C:\\New folder\nbelow"),
        ("00:00:01,000 --> 00:00:02,000\n(laughs)\n\n(cries)", "(laughs)\n(cries)\nbelow"),
        ("00:00:01,000 --> 00:00:02,000\n2026", "2026\nbelow"),
        ("00:00:01,000 --> 00:00:02,000\n<I>a</I> <b >b</b> <font size='3'>c</font> </i>", "a b c\nbelow"),
    ],
)
def test_words_beside_times_unknown_tags_and_entities_are_text(line: str, text: str) -> None:
    """Only what is known to be a style is taken out; everything else that somebody wrote is shown."""
    [cue, _] = parse(f"1\n{line}\nbelow\n\n2\n00:00:05,000 --> 00:00:06,000\nx\n".encode(), "talk.srt").cues
    assert (1000, 2000, text) == (cue.start_ms, cue.end_ms, cue.text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_only_an_empty_line_ends_a_caption(end: str) -> None:
    """In WebVTT a line of one blank belongs to the caption; what follows an empty line is a note."""
    shown = ["WEBVTT", "", "00:01.000 --> 00:02.000", "one", " ", "two", ""]
    lines = [*shown, "a note", "", "00:03.000 --> 00:04.000", "x"]
    found = parse(end.join(lines).encode(), "talk.vtt")
    assert ["one\ntwo", "x"] == [cue.text for cue in found.cues]
