"""Texts that a film is made for, prices and calls to action: they stay to its end unless another time is said."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from imgfree.local.director.ops.appearance import LONGEST_S

_PRICE = re.compile(r"[$€£¥₩₹]\s*\d|\d\s*(?:[$€£¥元块]|usd\b|eur\b|rmb\b|% off\b|折)|半价|免费|\bfree\b")
_CALLS = (
    "order", "buy", "shop now", "call us", "call now", "visit", "book", "sign up", "subscribe", "link in",
    "learn more", "get yours", "get it", "follow us", "follow me", "www.", ".com", "http", "join us", "join now",
    "register", "reserve", "contact us", "download", "try it", "swipe", "tap ", "click", "dm us",
    "下单", "抢购", "立即", "马上", "购买", "点击", "关注", "扫码", "预约", "咨询", "报名", "加微信", "致电", "电话",
    "订购", "戳链接", "主页", "了解更多", "领取", "私信", "进店", "开抢",
)  # fmt: skip


def lasts(text: str) -> bool:
    """Return whether a text is a price or calls for something."""
    said = unicodedata.normalize("NFKC", text).lower()
    return _PRICE.search(said) is not None or any(re.search(rf"(?<![a-z]){re.escape(one)}", said) for one in _CALLS)


def lasting(op: str, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a new text; of one that lasts, with a time to the end where none was said."""
    offers = op == "text" or args.get("position") in ("bottom", "lower_third")  # beside a title, which is above it
    if not offers or args.get("role") or args.get("texts") or "length_s" in args or not lasts(str(args["text"])):
        return dict(args)
    if "start_s" in args:
        return {**args, "length_s": LONGEST_S}
    return {"anchor": "all", **args}
