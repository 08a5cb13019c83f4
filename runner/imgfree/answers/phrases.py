"""What imgfree itself says in a conversation, in English and in Chinese; other languages are answered in English."""

from typing import Any, Literal

from imgfree import wire

Voice = Literal["en", "zh"]

_DAYS = wire.TOKEN_LIFE_S // 86400
_EXAMPLES = (
    "convert three product photos or a landscape image into a 1080p MP4",
    "turn this image into a free downloadable video clip",
    "converting static images into downloadable video files at no cost for social media creators",
)
_EXAMPLES_ZH = (
    "把三张产品照片或一张风景图做成 1080p 的 MP4",
    "把这张图片变成可以免费下载的视频片段",
    "为社交媒体创作者把静态图片免费做成可下载的视频文件",
)

_PHRASES: dict[str, tuple[str, str]] = {
    "greeting": (
        "Ready when you are. Drop your images here or describe what you want to make.\nTry saying:\n"
        + "\n".join(f'- "{example}"' for example in _EXAMPLES)
        + "\nAt any time: export · status · look · credits · undo · quit",
        "准备好了，随时开始。把图片拖到这里，或者说说您想做什么。\n可以这样说：\n"
        + "\n".join(f"- “{example}”" for example in _EXAMPLES_ZH)
        + "\n随时可说：导出 · 状态 · 看看 · 余额 · 撤销 · 退出",
    ),
    "setting up local": (
        "Setting up... on this machine, offline ({because})",
        "正在准备……在本机离线制作（{because}）",
    ),
    "setting up heard": (
        "Setting up... on this machine ({because}); your words are heard by {ear}",
        "正在准备……在本机制作（{because}）；您的话由 {ear} 来听",
    ),
    "setting up nemo": ("Setting up... on NemoVideo's cloud ({because})", "正在准备……使用 NemoVideo 云端（{because}）"),
    "account": (
        f"A free NemoVideo account is open: {wire.ANONYMOUS_CREDITS} credits, good for {_DAYS} days; photos go there.",
        f"已开通 NemoVideo 免费账户：{wire.ANONYMOUS_CREDITS} 积分，{_DAYS} 天内有效；照片会发送到那里。",
    ),
    "continued": ("Going on where you left off.", "继续上次的对话。"),
    "received": ("Received: {names} ({count}, {size})", "已收到：{names}（{count}，{size}）"),
    "known": ("Already here: {names}", "已经在这里了：{names}"),
    "give files": ("Drop a file here, or type its path.", "请把文件拖到这里，或输入它的路径。"),
    "balance": (
        "{available} of {total} credits are available; exports are free.",
        "可用积分 {available}，共 {total}；导出免费。",
    ),
    "changed": ("Changed: {changes}", "已更改：{changes}"),
    "unchanged": ("Nothing has changed.", "没有变化。"),
    "still working": ("⏳ Still working...", "⏳ 仍在处理……"),
    "sending": ("sending", "正在发送"),
    "receiving": ("receiving", "正在接收"),
    "asking": ("waiting for the agent", "等待回应"),
    "queued": ("waiting in the queue", "排队中"),
    "rendering": ("rendering", "正在渲染"),
    "saved": ("The video is there: {path} ({facts})", "视频已保存：{path}（{facts}）"),
    "doing": ("Doing it for you: {words}", "替您执行：{words}"),
    "sheet": ("The film as it stands: {path}", "目前的影片：{path}"),
    "stills": ("(stills of the film: {path})", "（影片截图：{path}）"),
    "offer sheet": ("(say look to see the film as it stands)", "（说“看看”可看到目前的影片）"),
    "small files": (
        "Tip: smaller image files are processed faster, and wait less.",
        "提示：图片文件越小，处理越快，等待越短。",
    ),
    "smooth files": (
        "Tip: JPG, PNG, WEBP and HEIC go smoothest.",
        "提示：JPG、PNG、WEBP、HEIC 格式最顺畅。",
    ),
    "be specific": (
        'Tip: concrete words get better results, such as "{one}" or "{two}".',
        "提示：说得具体，效果更好，例如“{one}”或“{two}”。",
    ),
    "be specific 1": ("brighten it a little and use warm colours", "提亮一点，用暖色调"),
    "be specific 2": ("turn these photos into a 12-second reel with crossfades", "把这些照片做成12秒、叠化转场的视频"),
    "mp4 widest": (
        "Tip: MP4 plays on the most platforms and devices.",
        "提示：MP4 在各平台和设备上兼容性最好。",
    ),
    "session lost": (
        "The backend lost the session: a new one is open with your files, the old timeline is gone.",
        "后端丢失了会话：已用您的文件新建会话，原时间线已不在。",
    ),
    "line dropped": ("(Ctrl-C once more, or quit, ends the chat)", "（再按一次 Ctrl-C 或说“退出”结束对话）"),
    "stopped listening": (
        "Stopped. What was asked for may still be done there: say status to look before you repeat it.",
        "已停止。刚才的请求可能仍会完成：重复之前请先说“状态”查看。",
    ),
    "export stopped": ("The export is cancelled.", "导出已取消。"),
    "goodbye": (
        "Go on later with: imgfree chat --continue",
        "以后可继续：imgfree chat --continue",
    ),
    "recipe saved": (
        "The recipe is {path}; run it again with: imgfree run {quoted}",
        "配方已保存：{path}；再次运行：imgfree run {quoted}",
    ),
    "fetching": ("An export was under way; asking for it.", "上次有一个导出未完成，正在查询。"),
    "finding out": ("Your last words were cut off; finding out what became of them.", "上次的话被中断，正在确认结果。"),
    "error": ("error: {message}", "出错：{message}"),
    "hint": ("  hint: {hint}", "  建议：{hint}"),
    "failed export words": ("The export words could not all be met: {notes}", "导出要求未能全部满足：{notes}"),
}

_BECAUSE_ZH = {
    "--backend says so": "由 --backend 指定",
    "NEMO_TOKEN is set": "已设置 NEMO_TOKEN",
    "a saved token is there; `imgfree logout` removes it": "已有保存的令牌；`imgfree logout` 可删除",
    "no token is set, and the local extra is installed": "没有令牌，已安装本地渲染",
    "you agreed to it; `imgfree logout` takes that back": "您已同意；`imgfree logout` 可撤回",
    "the conversation used it": "上次对话使用的后端",
}


def voice_of(language: str | None) -> Voice:
    """Return in which language imgfree answers somebody who speaks that one."""
    return "zh" if language and language.startswith("zh") else "en"


def say(voice: Voice, phrase: str, **values: Any) -> str:
    """Return a phrase with its values."""
    return _PHRASES[phrase][voice == "zh"].format(**values)


def because(voice: Voice, reason: str) -> str:
    """Return why that backend was chosen."""
    return _BECAUSE_ZH.get(reason, reason) if voice == "zh" else reason


def count(voice: Voice, files: int) -> str:
    """Return how many files that are."""
    return f"{files} 个文件" if voice == "zh" else f"{files} file{'s' if files != 1 else ''}"


def seconds(voice: Voice, length_s: float) -> str:
    """Return a length of time."""
    return f"{length_s:.1f} 秒" if voice == "zh" else f"{length_s:.1f} s"


def names() -> list[str]:
    """Return the names of all phrases."""
    return list(_PHRASES)


def both(phrase: str) -> tuple[str, str]:
    """Return a phrase as it is written, in English and in Chinese."""
    return _PHRASES[phrase]
