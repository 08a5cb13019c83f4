"""Words that ask for nothing: politeness, articles, and what merely names the subject of the film."""

import re

from imgfree.local.director import context
from imgfree.local.director.sentence import PHOTO_EN, PHOTO_ZH, VIDEO_EN, VIDEO_ZH

_EN = frozenset(
    """
    a about above across actually ad add added adding ads after again against all along alongside already also
    altogether am amazing among an and animate animated animation another any anything appealing appear appearing
    appears apply approximately are around arrange as asap aspect at attached attention-grabbing audience audio
    automatically average away awesome back background based basically be beautiful beautifully because been before
    beginning being below beneath between bit bits both bottom bring btw build builds bunch busy but by called camera
    can cap case catchy center chance change changed channel clean clients clip clip's clips close closing collection
    come comes company compile complete completely content convert converted converting cool corner correctly could
    craft create created creating creative crop currently customers customers' cut cute cuts daughter default deliver
    delivered design did display do does doesn't doing don't done down download dunno duration during dynamic each
    earlier easy edit edited editing edits effect effects elegant enclosed end ending engaging entire etc even ever
    every everybody everyone everything everywhere exactly export exported eye-catching family fancy fast feed feel
    feels few file files fill film films final finish finished finishes finishing first fit fits flashy folks
    following for foreground format frame frames friends from fully fun gave generate gentle gently get give go going
    good got gotta grab great guys had hand handle happen happens happily has have having hd he hello help her here
    here's hey hi high his hold how i i'd i'll i'm i've ideal ideally if image images in included ins instead
    interesting into intro is isn't it it's its just keep kept kids kind kinda kindly largely last lay left length
    less let let's like lil little lol long longer look looking looks lot lots lovely lower made main mainly make
    makes making many mark max maximum may maybe me meanwhile media merely middle might mind mini minute minutes mode
    modern mood more most mostly motion move movie movies moving much music must my named near neat need needs new
    newsletter next nice nicely no nope not nothing now obviously of off ok okay on once one ones only onscreen onto
    open opening or orientation other our out output outro outta over overall page pair part parts paste people per
    perfect perhaps photo photos pic pics picture pictures piece place play playing plays please please! pls plus plz
    point points polished pop popping position possible possibly post posting posts pretty preview previous
    produce
    professional profile project promo properly provided pull purely put quality quick quickie quickly quietly quite
    raise randomly rather ratio ready really recut reel reels refine
    reformat reformatted reframe regular remaining render
    replace resize resized resolution rest result results retitle right roughly run running runs same save say saying
    says scene scenes screen seamless seamlessly second seconds section sections segment segments sent sequence set
    several shall share shared sharing she short shorter shorts shot shots should show showing shows simple simply
    single site size slide slides slideshow slideshows slightly slow slowly smooth smoother smoothly so social soft
    softly some something song sort sound spot start starting static stay stays stick still stitch stories story
    stretch strictly stuff stunning style subtle suitable sure swap switch tad take tall tape text than thank thanks
    that that's the their them then there there's these they they're thing things this those through throughout throw
    thx time title to together tone toned too top tops total totally touch transition transitions trio turn turned
    turning u underneath until up upload uploaded ur us use used users using usual usually various version versions
    very vibe video video's videos viewers vlog vlogs wanna want wanted was way we we're website week well were what
    whatsoever when whenever where wherever which whichever while whilst whip who whoever whole will wise with within
    without word words work working works would yep yes yo you you're your yup zoom
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
_ZH = re.compile(
    r"请|麻烦|我[传发]的|[那这]首|谢谢|帮我|帮忙|给我|一下|可以|能不能|能否|吗|呢|吧|啊|呀|哦|嗯|我想要?|我要"
    r"|我们|我的|我有"
    r"|我|你|您|它们|它|他们|她|的话|的|地|得|了|着|过|把|将|用|拿|给|让|使|和|与|跟|及|以及|或者|或|并且"
    r"|并|而且|然后|再|还有|还要|还|也|都|就|先|接着|同时|另外|此外|最后|最终|要求|需要|希望|想要|想|要|是"
    r"|在|到|从|为|以|于|对|向|按照?|根据|关于|其中|里面|里|中间|中|上面|上|下面|下|内|外|之间|之|这些"
    r"|那些|这个|那个|这段|那段|这几张|这几|这里|这|那|几个|几张|几|一个|一些|一段|一条|一部|一张|一支|一"
    r"|个|张|段|条|部|支|幅|些|点|份|种|所有的?|全部|全|整个|整体|每个?|各|做成|做个|做|制作|生成|变成"
    r"|变为|变|剪成|剪辑|剪|拼成|转成|转换|合成|弄|搞|加上|加个|加入|添加|加|配上|配|放在|放到|放|使用"
    r"|改成|改为|改|换成|换|设置|设为|设|调成|调整|调|显示|出现|展示|呈现|突出|保持|保留|视频|短片|影片"
    r"|片子|短视频|vlog|成片|照片|图片|相片|图|素材|片段|画面|镜头|文件|作品|内容|版本?|效果|风格|感觉"
    r"|样子|格式|比例|尺寸|时长|长度|总共|共|大概|左右|大约|约|秒|分钟|时候|时|好看|漂亮|美观|简单|好的"
    r"|不错|精美|精致|高质量|专业|适合|合适|用于|用来|方便|尽量|稍微|比较|非常|特别|很|更|最|太|完整|自然"
    r"|流畅|预览|整齐|统一|一致|即可|就行|就好|什么|怎么|今天的?|昨天的?|今年的?|去年的?|产品|商品|音乐|标题"
    r"|文字|字|转场|之后|以后|以前|之前|开头|结尾|片头|片尾|部分|位置|方式|形式|版本|平台|发布|发|看|带|有"
    r"|没|不|来|去|出|成|一点|说|叫|写|新|好|大|小|快|慢|动|先做|轮播|时间线|背景|幻灯片|电子相册|相册"
    r"|广告|宣传片|的时候|谢谢啦|啦|哈|嘛|噢|喔|咯|哒|亲|老师|麻烦你?|公司|主页|官方|账号|切换时|不太懂|结束|用"
    r"|串起来|收尾|都?在附件里?|附件|安安静静|上下辛苦|那种|这种|那样|这样|处理"
    r"|搞定|到时候|回头|其实|主要|随便|放心"
    r"|尽快|快点|急用|分别|单独|统一|补齐|填充|打开|开场|开头|铺|留|底部|顶部|左边|右边|两边|四周|音量|声音"
)
_CONTEXT_EN = re.compile(
    r"^(?:[\s,]*)(?:(?:for|about|of|from|by|to (?:post|share|show|promote|celebrate|use|send|upload|put"
    r"|advertise|sell|announce|market|attract|highlight|showcase|boost|impress)|so (?:that )?(?:i|we|it"
    r"|people|they|everyone|viewers) (?:can|could|will|would|looks?|fits?|works?|know|feel)|because|since|where"
    r" (?:it|they|you|we)|so the|the (?:agent|client|boss|owner|customer|couple|bride|team) (?:will|adds?|wants?"
    r"|has|is)"
    r"|as (?:a|an|part)|suitable|perfect for|ideal for|ready for|aimed at|intended|meant)\b|(?:here(?:'s"
    r"| is| are)|i(?:'ve| have| took|'m| am| run| own| sell| teach| bake| work| just| uploaded)(?![a-z])|we(?:'ve| have"
    r"|'re| are| run| own| sell| bake| just| opened| open)(?![a-z])|nothing (?:fancy|special|complicated|too)"
    r"|no rush|nope|yep|yeah"
    r"|this is|these are|they(?:'re| are)|it(?:'s| is) (?:for|a|my|our|about)"
    r"|my (?:\w+ )?(?:is|was|are|were|has)\b|the (?:photos?|pictures?|images?|clips?|video) (?:is|are|was"
    r"|were|show)|there (?:is|are)|hey|hi|hello|ok(?:ay)?,? so|quick (?:one|question|favou?r)))"
)
_CONTEXT_ZH = re.compile(
    r"^[\s,，]*(?:这是|这些是|我有|我是|我们是|老板|客户|领导|甲方|对方|朋友|家里|我妈|我爸|孩子|时间[紧急]|比较急"
    r"|急用|我家|我们店|我们?是?(?:做|卖|开)|亲爱?的?$"
    r"|放(?:在)?[^,，。]{0,3}(?:店|大屏|门口|橱窗)|手上有|用来|用于|用在|适合|为了|因为|主题是|内容是"
    r"|关于|拍的是|是我|都是|给(?!.{0,6}[加配])[^,，。]{1,10}(?:用|看)的?$|面向|针对|发到|发给|要发|准备发"
    r"|方便|(?:给|为|替|帮)(?:这|那|我|整|每)?[^,，。]{0,12}(?:视频|vlog|照片|图片|图|片子|素材|录像|短片)(?:里"
    r"|上)?(?:自动|也|都"
    r"|再|先|全部|统一)*$|时间不(?:多|够)|没(?:什么|啥)要求|要求不高|不(?:太)?会(?:剪|弄|做)|第一次|新手|小白|辛苦"
    r"|拜托|求(?:求|助)|在线等)"
)
# What the film is about or for whom it is, without a verb that asks: 毕业季回忆录, 妈妈生日, 花店母亲节预热.
_ASKS_ZH = re.compile(
    r"改(?!造|装|善|革|变)|加(?!盟|油|班)|配(?!镜|送)|做(?!饭|菜|法)|剪(?!纸|发)|换(?!季)|放(?!学|假|松)|打(?!卡|工|球|折)"
    r"|写(?!真|字楼)|(?<![主直])播(?!客)|读(?!书|者|物|博)|印(?!象|度)|分(?!享|店)|(?<!自)转(?!行|学|正)|(?<!保)留(?!学|念)"
    r"|导(?!师|游|购|演)|拼(?!团|搏)|(?<!搬)移(?!民)|识(?!货)|[删调变切弄套输裁停铺填抠补插盖挂贴翻旋跟]"
    r"|(?<![纪留概想怀信])念|生成|制作|设[置为]|显示|出现|去掉|不要|不用"
    r"|(?<![送离告特识分区级惜话])别|[让把要]|将(?!来|军)|(?<![家日商军专])用(?!户|品)"
    r"|特效|效果|滤镜|动画|风格|字幕|字体|音[乐效量频]|bgm|镜头|画面|分屏|贴纸|封面|水印|转场|节奏|色调|比例|时长|秒"
    r"|倒|慢|快|亮|暗|清晰|模糊"
)


_TASTE_ZH = re.compile(
    r"(?:但|也|要|整体|全片|视频|风格|感觉|氛围|气氛|调性|做得?|弄得?|搞得?|剪得?|画面|看起来|尽量|最好|能|稍微|希望"
    r"|想|显得|有|得|更|再|比较|走|偏)*"
    r"(?:喜庆|热闹|活泼|可爱|大气|有趣|好玩|炫酷|酷炫|炫|酷|走心|治愈|文艺|吸引人|吸睛|好看|抓人|质感|高端|上档次"
    r"|洋气|接地气|年轻|正式|专业|商务"
    r"|震撼|感人|俏皮|时尚|潮|甜|高大上|温情|煽情|热血|励志|幽默|搞笑|轻松|欢乐|有爱|仪式感|烟火气|生活气?|松弛感?"
    r"|力量感?|代入感|科技感|冲击力|视觉冲击力?|感染力|萌|大气磅礴|磅礴|恢弘|有意境"
    r"|意境|干练|利落|沉稳|低调|奢华|亲切|真实|自然|国潮|ins|少女|童趣"
    r"|简单|朴素|用心|精致|不俗|不土|别土|别太土|不要太土|别太花哨|不要花里胡哨|别花里胡哨|不花里胡哨"
    r"|别整那些花里胡哨|不要太花哨|不花哨|别太单调|不要太单调|别太死板|不要太正式)"
    r"(?:风|感|系|范|味)?(?:一?点|一?些)?(?:的|那种|这种)*(?:感觉|风格|氛围|样子|效果|调调|味道)?(?:就行|就好|即可"
    r"|吧|哈)*"
)


def names_subject(text: str) -> bool:
    """Return whether a short stretch only names the subject, the occasion or the sender in Chinese."""
    text = re.sub(rf"{VIDEO_ZH}$|用$|^ *(?:我?想|我?要)", "", text.strip(" ,，:：~～!！、"))
    if re.search(r"[a-z]{2}", text) and not re.search(r"[\u4e00-\u9fff]", text):
        return False  # English is judged by its own rules
    return bool(re.fullmatch(r"[\u4e00-\u9fffa-z0-9~～ ·的]{0,16}", text)) and not _ASKS_ZH.search(text)


def content(text: str) -> list[str]:
    """Return the words of a stretch that are not mere fillers."""
    english = [word for word in re.findall(r"[a-z][a-z'’-]*", text) if word not in _EN and len(word) > 1]
    chinese = [run for run in re.findall(r"[\u4e00-\u9fff]+", _ZH.sub(" ", text)) if run]
    digits = re.findall(r"(?<![a-z])\d+(?:[.:]\d+)?", text)
    return english + chinese + digits + re.findall("\ue001", text)


def is_context(text: str) -> bool:
    """Return whether a stretch only says what the film is about or for whom it is."""
    if "\ue001" in text:
        return False
    if re.search(rf"(?:{PHOTO_ZH}|{VIDEO_ZH})$", text.strip()) and names_subject(re.sub(rf"{PHOTO_ZH}$", "", text)):
        return True
    return bool(_TASTE_ZH.fullmatch(text.strip()) or _CONTEXT_EN.match(text.strip()) or _CONTEXT_ZH.match(text.strip()))


_NOUN_PHRASE = re.compile(
    rf"(?<![a-z])(?:(?:a|an|the|my|our|this|these|those|your|some|all|into|of|from|with|single|short"
    rf"|\ue002+)[ -]*)+(?:[\w'&/-]+[ ,]+(?:and )?){{0,6}}?(?:{PHOTO_EN}|{VIDEO_EN}|(?=\ue002))"
)
_SUBJECT = re.compile(
    r"(?<![a-z])(?:of|for|from|about|at|by|to (?:celebrate|promote|show|share|post|advertise"
    r"|announce))[ ](?:(?!\ue002| (?:in|with|using|and|like|on|over) )[^,.;])*"
)
_SUBJECT_ZH = re.compile(
    r"(?:(?:把|将|用|拿|给|这|我|今天|昨天|关于)[^,。;\ue002]{0,14}(?=\ue002)"
    r"|[\u4e00-\u9fff]{1,10}的?(?=视频|影片|短片|照片|图片|vlog|\ue002{2,})|[\u4e00-\u9fff]{1,8}的(?=\ue002))"
)


def _blanked(match: re.Match[str]) -> str:
    """Return the stretch struck out, unless it holds a number or asks for something: 把前10秒截出来 is no subject."""
    words = match.group()
    asks = re.search("[\u4e00-\u9fff]", words) and re.search(r"\d ?秒|截|替换", words)
    return words if asks else "\ue002" * len(words)


def residue(folded: str, piece: tuple[int, int], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of a clause that nothing understood and that are neither fillers nor the film's subject."""
    start, end = piece
    chars = list(folded[start:end])
    for first, last in spans:
        for place in range(max(first, start), min(last, end)):
            chars[place - start] = "\ue002"
    text = "".join(chars)
    for pattern in (_NOUN_PHRASE, _SUBJECT, _SUBJECT_ZH):
        text = pattern.sub(_blanked, text)
    lead = re.match(r" *[\u4e00-\u9fff·、]+ *(?=\ue002)", text)
    if lead and (names_subject(lead.group()) or len(lead.group()) == 1):
        text = "\ue002" * lead.end() + text[lead.end() :]  # 姐妹们的毕业照, 三亚旅行图
    found = []
    for run in re.finditer(r"[^\ue002,.;:()\n，。；：（）、!?！？~～]+", text):
        closed = text[run.end() : run.end() + 1] in tuple(",.;!?，。；！？") or len(run.group().split()) <= 3
        first = not re.search(r"[,.;。，；!?]", folded[: start + run.start()])
        told = is_context(run.group()) or (first and names_subject(run.group()))
        if context.folds(run.group().strip(), text[: run.start()] or folded[:start], text[run.end() :]):
            continue
        words = [] if closed and told else content(run.group())
        if not words or len("".join(words)) < 2 or (len(words) == 1 and re.fullmatch(r"[\u4e00-\u9fff]", words[0])):
            continue
        found.append((start + run.start(), start + run.end()))
    return found
