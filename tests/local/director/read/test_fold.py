"""Folding: what is matched has every character of the sentence in its place."""

import random
import sys

import pytest

from imgfree.local.director.read.fold import fold


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Vertical REEL, 9:16", "vertical reel, 9:16"),
        ("１０秒，ＭＰ４！（竖屏）", "10秒,mp4!(竖屏)"),
        ("把這三張照片做成直式影片", "把这三张照片做成直式影片"),
        ("轉場換成疊化，聲音調小", "转场换成叠化,声音调小"),
        ("最後畫面變慢，裡面寫上標題", "最后画面变慢,里面写上标题"),
        ("don’t “crop” it", 'don\'t "crop" it'),
        ("3–5 s, 1920×1080", "3-5 s, 1920x1080"),
        ("10\u00a0s\u3000\u2009fade", "10 s  fade"),
        ("slow 🐢️ zoom", "slow    zoom"),
        ("İstanbul, Straße", "İstanbul, straße"),
        ("画面、照片。", "画面、照片."),
    ],
)
def test_one_form_stands_for_all_ways_of_typing(raw: str, folded: str) -> None:
    """Case, width, script and signs are made one."""
    assert folded == fold(raw)


def test_every_character_keeps_its_place() -> None:
    """Whatever is typed, the folded text is as long as the sentence, and folding it again changes nothing."""
    rng = random.Random(7)
    every = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    for _ in range(200):
        raw = "".join(rng.sample(every, 50))
        assert len(fold(raw)) == len(raw)
        assert fold(fold(raw)) == fold(raw)


def test_both_scripts_of_chinese_fold_alike() -> None:
    """Words of editing are the same in traditional and in simplified characters."""
    for traditional, simplified in zip(
        ("視頻", "音樂", "濾鏡", "淡入淡出", "縮放", "豎屏", "橫屏", "時長", "刪掉", "結尾", "開頭", "導出", "復古"),
        ("视频", "音乐", "滤镜", "淡入淡出", "缩放", "竖屏", "横屏", "时长", "删掉", "结尾", "开头", "导出", "复古"),
        strict=True,
    ):
        assert simplified == fold(traditional) == fold(simplified)
