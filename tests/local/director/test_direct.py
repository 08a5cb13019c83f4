"""The whole way: sentences to drafts, conflicts, follow-ups, undo, twins."""

import itertools
import json
from typing import Any

import pytest

from imgfree.local.director import direct
from imgfree.local.quota import MAX_FILES
from local.director.conversation import Session

REEL = "turn these three photos into a 12-second vertical reel with a slow zoom, crossfades and the title “Summer Sale”"


def starts(draft: Any) -> list[int]:
    """Return the start of every shot in milliseconds."""
    return [segment["m"]["start"] for segment in draft["t"][0]["sg"]]


def sources(draft: Any) -> list[str]:
    """Return the uploads of the shots, in order."""
    return [segment["m"]["source"] for segment in draft["t"][0]["sg"]]


def outcomes(reply: Any) -> dict[str, str]:
    """Return what became of each clause that is no default."""
    return {clause.text: clause.outcome for clause in reply.clauses if clause.outcome != "defaulted"}


def test_makes_the_reel_of_the_readme(session: Session) -> None:
    """Three photos in 12 s: slots of 130 frames, starts at 0, 115 and 230 frames, upright, title for 3 s."""
    draft = session().say(REEL).draft
    assert 12000 == draft["d"]
    assert [0, 3833, 7667] == starts(draft)
    assert [4333, 4333, 4333] == [segment["d"] for segment in draft["t"][0]["sg"]]
    assert (1080, 1920) == (draft["m"]["width"], draft["m"]["height"])
    assert ["zoom_in"] * 3 == [segment["m"]["motion"]["kind"] for segment in draft["t"][0]["sg"]]
    assert {"kind": "crossfade", "ms": 500} == draft["t"][0]["sg"][1]["m"]["transition"]
    title = draft["t"][1]["sg"][0]
    assert (7, "Summer Sale", 0, 3000) == (draft["t"][1]["tt"], title["m"]["text"], title["m"]["start"], title["d"])


def test_explicit_ratio_beats_the_platform_and_says_so(session: Session) -> None:
    """TikTok in 16:9 is obeyed and mentioned."""
    reply = session().say("make a TikTok video from my photos in 16:9")
    assert (1920, 1080) == (reply.draft["m"]["width"], reply.draft["m"]["height"])
    assert "tiktok" == reply.draft["m"]["platform"]
    assert any("9:16" in clause.note for clause in reply.clauses)


def test_obeys_a_count_where_possible_and_mentions_it(session: Session) -> None:
    """Five said and three uploaded uses three; two said and three uploaded uses the first two."""
    more = session().say("turn these five photos into a video")
    assert (3, True) == (len(sources(more.draft)), any("5 were named, 3 uploaded" in one.note for one in more.clauses))
    fewer = session().say("turn these two photos into a video")
    assert ["photo-1.jpg", "photo-2.jpg"] == sources(fewer.draft)
    assert "approximated" in outcomes(fewer).values()


def test_total_beats_seconds_per_photo(session: Session) -> None:
    """20 s against 5 x 3 s: 20 s win and the clause says why."""
    reply = session(5).say("turn these 5 photos into a 20-second video, 3 seconds each")
    assert 20000 == reply.draft["d"]
    assert "approximated" == outcomes(reply)["3 seconds each"]


def test_takes_nothing_for_granted_without_uploads(session: Session) -> None:
    """Without uploads the operations are named, declined, and there is no draft."""
    reply = session(0).say("turn my photos into a 10 second video")
    assert (None, False) == (reply.draft, reply.edited)
    assert "declined" in outcomes(reply).values()


def test_music_without_a_file_is_declined_and_the_level_kept(session: Session) -> None:
    """ "Music at 35 %" without a song stores the level and names what is missing."""
    reply = session().say("turn the photos into a video, music at 35%")
    assert 0.35 == reply.draft["m"]["level"]
    assert any(clause.outcome == "declined" and "no music file" in clause.note for clause in reply.clauses)


def test_music_fits_the_film(session: Session) -> None:
    """The uploaded song runs under the whole film at its level and fades out."""
    draft = session(3, "song.mp3").say("turn the photos into a 12 s video with my music at 35%").draft
    track = next(track for track in draft["t"] if track["tt"] == 1)
    assert (12000, 0.35, 1000) == (
        track["sg"][0]["d"],
        track["sg"][0]["m"]["volume"],
        track["sg"][0]["m"]["fade_out_ms"],
    )


