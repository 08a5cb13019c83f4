"""Chinese GUI instructions and what imgfree has instead, most particular first."""

import re
from collections.abc import Callable

from imgfree.client.gui import MASK, Rule

EXPORTS = "imgfree 会导出（`export` 步骤或 `imgfree make`）"
STATUS = "imgfree 会读取状态（`imgfree status`）"
PREVIEW = "`imgfree status` 会显示时间线"
CREDITS = "`imgfree credits` 会显示余额"
UPLOAD = "把文件交给 imgfree（`upload` 步骤或 `imgfree make`）"
ASK = "`instruct` 步骤或 `imgfree chat`"

_PLEASE = r"(?:请|您|你|可以|可|现在|直接|只需|只要|然后|再|接着|就能|即可|先){0,6}"
_TO = r"(?:来)?"
_WHERE = r"(?:(?:界面|页面|屏幕|编辑器|窗口)?(?:的)?(?:右|左)?(?:上|下|侧|边)(?:角|方|面|侧|边)?的?)?"
_CLICK = r"(?:点击|点按|点选|单击|双击|按下)"
_OPEN, _SHUT = r"[ ]?[“\"「『【《‘'\[［(（]?[ ]?", r"[ ]?[”\"」』】》’'\]］)）]?[ ]?"
_AROUND = ' "“”「」『』【】‘’[]［］()（）'
_CONTROL = r"(?:按钮|图标|选项|标签|菜单)"
_PANEL = (
    r"(?:(?:时间[线轴]|属性|编辑|素材)?面板|菜单|设置"
    r"|选项卡|标签页?|侧边栏|编辑器|时间[线轴]|窗口|素材库|媒体库|工具栏|界面|页面|对话框)"
)
_STOP = r"，。；！？、,.;!?\n（）()"
_DRAG = r"(?:拖拽|拖动|拖放|拖曳)"
_TARGET = rf"(?P<to>到|至|进|入)(?P<place>[^{_STOP}]*)"
# What the click would have been for; the deed itself says it.
_FOR = (
    rf"(?:(?:即可|就可以|就能|就行|便可|来|以便?)?(?:下载|保存|导出|获取|得到|完成)[^{_STOP}]{{0,16}}"
    rf"|即可|就行|就可以了?)?(?:[，,]?(?:然后)?选择?[^{_STOP}]{{1,20}})?"
)
_TO_SEE = (
    rf"(?:(?:来|以便?|就能|即可)?"
    rf"(?:查看|观看|看到?|检查|确认|调整|调节|修改|编辑|设置|添加)[^{_STOP}]{{0,16}}|即可|就行)?"
)
_ACCOUNT = r"(?:账户|账号|帐户|帐号|账单)"


def _say(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _: words


def _export(found: re.Match[str]) -> str:
    return f"imgfree 会导出{found['what'] or ''}（`export` 步骤或 `imgfree make`）"


def _ask(found: re.Match[str]) -> str:
    name = found["name"].strip(_AROUND)
    return f"用一句话让 imgfree 执行“{name}”（{ASK}）"


def _move(found: re.Match[str]) -> str:
    return f"让 imgfree 把{found['thing'] or '它'}移{found['to']}{found['place']}（{ASK}）"


def _rule(pattern: str, act: Callable[[re.Match[str]], str]) -> Rule:
    return pattern, act


NEEDED = re.compile(rf"导出|下载|预览|打开|拖|{_CLICK}|{_ACCOUNT}")  # where none of these is no rule finds anything

RULES: tuple[Rule, ...] = (
    _rule(
        rf"{_PLEASE}(?:{_CLICK}|使用|找到){_WHERE}{_OPEN}(?:导出|下载)(?:视频)?{_SHUT}{_CONTROL}?{_FOR}", _say(EXPORTS)
    ),
    _rule(rf"^\s*{_OPEN}导出{_SHUT}\s*(?=[。！!.]?\s*$)", _say(EXPORTS)),
    _rule(rf"{_OPEN}导出{_SHUT}(?:按钮|图标)(?:就)?(?:在|位于)[^{_STOP}]+", _say(EXPORTS)),
    _rule(rf"{_OPEN}导出{_SHUT}(?:按钮|图标)", _say("`export` 步骤")),
    _rule(
        r"(?:请|(?:您|你)?(?:现在)?(?:就)?可以(?:直接)?)导出(?P<what>(?:您的|你的|这个|该|此)?(?:视频|影片|成片|作品|它)?)(?=$|[，。；！？,.;!?了吧])了?",
        _export,
    ),
    _rule(rf"{_PLEASE}{_CLICK}{_WHERE}{_OPEN}上传{_SHUT}{_CONTROL}?", _say(UPLOAD)),
    _rule(
        rf"{_PLEASE}{_CLICK}{_WHERE}(?P<name>[“\"「『【‘\[［][^”\"」』】’\]］]+[”\"」』】’\]］]|{MASK}\d+{MASK}){_CONTROL}?",
        _ask,
    ),
    _rule(rf"{_PLEASE}{_CLICK}{_WHERE}(?P<name>[^{_STOP}]{{1,12}}?)(?:{_CONTROL}|(?=$|[{_STOP}]))", _ask),
    _rule(rf"{_PLEASE}(?:把|将)(?P<thing>[^{_STOP}]{{1,16}}?)(?:{_DRAG}|拖){_TARGET}", _move),
    _rule(rf"{_PLEASE}{_DRAG}(?P<thing>[^{_STOP}到至进入]{{0,16}}){_TARGET}", _move),
    _rule(
        rf"{_PLEASE}{_DRAG}(?P<thing>[^{_STOP}]{{1,16}})",
        lambda found: f"用一句话让 imgfree 移动{found['thing']}（{ASK}）",
    ),
    _rule(rf"{_PLEASE}(?:在)?时间[线轴](?:面板)?[上中里]?(?:进行|查看|直接)?预览(?:效果|视频|结果)?", _say(PREVIEW)),
    _rule(rf"{_PLEASE}预览时间[线轴]", _say(PREVIEW)),
    _rule(
        rf"{_PLEASE}(?:检查|查看|打开|前往)(?:一下)?(?:您的|你的)?{_ACCOUNT}(?:(?:/|和|或|与){_ACCOUNT})?(?:的)?(?:余额|页面|设置|中心|信息)?(?:(?:来|以)?(?:充值|查看|了解|确认)[^{_STOP}]{{0,16}})?",
        _say(CREDITS),
    ),
    _rule(rf"{_PLEASE}(?:打开|前往|进入|转到){_WHERE}{_OPEN}导出{_SHUT}{_PANEL}{_FOR}", _say(EXPORTS)),
    _rule(rf"{_PLEASE}打开{_WHERE}{_OPEN}[^{_STOP}”」』】]{{0,8}}?{_SHUT}{_PANEL}{_TO_SEE}", _say(STATUS)),
)
