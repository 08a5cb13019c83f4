"""Who serves a sentence: by keyword and by intent, in English and Chinese."""

import time

import pytest

from imgfree.language.routing import Errand, errand, route
from imgfree.local.director.direct import direct

SENTENCES = {
    "export": [
        "export",
        "导出",
        "download",
        "send me the video",
        "Send me the video please!",
        "Export the clip as mp4",
        "export it as 1080p mp4",
        "please export the video",
        "can you export this now?",
        "Looks good, export it",
        "great! download it",
        "I want to download the video",
        "I'd like to export my reel",
        "把视频导出来",
        "请导出视频",
        "下载视频",
        "把视频发给我",
        "发我视频",
        "导出做好的视频",
        "save it as mp4",
        "give me the file",
        "can I have the mp4?",
        "render the final video",
        "ready to download",
        "Download now",
        "好的，导出吧",
        "let's export",
        "let me download it",
        "start the export",
        "make an export of it",
        "do the download",
        "it is perfect, now export it and thank you",
        "导出GIF",
        "匯出影片",
        "save it as 4k mp4",
    ],
    "credits": [
        "credits",
        "how many credits do I have",
        "How many credits are left?",
        "what's my balance?",
        "balance",
        "积分",
        "余额",
        "我还有多少积分",
        "余额还够做一个视频吗",
        "check my credit balance",
        "查询余额",
        "do I have credits left?",
        "show my credits",
        "我用了多少积分",
        "how much balance is left to make a video",
        "我的點數還剩多少？",
        "what's left in my account?",
    ],
    "status": [
        "status",
        "状态",
        "show tracks",
        "show me the tracks",
        "show the timeline",
        "what's on the timeline?",
        "what is the status",
        "查看时间线",
        "当前状态",
        "显示轨道",
        "list the tracks please",
        "what's the status of my project",
        "preview",
        "preview the result",
        "预览一下",
        "is it done yet?",
        "is my video ready?",
        "渲染好了没",
        "视频做好了吗",
        "现在时间线上都有什么？",
        "顯示時間線",
        "where are we",
        "what have we got so far",
        "how long is it now?",
    ],
    "upload": [
        "upload",
        "上传",
        "upload photo.jpg",
        "photo.jpg",
        "/home/me/My Photo.jpg",
        "/home/me/My\\ Photo.jpg",
        "'/home/me/My Photo.jpg'",
        "a.jpg b.png c.mp3",
        "C:\\Users\\me\\photo.png",
        "https://example.com/photo.jpg",
        "上传这张照片",
        "I want to upload a photo",
        "upload these images",
        "~/pictures/mug 1.JPG",
    ],
    "edit": [
        "add a title that says Download now",
        "add a title saying export",
        "make the status bar bigger",
        "turn this image into a free downloadable video clip",
        "convert three product photos or a landscape image into a 1080p MP4",
        "converting static images into downloadable video files at no cost for social media creators",
        "add end credits",
        "roll the credits at the end",
        'add the text "Send me the video"',
        "fix the white balance",
        "balance the audio",
        "trim it to 10 seconds and export",
        "make it slower",
        "generate a 10 second clip",
        "add BGM",
        "添加标题“立即下载”",
        "加一个写着立即下载的标题",
        "把这张图变成可下载的视频",
        "做一个十秒的视频",
        "不要导出，先改一下标题",
        "don't export yet, add music first",
        "use /home/me/song.mp3 as background music",
        "turn photo.jpg into a reel",
        "hello",
        "合并后导出",
        "把两段视频合并",
        "下载按钮做大一点",
        "make the download button bigger",
        "a slow zoom on the mug",
        "the colours are too dark",
        "turn the uploaded photos into a reel",
        "put a download icon in the corner",
        'replace the title with "Upload"',
        "export the video and add music",
        "show the title for 3 seconds",
        "add credit to the photographer",
        "",
        "can you add a progress bar",
        "给视频加上状态栏",
        "make a video for my export company",
        "加个积分兑换的标题",
        "Show the balance sheet at the end",
        "把音乐下载按钮去掉",
        "掐头去尾各2秒，再导出720P",
        "这个视频太长了，给我剪到十秒",
        "导出之前加字幕",
        "before you export, add captions",
        "give me a ten second video of these photos",
        "make a save the date video",
        "start with a rough cut",
        "先粗剪一版",
        "视频加速到1.5倍，配上song.mp3",
        "Could these seven shots become a 35-second video? Cool tones. 1080p export.",
    ],
}


@pytest.mark.parametrize(("asked", "text"), [(asked, text) for asked, texts in SENTENCES.items() for text in texts])
def test_sentences_reach_who_serves_them(asked: str, text: str) -> None:
    """Keyword and intent decide together."""
    assert asked == route(text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("trim it to 10 seconds and export as gif", "export as gif"),
        ("掐头去尾各2秒，再导出720P", "导出720P"),
        ("导出之前加字幕", ""),
        ("add captions before exporting", ""),
        ("合并后导出", "导出"),
        ("export the video and add music", "export the video"),
    ],
)
def test_an_edit_comes_before_the_export_it_asks_for(text: str, wish: str) -> None:
    """Both are wanted: first the words, then the file, as the words say."""
    found = errand(text)
    assert ("edit", True, wish) == (found.route, found.exports, found.wish.strip())


@pytest.mark.parametrize("text", ["export 1080x1080", "再导出一个方形的", "export it as a square gif", "导出GIF"])
def test_an_export_keeps_its_wish(text: str) -> None:
    """What the words say of the file goes with the errand, whole."""
    assert Errand("export", True, text) == errand(text)


@pytest.mark.parametrize("text", ["start with a rough cut, preview the result, then refine", "先粗剪一版，然后预览"])
def test_an_edit_that_is_to_be_looked_at(text: str) -> None:
    """A preview beside other words is a look after the edit."""
    assert Errand("edit", previews=True) == errand(text)


@pytest.mark.parametrize(
    "text", ["don't export yet, add music first", "不要导出，先改一下标题", "add a download button", "make it slower"]
)
def test_no_export_where_none_is_asked_for(text: str) -> None:
    """A refusal, a button's name and a plain edit lead to no file."""
    assert not errand(text).exports


def test_the_local_director_goes_the_same_way() -> None:
    """Every sentence above has one route, whoever is asked: `upload` answers to files that the words only name."""
    for asked, texts in SENTENCES.items():
        for text in texts if asked != "upload" else []:
            assert (asked, text) == (direct(text, [], []).route, text)


@pytest.mark.parametrize("unit", ["send me the ", "show ", "把", "/a", '"', "传给", "export "])
def test_hostile_sentences_cost_little(unit: str) -> None:
    """Repetitive text takes no more than plain text of the same length, within a wide margin."""
    costs = []
    for words in ("wood and water ", unit):
        started_s = time.perf_counter()
        for length in (2000, 200_000):
            route((words * length)[:length])
        costs.append(time.perf_counter() - started_s)
    assert costs[1] < 200 * costs[0] + 1