def test_same_sentence_twice_changes_nothing(session: Session) -> None:
    """A repeated sentence leaves the draft as it is: no second title, no second song."""
    talk = session(3, "song.mp3")
    sentence = f"{REEL}, my music at 40%, vignette, wipe left"
    first = talk.say(sentence).draft
    again = talk.say(sentence)
    assert (False, first) == (again.edited, again.draft)


def test_another_title_is_a_second_one(session: Session) -> None:
    """Only "another" or 再加一个 appends; a plain new title replaces."""
    talk = session()
    assert 1 == len(talk.say(REEL, 'title "Two"').draft["t"][1]["sg"])
    assert 2 == len(talk.say('add another title "Three"').draft["t"][1]["sg"])


def test_clause_order_does_not_matter(session: Session) -> None:
    """The same clauses in any order make the same draft."""
    clauses = ["turn the photos into a video", "12 seconds", "crossfade 1 s", 'title "A"', "square", "slow zoom in"]
    drafts = {
        json.dumps(session().say(". ".join(order)).draft)
        for order in itertools.islice(itertools.permutations(clauses), 0, 720, 53)
    }
    assert 1 == len(drafts)


TWINS = [
    ("turn these three photos into a 12-second vertical video with a slow zoom in, crossfades and the title “春”",
     "把这三张照片做成12秒的竖屏视频，缓慢放大，叠化转场，标题“春”"),
    ("make a 10 second square video from the photos, wipe right, no music",
     "把照片做成10秒的方形视频，向右擦除，不要音乐"),
    ("turn the photos into a video, 3 seconds each, hard cuts, black and white", "把照片做成视频，每张3秒，硬切，黑白"),
    ("make a 16:9 video from my photos with my music at 35%", "用照片做一个16:9的视频，用我的音乐，音量百分之三十五"),
    ("make a half-minute landscape slideshow from the images, ken burns, fade through black 1s",
     "用图片做一个半分钟的横屏幻灯片，肯伯恩斯效果，闪黑转场１秒"),
    ("turn the photos into a vertical video, put “A” at the bottom for 5 seconds, zoom out on photo 2",
     "把照片做成竖屏视频，在底部写“A”，显示5秒，第二张缩小"),
    ("turn the photos into a seamless loop video, warm, 4:5", "把照片做成无缝循环视频，暖色调，4:5"),
    ("turn the photos into a video, blurred background bars, strong zoom in, 0.8s dissolves",
     "把照片做成视频，模糊背景，强烈放大，叠化0.8秒"),
]  # fmt: skip
FOLLOW_UPS = [
    ("make it 10 seconds", "改成10秒"), ("swap photo 1 and 2", "交换第一张和第二张"), ("photo 3 first", "第三张放最前"),
    ("remove the title", "去掉标题"), ("change the title to “X”", "把标题改成“X”"), ("slower zoom", "缩放慢一点"),
    ("make it square", "改成方形"), ("quieter music", "音乐小声点"), ("delete photo 2", "删掉第二张"),
    ("pan right on photo 2", "第二张向右平移"), ("cut the first 2 seconds", "剪掉前2秒"),
    ("add “End” at the end", "结尾加上“End”"), ("no transitions", "不要转场"), ("brighter", "亮一点"),
    ("make the title bigger", "标题大一点"), ("move the title to the bottom", "标题放到底部"),
    ("shuffle the photos", "打乱顺序"), ("2 seconds per photo", "每张2秒"), ("fade to black at the end", "结尾黑场"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "chinese"), TWINS)
def test_twins_make_equal_drafts(session: Session, english: str, chinese: str) -> None:
    """An English sentence and its Chinese twin give the same bytes."""
    drafts = [json.dumps(session(3, "song.mp3").say(sentence).draft) for sentence in (english, chinese)]
    assert drafts[0] == drafts[1]


@pytest.mark.parametrize(("english", "chinese"), FOLLOW_UPS)
def test_follow_ups_are_twins_too(session: Session, english: str, chinese: str) -> None:
    """Follow-ups change the draft, in both languages alike."""
    drafts = []
    for sentence in (english, chinese):
        reply = session(3, "song.mp3").say(f"{REEL} and my music", sentence)
        assert reply.edited
        drafts.append(json.dumps(reply.draft))
    assert drafts[0] == drafts[1]


def test_undo_goes_back_step_by_step(session: Session) -> None:
    """Two edits and two undos end at the first draft, with a rising revision; a third undo is declined."""
    talk = session()
    first = talk.say(REEL).draft
    talk.say("make it 10 seconds", "remove the title", "undo")
    back = talk.say("撤销").draft
    assert (first["d"], first["t"]) == (back["d"], back["t"])
    assert [1, 2, 3, 4, 5] == [draft["m"]["revision"] for draft in talk.drafts]
    assert "declined" == outcomes(talk.say("undo"))["undo"]


