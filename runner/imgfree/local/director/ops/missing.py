"""The table of what this editor has no tool for: stickers, split screens, beats, many films, posting, repair."""

from imgfree.local.director.ops.refusals import Decline
from imgfree.local.director.reply import Say

MISSING: tuple[Decline, ...] = (
    Decline(
        r"(?:从[左右上下][边侧方面]?)?(?:飞入|飞进来?|弹出来?|弹入|跳出来|蹦出来)|打字机(?:效果)?|逐字(?:出现|显示|弹出)"
        r"|(?<=[字题幕])从[左右上下][边侧方面]?(?:淡入|滑入|出现|进来|进入|滑进来?)",
        Say("texts fade in and out, no other animation", "文字只有淡入淡出，没有其他动画"),
        outcome="approximated",
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:(?:add |some |animated |a |an |the |cute |and |put |little )*(?:(?:fire|heart|star|smiley"
        r"|party|sale|cat|dog|flower"
        r"|sparkle|new|thumbs[ -]up|birthday) )?(?:stickers?|emojis?|gif stickers?"
        r"|count-?downs?(?: timer)?|timers?|progress bars?|polls?|quiz|(?<!action )(?<!cta )buttons?|arrows?"
        r"|qr codes?|memes?"
        r"|speech bubbles?|borders?(?! and)|frames? around[^,.;]*|picture frames?|maps?|charts?|graphs?"
        r"|subscribe (?:button|animation)))(?: (?:at|on|in|with|over|for) (?:[^,.;](?! and ))*.?)?(?![a-z])|(?:加"
        r"|添加|放|贴"
        r"|来)?(?:个|一个|些|点|上|一些)?(?:[^,。;\ue002]{1,4}贴纸|贴纸|表情包?|emoji|(?:\d+秒)?倒计时(?:\d+秒)?(?:开场|开头)?|进度条|二维码|边框"
        r"|相框|箭头|弹幕"
        r"|气泡|地图|图表)",
        Say("no stickers, counters, frames or charts", "没有贴纸、计时、边框或图表"),
        Say("text in quotes works", "可以加引号文字"),
    ),
    Decline(
        r"(?<![a-z])(?:(?:in |as |with |a )*split[ -]?screens?|side[ -]by[ -]side(?: in a split[ -]?screen)?|next"
        r" to (?:each other|one another)|two at once|both on screen|picture[ -]in[ -]picture|pip|collages?"
        r"|grid(?: layout)?|mosaic|before[ -](?:and|/|&)[ -]after(?: split)?|multi-?screen|two at a time"
        r"|duet|polaroid stack)(?![a-z])|并排(?:放|显示|展示)?|(?:左右|上下)(?:各)?(?:放|摆)?(?:一半|两张|并列)"
        r"|分屏|画中画|拼图|九宫格|四宫格|左右对比"
        r"|同屏|多屏",
        Say("one picture at a time", "一次只显示一张"),
        Say("they can follow each other", "可以依次出现"),
    ),
    Decline(
        r"(?<![a-z])(?:batch(?: \w+)?(?: all)?|(?:all|every|each) (?:\w+ )?files? in (?:a|the|my) folder"
        r"|in a folder|for (?:each|every) (?:row|line|product) in|bulk(?: \w+)?|one video per (?:photo"
        r"|image|row|product))(?![a-z])|批量(?:处理|制作|导出|生成)?|文件夹里的?(?:所有|全部)?",
        Say("one film a session", "一个会话做一部影片"),
        Say("use foreach in a recipe for many", "多部影片请用配方里的 foreach"),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:(?<!fast )(?<!quick )(?<!rapid )(?<!snappy )(?<!sharp )(?:sync(?:s|ed|ing)?|synchroni[sz]ed?"
        r"|cut(?:s|ting)?|edit(?:ed)?|time(?:d)?|match(?:ed|ing)?|lined? up|set|move|switch(?:es|ing)?|chang(?:e"
        r"|es|ing)|swap(?:s|ping)?"
        r"|flip(?:s|ping)?|land(?:s|ing)?|bounc(?:e|es|ing))(?: \w+){0,4}? (?:to|on|with|in time with|along to)"
        r" (?:the |every |each "
        r"|music )*(?:\w+ )?(?:beats?|rhythm|music beats?|drums?|drop|tempo|snare(?: hit)?"
        r"|kick(?: drums?)?)|beat[ -]?(?:sync(?:ed|hroni[sz]ed)?|match(?:ed|ing)?|cut|driven|based)"
        r"|on (?:the|every|each) (?:beat|snare(?: hit)?|kick(?: drums?)?)|(?:snare|kick|bass)[ -](?:hits?"
        r"|drums?|drops?|heavy)(?: moments)?|sync rules:?|first beat(?: of the drop)?|bpm|per beat"
        r"|(?:to|with|in time (?:to|with)) the (?:rhythm|beat|music(?= beat))|on beat|(?:(?<=pulse )|(?<=pulsing )"
        r"|(?<=move )|(?<=dance )|(?<=cuts )|(?<=cut )|(?<=change )|(?<=bounce ))(?:along |in time )?(?:with|to)"
        r" the (?:music|song|track)|rhythmic(?:ally)? (?:cuts?|editing)"
        r"|drop section(?: \([^)]*\))?)(?: (?:of|with|from) the (?:music|song"
        r"|track))?(?![a-z])|(?:要)?(?:音乐)?卡(?:着)?(?:点|节奏|节拍|鼓点)(?:切换|切|换图|剪辑|转场(?=$|[,。])|走"
        r"|播放)?|踩(?:着)?(?:点|节奏|节拍"
        r"|鼓点)(?:切换|切|换图|走|剪辑)?"
        r"|(?:跟着?|随着?|按|合着?|合上|对上?|对着|配合|贴着?|踩着)(?:音乐|歌曲?|bgm|曲子)?(?:的)?(?:节拍|节奏"
        r"|鼓点|拍子)(?:来)?(?:切换?|剪辑?|走|换图?|变化)?"
        r"|的?(?:节拍|鼓点)(?:切换?|走)?|跟着?音乐(?:律动|动|走|变化?|节奏)",
        Say("beats are not detected here: shots are of equal length", "这里不检测节拍：镜头等长"),
        Say("'fast cuts' or seconds per photo set the rhythm", "可用“快节奏”或“每张N秒”控制节奏"),
        "approximated",
    ),
    Decline(
        r"[前后]半?(?:面)?(?:\d+|[一二两三四五六七八九十几])?(?:张|段|部分)(?:照片|图片|图)?(?:再|要|放|播|稍微|节奏|可以|就)*[快慢](?!节奏|切|剪|慢|速"
        r"|快)(?:一?[点些])?"
        r"|先[快慢]后[快慢]|由[快慢]到[快慢]|(?:结尾|最后|开头|中间)(?:再|要)?(?:[快慢]下来|加快|放慢|慢一?[点些]|快一?[点些])",
        Say("one pace for the whole film", "全片只有一种节奏"),
        Say("give single photos their own seconds: 'photo 2 for 5 seconds'", "可为单张指定秒数：“第二张停5秒”"),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])redo(?: (?:it|that))?(?![a-z])|重做上一步|恢复撤销",
        Say("nothing to redo here", "没有可重做的步骤"),
        Say("say the change again", "请把修改再说一遍"),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:stabili[sz]e(?: \w+){0,3}|(?:remove|fix|reduce) (?:the )?(?:camera )?(?:shake"
        r"|shakiness|noise|grain|red ?-?eyes?|blemishes)|upscal(?:e|ed|ing)(?: \w+){0,3}"
        r"|(?:ai )?enhance(?:d|ment)?(?: (?:the|my|it|them|quality|photos?|pictures?|images?|resolution))*"
        r"|restor(?:e|ed|ing) (?:the )?old photos?|colori[sz]e(?:d)?(?: \w+){0,3}|denoise"
        r"|sharpen(?: \w+){0,3}|retouch\w*|beauty filter|face ?tune|skin smoothing|deblur)(?![a-z])|防抖"
        r"|稳定画面|增稳|(?:照片|老照片|画质)?(?:修复|增强)|画质提升|放大无损|上色|降噪|去噪|锐化|(?:锐利|清晰)(?:一?[点些])|(?:变|更)清晰|提高清晰度|(?:不够|不太"
        r"|有点)(?:清晰|清楚|糊|模糊)|美颜|去红眼"
        r"|(?:用)?ai放大[^,。;]*"
        r"|磨皮|瘦脸|祛痘",
        Say("pictures are shown as they are: no repair, no beauty work", "照片按原样呈现：不做修复和美颜"),
        Say("looks such as 'brighter' or 'more contrast' work", "可以“亮一点”或“提高对比度”"),
    ),
    Decline(
        r"(?<![a-z])(?:(?:add |some |with |and |a )*(?:sound effects?|sfx|whoosh(?:es)?(?: sounds?)?|foley"
        r"|(?:beep|click|pop|ding|bell|clap|camera|shutter|drum|swoosh) sounds?|applause|laugh(?:ter)? track"
        r"|camera click(?: sounds?)?|ding))(?: (?:on|at|for|to"
        r"|between) [^,.;]*)?(?![a-z])|(?:加|配|来)?(?:个|些|点|上)?(?:[快门掌鼓笑铃雷雨]{1,2}声)?(?:音效|声效)",
        Say("no sound effects", "没有音效"),
        Say("upload one audio file as the bed", "可上传一个音频作为配乐"),
    ),
    Decline(
        r"(?<![a-z])(?<!can )(?<!could )(?<!to )(?<!will )(?<!i'll )(?<!for )(?<!we )(?:(?:post|publish|upload"
        r"|share|send|schedule|tweet|email|e-mail)(?: (?:it|this"
        r"|the (?:video|reel|result|film)))? (?:directly |automatically |straight )?(?:to|on|via"
        r"|for) (?:my |our |the )?(?:account|channel|page|profile|website|instagram account|friends"
        r"|followers|mom|team|boss|client|facebook page|youtube channel)[^,.;]*|(?:post|publish) (?:it"
        r"|this)(?: for me| now| tomorrow| today)?(?: (?:on|to) \w+)?|schedule (?:it"
        r"|the post)[^,.;]*)(?![a-z])|(?:帮我|直接|自动|替我)(?:把视频)?(?:发布|发到|发送|上传到|分享到"
        r"|投稿)(?:到|给|至)?(?:我的)?(?:账号|抖音号|主页|频道|公众号|群|朋友圈)?|(?:发布|发到|上传到"
        r"|分享到)(?:到|至)?我的(?:账号|抖音号|主页|频道|公众号)",
        Say("nothing is posted anywhere", "不会发布到任何地方"),
        Say("the file is yours to download", "成片可以下载"),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:rotat(?:e|ed|ing)(?: (?:the |all |my )*(?:photos?|pictures?|images?|it|them|video"
        r"|clip))?(?: \d+)?(?: (?:by )?\d+ ?(?:degrees?|°))?|flip (?:[\w#]+ ){1,4}(?:horizontally|vertically"
        r"|upside down)|flip(?:ped)?(?: (?:the |it |them |photos? "
        r"|pictures? |images? |video )*)(?:horizontally|vertically|upside down)?"
        r"|mirror(?:ed)?(?: (?:the )?(?:photos?|images?|it|video))?|crop (?:out )?(?:the )?(?:top|bottom"
        r"|left|right|edges?|to the)[^,.;]*)(?![a-z])|旋转(?:照片|图片|画面)?\d*度?|翻转|镜像|左右颠倒"
        r"|裁掉(?:上|下|左|右)[^,。;]{0,6}",
        Say(
            "photos are turned by their own orientation mark only; no rotating, mirroring or cropping by hand",
            "照片只按自带方向信息摆正；不做手动旋转、镜像或裁切",
        ),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:brand(?:ed)? (?:kit|colou?rs?|fonts?|guidelines?)|(?:use|match|apply) (?:my|our"
        r"|the) brand(?:ing)?|branded|(?:hand-?written|script|custom|montserrat|helvetica|roboto|futura"
        r"|arial|times new roman|comic sans|lato|poppins)[^,.;]{0,14}(?:fonts?|typeface"
        r"|or similar))(?![a-z])|品牌(?:色|字体|规范|套件)|(?:手写|艺术|楷|宋|黑|圆)体字?|自定义字体",
        Say("no brand kit or font choice here", "这里没有品牌套件，也不能选字体"),
        Say("the built-in font is used; the logo can be uploaded", "使用内置字体；可以上传 logo"),
    ),
    Decline(
        r"(?<![a-z])(?:(?:generate|make|create|add|design|pick)(?: me)? (?:a |an |the )?(?:cover|thumbnail"
        r"|poster frame|cover image)(?: (?:image|frame|photo))?|thumbnails?|cover (?:image|frame"
        r"|photo))(?![a-z])|(?:做|加|生成|设计|选)(?:个|一个|一张|张)?封面(?!文字|标题)|封面图",
        Say("a cover picture is written beside every render", "每次渲染都会附带封面图"),
        Say(),
        "approximated",
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:make (?:the |her |his |my |their |our )(?:sky|grass|hair|dress|eyes|skin|teeth|car|walls?"
        r"|sea|ocean|shirt|lips|leaves)"
        r" (?:look )?(?:more )?[a-z]+|add (?:a |an |some )(?:\w+ )?(?:sunset|sunrise|person|dog|cat|rainbow|moon"
        r"|bird|tree|mountain|building|people"
        r"|flowers?|balloons?|cake|hat|crowd|clouds?)s?(?: (?:in|to|behind|into|on) [^,.;]*)?|(?:remove|erase|get"
        r" rid of|take out|delete|photoshop out)"
        r" (?:the |that |my |all |any )*(?:\w+ )?(?:person|people|man|woman|guy|stranger|tourists?|car|photobomber"
        r"|wires?|pole|shadows?|object|trash"
        r"|bin|crowd)s?(?: (?:in|from|behind) [^,.;]*)?|crop (?:[\w#]+ ){1,4}?(?:to|on|around|in on) (?:the |her "
        r"|his |my )?(?:face|head|subject|product"
        r"|left|right|top|bottom)[^,.;]*)(?![a-z])|天空(?:再|更|调|变)?蓝(?:一?点)?|(?:p|P|抹|消|去)(?:掉"
        r"|除)(?:路人|行人|人|杂物|电线"
        r"|阴影)|把?路人(?:去掉|p掉|抹掉)"
        r"|裁到?(?:脸部?|人脸|头部)|加(?:个)?[^,。;\ue002]{1,4}背景(?!音|乐|图?模糊)|加(?:个|一?只|一?道"
        r"|一?轮)(?:彩虹|月亮|太阳|猫|狗|人|鸟|气球)",
        Say("nothing inside a picture is changed", "不会改动画面里的东西"),
        Say("looks grade the whole picture", "调色作用于整个画面"),
    ),
    Decline(
        r"(?<![a-z])(?:duplicate|repeat|clone|copy) (?:the )?(?:photo|picture|image|clip|shot|first|second|third"
        r"|last)[^,.;]{0,16}(?<![a-z ])"
        r"|(?<![a-z])(?:show|use|play) [^,.;]{1,20} (?:twice(?! as)|two times|three times|again at the"
        r" end)(?![a-z])|(?:复制|重复)(?:一下|一遍)?第?[^,。;]{1,5}[张段]|第[^,。;]{1,2}[张段](?:放|用|播)两[遍次]",
        Say("every upload is shown once", "每个素材只出现一次"),
        Say("'loop' repeats the whole film", "“循环”可重复整部影片"),
        cloud=False,
    ),
    Decline(
        r"(?<![a-z])(?:create|make|give me|export|do|produce|render|i need|i want) (?:two|three|four|\d|several"
        r"|multiple|a few|a couple of|both|different)"
        r" (?:different |alternative |separate )?(?:versions|variants|variations|cuts(?! between)|options|videos"
        r" for)[^,.;]*(?<![ ])|(?:出|做|给我|要)[两三四几2-9]个(?:不同的?)?(?:版本|方案)",
        Say("one film a session", "一个会话只做一部影片"),
        Say("say the change after the first export", "第一版导出后再说要改什么"),
        cloud=False,
    ),
)
