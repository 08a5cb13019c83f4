"""In Chinese what imgfree works out in English: the timeline's line, what changed, and what went wrong.

Sentences of the backend and of the system stay as they came, in their own language.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_Table = tuple[tuple[re.Pattern[str], str], ...]

_TRACKS = {"Video": "视频", "BGM": "配乐", "Title": "标题", "Text": "文字", "Captions": "字幕", "Voice": "旁白"}
_MOST_SEGMENTS = 20


def _table(*rows: tuple[str, str]) -> _Table:
    return tuple((re.compile(english, re.DOTALL), chinese) for english, chinese in rows)


_CHANGES = _table(
    (r"the length is ([\d.]+)s now \(was ([\d.]+)s\)", r"时长现在是 \1 秒（原为 \2 秒）"),
    (r"the size is (\S+) now \(was (\S+)\)", r"画面现在是 \1（原为 \2）"),
    (r"the size is (\S+) now", r"画面现在是 \1"),
    (r"the frame rate is (\S+) now \(was (\S+)\)", r"帧率现在是 \1（原为 \2）"),
    (r"added (.*)", r"添加了 \1"),
    (r"removed (.*)", r"移除了 \1"),
    (r'(.*) reads "(.*)" now \(was "(.*)"\)', r"\1 现在写着“\2”（原为“\3”）"),
    (r'(.*) is "(.*)" now \(was "(.*)"\)', r"\1 现在是“\2”（原为“\3”）"),
    (r"(.*): added (.*) and (\d+) more", r"\1：添加了 \2 等，另有 \3 个"),
    (r"(.*): added (.*)", r"\1：添加了 \2"),
    (r"(.*): removed (.*)", r"\1：移除了 \2"),
    (r"(.*): the order is (.*) now", r"\1：顺序现在是 \2"),
    (r"(.*): the times of (\d+) segments changed", r"\1：\2 个片段的时间变了"),
    (r"(.*): the (.*) of (\d+) segments changed", r"\1：\3 个片段的 \2 变了"),
    (r"(.*) runs (\S+)s \(was (\S+)s\)", r"\1 位于 \2 秒（原为 \3 秒）"),
    (r"(.*): (volume|motion|transition|speed|position|source) (.*) \(was (.*)\)", r"\1：\2 \3（原为 \4）"),
    (r"(.*): none now", r"\1：现在没有了"),
    (r"(.*): (.*) now", r"\1：现在是 \2"),
    (r"(\d+) uploaded files? more", r"多了 \1 个上传文件"),
    (r"(\d+) uploaded files? fewer", r"少了 \1 个上传文件"),
    (r"(\d+) generated (?:medium|media) more", r"多了 \1 个生成素材"),
    (r"(\d+) generated (?:medium|media) fewer", r"少了 \1 个生成素材"),
    (r"details of the timeline changed", "时间线的细节变了"),
    (r"(.*) changed", r"\1 变了"),
)

_ERRORS = _table(
    (r"there is no file (.*)", r"没有文件 \1"),
    (r"there is no media file in (.*)", r"\1 中没有可用的媒体文件"),
    (r"(.*) matches no file", r"\1 没有匹配任何文件"),
    (r"cannot read (.*?): (.*)", r"无法读取 \1：\2"),
    (r"(.*) is a folder", r"\1 是文件夹"),
    (r"(.*) is not a plain file", r"\1 不是普通文件"),
    (r"('.*') is empty", r"\1 是空文件"),
    (r"(.*) has ([\d.]+ MB); the limit is (\d+ MB)", r"\1 有 \2，上限为 \3"),
    (
        r"(.*) is not what its name says: its content is none of the accepted formats",
        r"\1 名不副实：内容不是可用的格式",
    ),
    (r"(.*) is not what its name says: its content is (.*)", r"\1 名不副实：内容是 \2"),
    (r"(.*) has no suffix, which is not accepted", r"\1 没有后缀名，无法使用"),
    (r"(.*) is (.*), which is not accepted", r"不支持 \1（\2）"),
    (r"the backend does not take this kind of file(.*)", r"后端不支持这种文件\1"),
    (r"(.*): the backend does not take this kind of file(.*)", r"\1：后端不支持这种文件\2"),
    (r"(.*): the file is too large for the backend(.*)", r"\1：文件太大，后端不接受\2"),
    (r"the file is too large for the backend(.*)", r"文件太大，后端不接受\1"),
    (r"no credits left(.*)", r"积分已用完\1"),
    (r"the plan does not allow this export, which is not about credits(.*)", r"当前套餐不能导出（与积分无关）\1"),
    (r"the backend asks to slow down(.*)", r"后端要求放慢速度\1"),
    (r"the backend refused the token(.*)", r"后端拒绝了令牌\1"),
    (r"the backend does not know the session(.*)", r"后端不认识这个会话\1"),
    (r"the backend fails with (\d+|an error)(.*)", r"后端出错 \1\2"),
    (r"the backend answers (\d+|an error)(.*)", r"后端回应 \1\2"),
    (r"the export was not accepted: (.*)", r"导出未被接受：\1"),
    (r"no connection to (.*) in time", r"连接 \1 超时"),
    (r"cannot reach (.*?): (.*)", r"无法连接 \1：\2"),
    (r"(.*) stopped answering", r"\1 不再回应"),
    (r"the connection to (.*?) broke off: (.*)", r"与 \1 的连接中断：\2"),
    (r"the download did not come to its end: (.*)", r"下载没有完成：\1"),
    (r"the backend could not render the draft(.*)", r"后端无法渲染这个影片\1"),
    (r"the backend does not know the render (.*)", r"后端没有这个渲染任务 \1"),
    (r"the render (.*) was not finished within (\S+) s", r"渲染 \1 在 \2 秒内没有完成"),
    (r"there is nothing to export: the timeline is empty", "没有可导出的内容：时间线是空的"),
    (
        r"(?:an editor's|a (.*)) project was asked for, and only films are written here",
        r"这里只能导出成片，不能生成\1工程",
    ),
    (r"(.*), and the timeline has not changed since", r"回应中断（\1），时间线此后没有变化"),
    (r"(.*) exists already", r"\1 已存在"),
    (r"(.*) leads out of (.*)", r"\1 超出了 \2"),
    (r"(.*) cannot be written: (.*)", r"无法写入 \1：\2"),
    (r"cannot write (.*?): (.*)", r"无法写入 \1：\2"),
    (r"the disk is full: cannot write (.*)", r"磁盘已满：无法写入 \1"),
    (r"the answer (?:to|about) (.*)", r"无法理解后端的回答（\1）"),
    (r"(.*) is not a web address", r"\1 不是网址"),
    (r"(.*) leads to no public address", r"\1 不是公开网址"),
)

_HINTS = _table(
    (r"accepted: (.*)", r"支持：\1"),
    (r"it takes (.*)", r"支持：\1"),
    (r"compress or trim it(?:; the limit is (\d+) MB)?", r"请压缩或剪短"),
    (r"register for more: (.*)", r"注册可获得更多积分：\1"),
    (r"top up credits in your account", "请在账户中充值"),
    (r"register or upgrade your plan to unlock export(?:: (.*))?", r"注册或升级套餐后即可导出 \1"),
    (r"check the network, NEMO_API_URL and proxies", "请检查网络、NEMO_API_URL 和代理"),
    (
        r"free tokens are given once in 7 days per client: (.*)",
        "免费令牌每 7 天只发一次：请等待，或设置您自己的 NEMO_TOKEN",
    ),
    (r"NEMO_TOKEN is wrong, expired or revoked: (.*)", "NEMO_TOKEN 有误、已过期或已撤销：请更换，或取消设置"),
    (r"its content is (.*); name it (.*)", r"内容是 \1；请改名为 \2"),
    (r"free some disk space, then resume", "请腾出磁盘空间后继续"),
    (r"set IMGFREE_(?:RUNS_DIR|HOME) to a folder(.*)", "请把 IMGFREE_HOME 或 IMGFREE_RUNS_DIR 设为可写的文件夹"),
)


def timeline_line(tracks: Sequence[Mapping[str, Any]]) -> str:
    """Return the one line that tells a decoded timeline: `时间线（3 条轨道）：1. 视频：… （0-10 秒） 2. …`."""
    if not tracks:
        return "时间线（0 条轨道）：空"
    told = " ".join(f"{place}. {_track(track)}" for place, track in enumerate(tracks, 1))
    return f"时间线（{len(tracks)} 条轨道）：{told}"


def change(sentence: str) -> str:
    """Return what changed, in Chinese."""
    found = _translated(_CHANGES, sentence)
    for english, chinese in _TRACKS.items():
        found = re.sub(rf"(?<!\w){english}(?=：|: | 现在)", chinese, found)
    return found


def error(message: str) -> str:
    """Return what went wrong, in Chinese; a sentence that is not known stays as it is."""
    return _translated(_ERRORS, message)


def hint(text: str) -> str:
    """Return what to do about it, in Chinese."""
    return _translated(_HINTS, text).strip()


def _translated(table: _Table, text: str) -> str:
    for english, chinese in table:
        found = english.fullmatch(text)
        if found:
            return re.sub(r"(?<=[\u4e00-\u9fff]): ", "：", found.expand(chinese))
    return text


def _track(track: Mapping[str, Any]) -> str:
    segments = track["segments"]
    told = [_segment(segment, track["type"]) for segment in segments[:_MOST_SEGMENTS]]
    if len(segments) > _MOST_SEGMENTS:
        told.append(f"另有 {len(segments) - _MOST_SEGMENTS} 个（到 {segments[-1]['end_s']:g} 秒）")
    return f"{_TRACKS.get(track['name'], track['name'])}：{'、'.join(told) or '（空）'}"


def _segment(segment: Mapping[str, Any], kind: str) -> str:
    label = " ".join(str(segment["label"]).split())
    volume = segment["volume"]
    silent = volume is None or kind == "text" or (kind != "audio" and volume == 1)
    loud = "" if silent else f"，{round(volume * 100)}%"
    span = f"{round(segment['start_s'], 1):g}-{round(segment['end_s'], 1):g} 秒"
    return f"{f'“{label}”' if kind == 'text' else label}（{span}{loud}）"
