"""The table of what the local backend does not do: how it is said, the reason, and the nearest thing it can do."""

from dataclasses import dataclass

from imgfree.local.director.reply import NOTHING, Outcome, Say

_CLOUD = Say("use --backend nemo for it", "需要的话请用 --backend nemo")


@dataclass(frozen=True)
class Decline:
    """One thing that is refused. `forms` finds it; `reason` and `nearest` are shown; `cloud` adds the hint."""

    forms: str
    reason: Say
    nearest: Say = NOTHING
    outcome: Outcome = "declined"
    cloud: bool = True
    removes: bool = False  # "remove the pauses" is the wish itself, not its negation

    @property
    def note(self) -> Say:
        """Return reason, nearest thing and hint as one remark."""
        return self.reason + self.nearest + (_CLOUD if self.cloud else Say())


DECLINES: tuple[Decline, ...] = (
    Decline(
        r"(?<![a-z])(?:(?:cut|split|divide|chop|break)(?: up)?(?: (?:my|the|this|it|video|clip"
        r"|footage))* into (?:[\w-]+ ){0,3}?(?:clips|parts|segments|pieces|chunks|scenes|episodes)"
        r"|split (?:it|the \w+|my \w+|this)(?: \w+)? at [\d:]+)(?![a-z])|拆分|分割(?:成[^,。;]*)?|(?:分|切"
        r"|剪)成[一二两三四五六七八九十几多\d]+(?:段|份|条|个片段)",
        Say("one film a session, never several", "一个会话只做一部影片"),
        Say("keep a part with 'keep 0:00 to 0:30'", "可用“保留0:00到0:30”取其中一段"),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:(?:add |use |with |record |generate |an? |the |ai |english |female "
        r"|male )*(?:voice[ -]?overs?|narrat(?:ion|or|ed?)|text[ -]to[ -]speech|tts|(?:ai|robot"
        r"|natural|robotic) voice|spoken (?:word|text|intro\w*)|read(?:ing|s)? (?:it |them |the \w+ |this )?(?:aloud"
        r"|out(?: loud)?)|(?:a |some)?(?:voice|someone|somebody) (?:that |who |to )?(?:reads?|reading|speak(?:s|ing)?"
        r"|say(?:s|ing)?|tell(?:s|ing)?|explain(?:s|ing)?|talk(?:s|ing)?|narrat\w+))(?: (?:in|by|that|saying"
        r"|reading|explaining|describing|on top|over)(?: (?:(?! (?:and|plus"
        r"|then) )[^,.;])*)?)?)(?![a-z])|(?:帮我|给我|再|请)*(?:找|加|配|用"
        r"|来|加上|使用|要)?"
        r"(?:个|段|一?个|一?段|点)?(?:系统|智能|ai|真人|男声|女声|男生|女生|童声|个|段|的)* ?(?:tts|配音|旁白|解说"
        r"|朗读|语音播报|语音"
        r"|人声讲解|念出来|(?<!人)口播|念稿|画外音|(?<!人)播报)(?!乐|识别|转)(?:旁白|介绍|解说)?|(?:男声|女声|真人"
        r"|声音|机器人|ai)[来去]?(?:念|读|讲|说|介绍)"
        r"[^,。;]{0,8}|(?:把)?(?:念|读)(?:一遍|一下|出来|出)(?:文案|稿子|旁白|字幕|台词|内容|文字|介绍|标题)?",
        Say("no voice-over: there is no speech model here", "没有语音合成模型，无法配音"),
        Say("upload the recording as the music file", "可把录音作为音乐文件上传"),
    ),
    Decline(
        r"(?<![a-z])(?:translat(?:e|ed|es|ing|ions?)(?: (?:it|them|the \w+|to|into|in|everything))*(?: (?:spanish"
        r"|french"
        r"|german|chinese|english|japanese|italian|korean|arabic))?|bilingual|(?:in"
        r"|to) english and spanish|dub(?:bed|bing)?(?: (?:in|into) \w+)?|multi-?lingual)(?![a-z])"
        r"|翻(?=成)(?:成(?:英|中|日|韩|法|德|西班牙|俄)[文语])|翻译(?:成(?:英|中|日|韩|法|德|西班牙|俄)?[文语]?)?"
        r"|双语|译成(?:英|中|日|韩|法|德)?[文语]?|中英对照",
        Say("no translation here", "无法翻译"),
        Say("give the words in both languages, in quotes", "请用引号给出两种语言的文字"),
    ),
    Decline(
        r"(?<![a-z])(?:(?:face|subject|object|motion|auto) ?-?(?:track(?:ing|ed)?|detect(?:ion)?"
        r"|follow(?:ing)?)|track (?:the |my |that |his |her )(?!title|music|song|volume)\w+(?: as [^,.;]*)?"
        r"|blur(?:ring)? (?:out )?(?:the |my |his |her |their |all |any |every |everyone's )*"
        r"(?:\w+ )?(?:faces?|plates?|numbers?|names?|people|person|eyes|address(?:es)?|logos?)|pixelate[^,.;]*"
        r"|(?:track|follow|zoom[ -](?:in )?(?:on|to|into))[ -](?:the |on |each |every "
        r"|to )*(?:faces?|subjects?|person|people|speaker|product|eyes)|auto[ -]?(?:reframe|crop)"
        r"|smart (?:crop|reframe)|(?:keep|center)(?:ing)? (?:the |my |his |her |our )?(?:faces?|subject|speaker"
        r"|person|product|dog|cat|baby|couple|player|host"
        r"|presenter|singer|it) (?:centered"
        r"|in (?:the )?cent(?:er|re)|in (?:the )?(?:frame|view|shot|middle)|visible)|keep(?:ing|s)?"
        r" [^,.;]{0,24}(?:face|eyes|head)s? "
        r"(?:centered|cent(?:er|re)d?|in (?:the )?(?:frame|view|shot|cent(?:er|re)|middle)))(?! shots? with)(?:"
        r" (?:on|in) (?:the )?group (?:shots?"
        r"|photos?))?(?![a-z])|(?:人脸|面部|主体|人物|目标)(?:跟踪|追踪|识别|检测)|(?:给"
        r"|把)?[^,。;\ue002]{0,5}(?:打码|马赛克|打上马赛克|模糊掉)"
        r"|镜头?(?:一直)?跟(?:着|随|踪|住)[^,。;]{1,6}?(?:走|拍|动|移动|$)|跟踪(?:人脸|主体|人物"
        r"|拍摄)|(?:放大|推近|对准|聚焦)(?:到)?(?:人脸|脸部|面部|眼睛)|智能(?:裁剪|构图)|(?:跟着|跟随)(?:人|脸"
        r"|主体|主角)[^,。;]{0,4}"
        r"|(?:让|把|将)?(?:人物?|脸|主体|主角|人像)(?:放|居|留|移|摆)(?:在|到)?(?:画面)?(?:的)?(?:中间|中央|正中|中心)"
        r"|让?(?:人物?|脸|主体|主角)(?:一直|始终|保持)?(?:都)?在(?:画面|中间|中心|正中)[里内中]?(?:间)?",
        Say("no face or subject tracking", "没有人脸或主体跟踪"),
        Say(
            "a blurred fit keeps the whole picture, zooms go to the centre",
            "模糊填充可保留完整画面，缩放以画面中心为准",
        ),
    ),
    Decline(
        r"(?<![a-z])(?:(?:remove|cut(?: out)?|delete|take out|trim|reduce|lower|strip|get rid of|clean(?: up)?"
        r"|filter|edit|suppress"
        r"|drop|lose|kill)(?: out)?:? (?:of )?(?:the |all |any |my "
        r"|every |long |awkward |loud |annoying )*)?(?:silen(?:ces|ce(?! please| *$|[,.])|t parts?|t sections?)"
        r"|filler words?|ums?(?: and (?:uh"
        r"|ah)s?)?|pauses"
        r"|dead air(?! (?:at|off|from) )|awkward pauses|stutters?|bad takes?|background noise|hiss|echo)(?:"
        r" (?:over|longer than"
        r"|of more than|above) [\d.]+ ?(?:s|seconds?))?(?: \((?:um|uh)[^)]*\))?(?![a-z])|(?:去掉|剪掉|删除"
        r"|去除)?(?:所有的?)?(?:静音(?:片段|部分)|停顿|嗯+啊*|嗯嗯啊啊的?|口头禅|语气词|气口|废话|空白片段|噪音|杂音"
        r"|口误)(?:(?:和|与|、|以及)(?:停顿|口头禅|语气词|气口|废话|噪音|杂音|口误))*",
        Say("speech is not analysed here", "这里不分析语音"),
        Say("name times instead: 'remove 0:10 to 0:12'", "可以直接说时间：“剪掉0:10到0:12”"),
        removes=True,
    ),
    Decline(
        r"(?<![a-z])(?:(?:also )?(?:find|pick|identify|choose|select|extract|use|detect|keep|show|grab|get"
        r"|make)(?: (?:out|only|just|me))* ?(?:the |my |a |single |very )*(?:best|funniest|most \w+"
        r"|strongest|top|key|interesting|exciting|good|important|viral)(?: (?:single|\d+[ -]?(?:second|s"
        r"|sec|minute)))*(?: \d+[ -]second)? (?:moments?|parts?|segments?|scenes?|shots?|clips?"
        r"|highlights?|bits?|photos?|pictures?|images?)|(?:best|key) moments?"
        r"|auto[ -]?highlights?)(?: (?:from|of|in) (?:(?! (?:and|then|with) )[^,.;])*)?(?![a-z])|(?:找出|挑|选|选出"
        r"|挑选|提取|保留"
        r"|截取|剪出|剪|取|留下?|要|留)(?:出)?(?:最|几段|一段|其中|里面|些|几张)*(?:精彩|好看|搞笑|高光|精华|有趣"
        r"|重要|优质|好玩|好笑|感人|经典)(?:的)?(?:那?一?段|部分|片段"
        r"|瞬间|时刻|镜头|照片|画面)?(?:留着|留下|保留)?|高光(?:时刻|片段|部分)|最?精彩(?:的)?(?:瞬间|片段|部分"
        r"|时刻|镜头)|最(?:精彩|好看|搞笑)的?(?={time})"
        r"|自动挑选|智能剪辑|自动剪辑",
        Say("the best moments cannot be judged here", "这里无法判断哪里最精彩"),
        Say("name the times or the photo numbers", "请说出时间段或照片编号"),
    ),
    Decline(
        r"(?<![a-z])(?:only|just) (?:use |with |from |of )?(?:the |my )?(?:photos?|pictures?|images?|clips?|ones)"
        r" (?:from|of|with|where|that show|showing|in) (?![^,.;]*\d)[^,.;]+|只(?:用|要|保留)(?:有|拍"
        r"|在)[^,。;]{1,10}的(?:照片|图片?)"
        r"|保留[^,.;。，；\d前后]{1,10}(?:那|这)一?(?:段|部分|镜头|个镜头)",
        Say("what is in the picture is not recognised here", "这里无法识别画面内容"),
        Say(
            "name times or photo numbers: 'keep 0:10 to 0:20', 'only photo 2'",
            "请说出时间或编号：“保留0:10到0:20”“只用第2张”",
        ),
    ),
    Decline(
        r"(?<![a-z])(?:(?:add |use |with |some |a |the |set to |any |that |this |whatever )*(?:trending|trendy"
        r"|viral|popular"
        r"|copyrighted|famous|top 40|top|chart|hit|latest|hottest) (?:\w+ )?(?:songs?|music|audio|sounds?|tracks?"
        r"|tunes?"
        r"|hits?)(?: (?:from|on|by|of) [^,.;]*)?|(?:use |add |with |put )*(?:whatever|whichever|any|the|a|that|some) "
        r"(?:songs?|music|sounds?|tracks?|audio|tunes?)(?: (?:that|which))?(?:'s|'re| is| are)?(?: (?:currently"
        r"|now|really|so))* "
        r"(?:trending|viral|popular|hot|big|everywhere|charting|blowing up)(?: (?:right now|now|at the moment"
        r"|these days|today"
        r"|this \w+|on \w+))?|set (?:it|this|them|everything|the (?:video|slideshow|film|reel|photos|pictures|clip"
        r"|whole thing))"
        r" to (?![\ue001\ue002])(?!(?:an?|the|my|our|some|music|soft|calm|slow|upbeat|background|this|that|his|her"
        r"|gentle|piano|happy|\d"
        r"|\w+ (?:music|piano|song|track|beat|jazz|tune)|be|play|loop|portrait|landscape|square|vertical|black"
        r"|warm|cool)(?![a-z]))"
        r"[^,.;]{2,40}|(?:to|use|with|add|play|over) [a-z][\w. ]{1,24}'s (?!(?:photos?|pictures?|video|clip"
        r"|birthday)(?![a-z]))"
        r"(?:song|track|hit)(?= |$|[,.;])|(?:song|music|track) by [a-z ]{2,30}|from spotify|(?:taylor swift|beatles"
        r"|drake|ed sheeran|beyonc[eé])[^,.;]*)(?![a-z])|(?:热门|流行|爆款|抖音热门|网红"
        r"|当红|时下|最新|抖音神曲|神曲)(?:的)?(?:歌曲|音乐|bgm|歌|配乐)|抖音神曲|(?:抖音|网)?上?(?:最近|现在|当下"
        r"|目前|抖音上?)*(?:很|最|超|特别|正|爆)*(?:火|红"
        r"|热|流行)的?(?:(?:那首|那个|这首)(?:歌曲?|音乐|bgm|配乐|曲子)?|(?:歌曲?|音乐|bgm|配乐|曲子))|(?:周杰伦"
        r"|邓紫棋|林俊杰|陈奕迅|五月天|王菲"
        r"|薛之谦)[^,。;]{0,8}|(?:用|使用)?素材库(?:里|中)?的?(?:音乐|歌曲|bgm)?",
        Say("no music library, and trending songs are somebody's property", "没有曲库，热门歌曲也受版权保护"),
        Say("upload a file you may use", "请上传您有权使用的音频"),
    ),
    Decline(
        r"(?<![a-z])(?:remove|erase|get rid of|delete|take (?:off|out)|clean up)(?: the| any| that"
        r"| all"
        r"| my| its)*(?: \w+){0,2} watermarks?(?: (?:from|in|on) (?:(?! (?:and|then|but) )[^,.;])*)?(?![a-z])"
        r"|(?:把)?(?:视频|图片|照片|画面"
        r"|素材)?(?:里"
        r"|上|中)?面?的?水印(?:给我|都)?(?:抹掉|擦掉|消掉|去了|弄掉|抠掉)|(?:去掉|去除|去|删除|删掉"
        r"|抹掉|消除|消掉|擦掉|弄掉|抹去)(?:掉)?[^,。;、加放打]{0,10}?水印"
        r"|水印(?:都|全|给我)*(?:去掉|去除|删掉|删了|去了|擦掉|弄掉|不要)",
        Say("a watermark in the source is not removed", "不会去除素材里的水印"),
        Say("imgfree itself adds none", "imgfree 自身不加水印"),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:(?:make|have|let|get|bring|can|could|should) (?:the |my |our |his |her |their |this |that "
        r"|it |him |them |everyone )*"
        r"(?!(?:[\w'-]+ )?(?:photos?|pictures?|images?|pics?|zoom|motion|video|film|text|title|music|camera|clip"
        r"|reel|slideshow)(?![a-z]))"
        r"(?:(?!(?:an?|of|for|from|about|into|upbeat|reel|recap)(?![a-z]))[\w'-]+ ){0,7}?(?:actually |really "
        r"|gently |slowly |softly |seem to |look like (?:it's |they're "
        r"|she's |he's )?)*(?:talk|speak|sing|danc|smil|wav|wag|walk|run"
        r"|blink|fly|wink|flow|rippl|flicker|burn|ris|blow|sway|spin|rotat|nod|laugh|bark|jump|swim|driv|twinkl"
        r"|sparkl(?=\w* in)|splash"
        r"|crash|swirl|billow|flutter|flap|turn (?:her|his|its|their) head|open (?:her|his|its|their))(?:e|es|s)?"
        r"(?= *$|[,.;!?]| (?:and|in|at|on|with|for|to|as|like|slowly|gently|softly|a bit|again|around|up|down"
        r"|while|so)(?![a-z]))"
        r"(?: in the (?:wind|breeze|air|background))?|(?:so (?:that )?)?(?:she|he|they|it|the \w+) (?:smiles?"
        r"|blinks?|winks?|waves?|nods?"
        r"|laughs?|talks?|speaks?|sings?|dances?|jumps?|barks?)(?: and \w+)?(?: (?:at|to) (?:the )?(?:camera|us|me))?"
        r"|(?:soft |gentle |slow |subtle |realistic |natural |moving |rising |drifting "
        r"|flowing |rippling |falling |the |add |a )*(?:clouds?|steam|smoke|water(?:fall)?|waves?|ocean|sea|rain"
        r"|hair|fur|candles?"
        r"|leaves|fire|flames?|sky|river|flag|trees?|grass|eyes|mouth|lips|curtains?|fountain|lake|stream)(?:"
        r" \w+){0,1} (?:mov(?:e|es"
        r"|ement|ing)|motions?|drift(?:ing)?|rising|rises?|flow(?:s|ing)?|rippl(?:e|es|ing)|wav(?:e|es"
        r"|ing)|blowing|swaying|animation|animated|flicker(?:s|ing)?|blink(?:s|ing)?)(?: in the \w+)?"
        r"|(?:rising|drifting|moving|flowing|swirling|rippling|falling|flickering|swaying|crashing|blowing|twinkling"
        r"|burning) (?:steam"
        r"|smoke|clouds?|water|rain|snow|leaves|candles?|flames?|fire|stars|grass|trees|lights?|hair"
        r"|waves?)(?: \w+ the \w+)?|(?:360|three-sixty)(?:[ -]?(?:degrees?|°))? ?(?:turn|spin|rotation"
        r"|rotate|view|product spin)?|(?:rotate|spin)s? (?:the )?product|make (?:the |her |him |them "
        r"|my )*(?:\w+ ){0,2}(?:talk|speak|sing|dance|smile|wave|walk|run|blink|fly|wink)s?"
        r"|lip[ -]?sync\w*|talking (?:head|avatar|photo)(?! (?:video|clip|interview))(?: (?:that|who|which|saying)"
        r" [^,.;]*)?"
        r"|avatar(?: (?:that|who|which|saying) [^,.;]*)?|deepfake"
        r"|cinemagraph(?: version)?(?:[: ][^.;]*)?|freeze the (?:(?! (?:and|then) )[^,.;])*)(?![a-z])|(?:云|水|烟"
        r"|蒸汽|热气|头发"
        r"|树叶|火焰|海浪|波浪|雨|河水|瀑布)(?:朵|面|雾)?(?:在)?(?:动起来|飘动|流动|升起|冒|飘|波动|摇曳)"
        r"|(?:人物?|她|他|宝宝|小?猫咪?|小?狗狗?|模特)(?:要|会|能)?(?:眨眼睛?|微笑|说话|跳舞|挥手|转头|动起来)"
        r"|360度?(?:旋转|环绕|转)(?:展示|一圈|起来)?|(?:再|要)?(?:让|使|要)(?!(?:照片|图片|画面|它们?|这些?|每张?|静态"
        r"|整个)[^里中上,。]{0,4}[动活])[^,。;]{1,12}?"
        r"(?:说话|跳舞|唱歌|微笑|眨眼睛?|走路|笑起来|飞起来|挥手|动起来|活起来|转起来|(?:在)?风[里中](?:摇|飘|动)"
        r"|摇(?:摆|晃|动|曳)|眨(?:个|一下|眨)眼睛?|笑一?(?:笑|下"
        r"|个)|飘起来|流起来|走起来|点头|招手|摇尾巴|开口|转头|动一动)"
        r"(?:动起来|挥挥手|[^,。;]{0,4})|[^,。;，]{0,4}(?:上|里)?(?:要|得|能)?(?:有|冒)(?:热气|蒸汽|烟"
        r"|水汽)[^,。;]{0,5}|对口型"
        r"|(?:用|找|来)?(?:个|一?个)?(?:数字人|虚拟人|虚拟主播)(?:口播|播报|讲解|出镜|主播|来)*(?:介绍|说|讲)?|换脸",
        Say("motion inside the picture would have to be generated", "画面内部的运动需要生成模型"),
        Say("the whole picture can drift, pan or zoom", "整张画面可以漂移、平移或缩放"),
    ),
    Decline(
        r"(?<![a-z])(?:(?:ai|generate|generated|synthesi[sz]e)[ -](?!(?:a |an |me )?(?:video|film|reel"
        r"|slideshow|clip|short|\d))(?:\w+ ){0,3}?(?:footage|b-?roll|images?|scenes?|backgrounds?|pictures"
        r"|photos)(?! from)|ai[ -]generated[^,.;]*|(?:with|using) ai(?![a-z])|stock (?:footage|photos?"
        r"|videos?|clips?|images?)|b-?roll|text[ -]to[ -]video|imagine [^,.;]*)(?![a-z])"
        r"|(?:ai)?生成(?:一张|一些|几张|新的)?(?:图片|画面|素材|背景|镜头|空镜)|(?:再|帮我|给我|ai)*"
        r"生成[一几些两]?[段张个组些]?(?![^,。;]{0,8}(?:视频|短片|影片|vlog))[^,。;\ue002]{1,8}?(?:画面|镜头|素材"
        r"|空镜|片段|背景图?)"
        r"(?:(?=$|[,。;])|(?:来)?(?:放|插|加|接|用|作为?|当)[^,。;]{0,8})|(?:用|使用)ai(?:生成|制作"
        r"|做)[^,。;]*|ai(?:生成|绘画|视频)[^,。;]*|空镜|文生视频|图生视频|素材库(?:视频|画面)",
        Say(
            "nothing is generated or fetched here; only your uploads are used",
            "这里不生成也不下载素材，只用您上传的文件",
        ),
    ),
    Decline(
        r"(?<![a-z])(?:(?:remove|replace|change|cut out|delete|swap|erase)(?: the| my| out"
        r"| its)* (?:\w+ )?backgrounds?(?! (?:music|song|sound|noise|track|audio|color|colour"
        r"|blur))(?: (?:with|to|by|for) [^,.;]*)?|green ?-?screen|chroma ?-?key|(?:as |into |a )+cut-?outs?"
        r"|cut (?:out )?(?:the |my |our )+(?:person|people|subject|product|model|man|woman|dog|cat|kid"
        r"|couple)s?(?: out)?"
        r"(?: (?:of|from) (?:the|its|their) background)?|put (?:it|them|him|her|me|us|the \w+) (?:on|in front of)"
        r" a (?:beach|new|different|plain"
        r"|studio|white|city|mountain)[^,.;]*background|transparent background|new background(?! music))(?![a-z])"
        r"|(?:给[^,。;]{0,4})?抠(?:图|像|出)(?:换成[^,。;]*)?|绿幕|换(?:个|一?个)?背景(?!音)|去(?:掉|除)?背景(?!音"
        r"|乐|声)|更换背景(?!音)"
        r"|背景(?:换|改|变)成[^,。;]*|把人(?:物)?(?:抠|扣)出来",
        Say("subjects are not cut out of their background", "无法抠出主体"),
        Say("blurred bars behind the whole picture work: 'blurred background'", "可用“模糊背景”衬托完整画面"),
    ),
)