def test_follow_ups_keep_what_was_there(session: Session) -> None:
    """A new length keeps title, order and motion; a removed photo keeps the length that was asked for."""
    talk = session()
    draft = talk.say(REEL, "swap photo 1 and 3", "make it 9 seconds", "delete photo 2").draft
    assert (9000, ["photo-3.jpg", "photo-1.jpg"]) == (draft["d"], sources(draft))
    assert "Summer Sale" == draft["t"][1]["sg"][0]["m"]["text"]


def test_text_at_the_end_stays_at_the_end(session: Session) -> None:
    """A text anchored to the end moves with it when the film gets shorter."""
    talk = session()
    draft = talk.say(REEL, 'add "Bye" at the end for 2 seconds', "make it 8 seconds").draft
    assert [0, 6000] == [segment["m"]["start"] for segment in draft["t"][1]["sg"]]


def test_clips_keep_their_length_and_can_be_cut(session: Session) -> None:
    """A clip plays whole, is cut to a length, and is never stretched."""
    talk = session(0, "clip.mp4")
    assert 20000 == talk.say("make a video from this clip").draft["d"]
    assert 12000 == talk.say("trim my video to 12 seconds").draft["d"]
    longer = talk.say("make it 60 seconds")
    assert (12000, "approximated") == (longer.draft["d"], outcomes(longer)["make it 60 seconds"])


def test_middle_of_a_clip_can_go(session: Session) -> None:
    """Removing 5 to 10 s leaves two pieces of the clip, joined by a cut."""
    draft = session(0, "clip.mp4").say("make a video from this clip", "remove everything from 0:05 to 0:10").draft
    pieces = [(one["m"]["in_ms"], one["m"]["out_ms"]) for one in draft["t"][0]["sg"]]
    assert ([(0, 5000), (10000, 20000)], 15000) == (pieces, draft["d"])


@pytest.mark.parametrize(
    ("sentence", "route"),
    [("export", "export"), ("导出", "export"), ("send me the video", "export"), ("积分", "credits"),
     ("how many credits are left?", "credits"), ("status", "status"), ("show tracks", "status"), ("查看状态", "status"),
     ("upload a photo", "upload"), ("上传", "upload"), ("can I add two more pics?", "upload"),
     ("could i put video clips in here too?", "upload"),
     ("视频能放进去吗", "upload"),
     ("还能再补两张吗", "upload"), ("which pics are in it rn?", "status"), ("how long does that run for", "status"),
     ("export it and make it 10 seconds", "edit")],
)  # fmt: skip
def test_routes_answer_without_touching_the_draft(session: Session, sentence: str, route: str) -> None:
    """Export, credits, status and upload sentences leave the draft; everything else is an edit."""
    talk = session()
    draft = talk.say(REEL).draft
    reply = talk.say(sentence)
    assert route == reply.route
    assert route == "edit" or (draft, False) == (reply.draft, reply.edited)


def test_every_word_is_accounted_for(session: Session) -> None:
    """The clauses' texts hold every word of the sentence, also those nobody understood."""
    sentence = "Turn my photos into a 10 s video; flibber the wozzle, add dancing unicorns and a title “Hi”"
    text = " ".join(clause.text for clause in session().say(sentence).clauses)
    assert [] == [word for word in sentence.replace(";", "").replace(",", "").split() if word not in text]
    unknown = [one.text for one in session().say(sentence).clauses if one.outcome == "not understood"]
    assert ["flibber the wozzle"] == unknown


def test_is_a_function_of_its_input(session: Session) -> None:
    """The same sentence, uploads and drafts give the same reply, also for "shuffle"."""
    talk = session(6)
    replies = [direct("make a video from my photos in random order", talk.assets, []) for _ in range(3)]
    assert replies[0] == replies[1] == replies[2]
    assert sources(replies[0].draft) != [asset.id for asset in talk.assets]


def test_says_how_many_files_may_be_sent(session: Session) -> None:
    """An answer about uploads names what may be sent, and how much of it at once."""
    assert str(MAX_FILES) in session(3).say("how do I upload more photos?").clauses[0].note


@pytest.mark.parametrize(
    ("sentence", "route"),
    [
        ("How do I give you some more pictures?", "upload"),
        ("so where is my title?", "status"),
        ("put the sixth where it was", "edit"),
    ],
)
def test_only_a_question_is_answered_as_one(session: Session, sentence: str, route: str) -> None:
    """ "Where" asks where a clause opens with it; how pictures are handed over is told before there is a film, too."""
    assert route == session(3).say("a film", sentence).route
