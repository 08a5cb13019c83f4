"""What the director answers: every clause with its outcome, the draft, and the words for the user."""

from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["applied", "approximated", "declined", "defaulted", "not understood"]
Route = Literal["edit", "export", "credits", "status", "upload"]


@dataclass(frozen=True)
class Say:
    """One remark in both languages."""

    en: str = ""
    zh: str = ""

    def text(self, language: str) -> str:
        """Return the remark in `language`; English for every language but Chinese."""
        return self.zh if language == "zh" else self.en

    def __bool__(self) -> bool:
        return bool(self.en)

    def __add__(self, other: "Say") -> "Say":
        if not (self and other):
            return self or other
        return Say(f"{self.en}; {other.en}", f"{self.zh}；{other.zh}")


NOTHING = Say()

# The draft's words as people read them; in operations they stay as they are.
_READABLE: dict[str, tuple[str, str]] = {
    "top": ("at the top", "顶部"),
    "upper_third": ("upper third", "上三分之一处"),
    "center": ("centre", "居中"),
    "lower_third": ("lower third", "下三分之一处"),
    "bottom": ("at the bottom", "底部"),
    "top_left": ("top left", "左上角"),
    "top_right": ("top right", "右上角"),
    "bottom_left": ("bottom left", "左下角"),
    "bottom_right": ("bottom right", "右下角"),
    "crossfade": ("crossfade", "叠化"),
    "cut": ("hard cut", "硬切"),
    "fade_black": ("fade through black", "闪黑"),
    "fade_white": ("fade through white", "闪白"),
    "zoom": ("zoom", "缩放转场"),
    **{f"{kind}_{side}": (f"{kind} {side}", f"向{zh_side}{zh}")
       for kind, zh in (("wipe", "擦除"), ("slide", "滑动"), ("push", "推移"))
       for side, zh_side in (("left", "左"), ("right", "右"), ("up", "上"), ("down", "下"))},
    "title": ("title", "标题"),
    "text": ("text", "文字"),
    "captions": ("captions", "字幕"),
    "music": ("music", "音乐"),
    "look": ("look", "调色"),
    "effect": ("effect", "特效"),
    "transition": ("transition", "转场"),
    "motion": ("motion", "镜头运动"),
    "tiktok": ("TikTok", "TikTok"),
    "reels": ("Instagram Reels", "Instagram Reels"),
    "facebook_reels": ("Facebook Reels", "Facebook Reels"),
    "story": ("a story", "快拍"),
    "instagram_feed": ("the Instagram feed", "Instagram 动态"),
    "shorts": ("YouTube Shorts", "YouTube Shorts"),
    "instagram": ("Instagram", "Instagram"),
    "youtube": ("YouTube", "YouTube"),
    "linkedin": ("LinkedIn", "领英"),
    "facebook": ("Facebook", "Facebook"),
    "x": ("X", "X"),
    "douyin": ("Douyin", "抖音"),
    "kuaishou": ("Kuaishou", "快手"),
    "xiaohongshu": ("Xiaohongshu", "小红书"),
    "channels": ("WeChat Channels", "视频号"),
    "moments": ("WeChat Moments", "朋友圈"),
    "bilibili": ("Bilibili", "B站"),
    "weibo": ("Weibo", "微博"),
}  # fmt: skip


def readable(word: str) -> Say:
    """Return a word of the draft as people read it, in both languages; a word without an entry as it is."""
    return Say(*_READABLE.get(word, (word.replace("_", " "), word.replace("_", " "))))


@dataclass(frozen=True)
class Clause:
    """A stretch of the sentence and what became of it; `ops` are the operations in it, `note` is for the reader."""

    text: str
    outcome: Outcome
    ops: list[dict[str, Any]] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Reply:
    """The whole answer. `draft` is the draft after the sentence, changed or not; None before there is one."""

    route: Route
    clauses: list[Clause]
    draft: dict[str, Any] | None
    text: str
    edited: bool
