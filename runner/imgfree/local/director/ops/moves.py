"""The words for motions: kinds, strengths, places, more and less, in both languages."""

STEPS = (0.03, 0.05, 0.08, 0.12, 0.18, 0.25)
STRENGTHS = (
    (
        0.05,
        r"subtle|subtly|gentle|gently|slight|slightly|light|softly|soft|tiny|little|small|mild|faint|轻微"
        r"|轻轻|微微|稍微|柔和|略微|一点点|小幅|轻柔|细微|幅度很?小|ever so",
    ),
    (
        0.18,
        r"strong(?:ly)?|dramatic(?:ally)?|big|bold|fast|quick(?:ly)?|punchy|heavy|deep|aggressive|intense"
        r"|large|rapid|强烈|大幅度?|快速|猛|明显|剧烈|夸张|迅速",
    ),
    (0.08, r"slow(?:ly)?|smooth(?:ly)?|steady|steadily|lazy|缓慢|慢慢|缓缓|慢速|徐徐|慢(?!动作)|平稳|平滑"),
)
ADJ = (
    "(?:(?:"
    + "|".join(source for _, source in STRENGTHS)
    + r"|and|very|nice|random|alternating|continuous|classic|continual|constant|more|a|the|的|地|(?<=[慢轻柔缓])一点"
    r"|非常"
    r"|很|continuously|beautiful|elegant|dreamy|natural|3d|camera|镜头|画面|逐渐|慢|整体"
    r"|轻)[ -]*(?:(?<![\u4e00-\u9fff]),[ -]*)?){0,8}"  # nobody says more, and each is tried from every word
)
MOVES = r"(?:motions?|movements?|moves?|zooms?|animations?)"
EACH = (
    r"(?: (?:for|on|per|in|across|with) (?:each|every|all)(?: of)?(?: (?:the )?(?:one|photo|picture|image|shot"
    r"|slide|them)s?)?)?"
)
TO = r"(?:(?: (?:to|towards|toward|from|the|in)| (?:the )?)*[ -])"
AMOUNT = r"(?:(?:[ ,]*(?:of|by|at|to|about|约|到|幅度|为|左右|\(|,)*[ (]*(?P<amount>{percent}))\)?)?"

# Order matters: what is specific stands before what is general.
KINDS: tuple[tuple[str, str], ...] = (
    (
        "alternate",
        r"(?<![a-z])(?:zoom(?:ing|s)? (?:slowly )?ins?(?: and|,? then|/|,? (?:and )?alternating with| alternated"
        r" with| or) "
        r"?(?:(?:slowly )?zoom(?:s|ing)? )?outs?(?: (?:alternately|in turn|by turns|alternating))?"
        r"|alternat\w+ (?:between )?(?:a )?(?:slow )?zoom\w*(?:[ -]ins?)?(?:(?: and|/| or|,) (?:zoom(?:s|ing)?"
        r" )?outs?)?"
        r"|(?:zooms?|in and out) alternat\w+|zoom(?:s|ing)? alternat\w+ in and out|one (?:photo )?(?:zooms?"
        r"|zooming) in,? "
        r"(?:and )?(?:the )?next (?:one |photo )?(?:zooms? )?out)(?![a-z])|(?:交替|一进一出|轮流)(?:着"
        r"|地)?的?(?:缩放|推拉|放大缩小"
        r"|(?:推近|放大)[和与、跟]?(?:拉远|缩小))|(?:放大|推近|拉近)[和与、跟及]?(?:缩小|拉远|推远)(?:的)?(?:交替"
        r"|轮流|轮换|来回)(?:进行|出现)?"
        r"|推拉交替|放大(?:和|再|与|、)缩小|一张(?:慢慢|缓缓|缓慢|轻轻)?地?(?:推近|放大|拉近)[,，]?一张(?:慢慢"
        r"|缓缓|缓慢|轻轻)?地?(?:拉远|缩小|推远)(?:交替"
        r"|轮流)?(?:的感觉)?|一推一拉|一放一缩"
        r"|先(?:推近|放大)[再后](?:拉远|缩小)|(?:推近|放大)(?:再|后|然后)(?:拉远|缩小)",
    ),
    (
        "push_in",
        r"(?<![a-z])(?:push(?:es|ing)?[ -]in(?:s)?|dolly(?:ing)?[ -]in|dolly(?:ing)?|camera push|push(?:es|ing)?"
        r" (?:slowly |gently )?"
        r"(?:forwards?|closer|towards?)|track(?:ing)? in)(?![a-z])"
        r"|推镜头?|镜头推进|推进(?!度)|(?:镜头)?(?:慢慢|缓缓|缓慢|轻轻)?(?:往|向)前推|镜头(?:慢慢|缓缓|缓慢)?推过去",
    ),
    (
        "zoom_in",
        r"(?<![a-z])(?:zoom(?:s|ing|ed)?[ -](?:slowly |gently |gradually )?in(?:to|wards?)?|zoom[ -]ins?"
        r"|close[ -]?in|mov(?:e|es|ing) (?:slowly |gently )?(?:in )?closer|(?:get|creep|go|come|inch|move)(?:s"
        r"|ing)? (?:slowly |gradually "
        r")?(?:closer|inwards?)|enlarge(?:s|d)?(?: slowly)?|magnify|creep(?:s|ing)? (?:slowly )?(?:in|towards?)"
        r"|start(?:s|ing)? wide,? (?:and )?(?:then )?"
        r"(?:end|finish|get|go|move)(?:s|ing)? (?:up )?(?:close|tight)(?:r|-?up)?)(?![a-z])|推近|拉近|放大"
        r"|镜头拉近|由远及近"
        r"|由远到近|凑近|靠近|(?:慢慢|缓缓)?(?:往|向)里(?:推|走|靠)|由全景到近景|zoom ?in(?![a-z])",
    ),
    (
        "zoom_out",
        r"(?<![a-z])(?:zoom(?:s|ing|ed)?[ -](?:slowly |gently |gradually )?out(?:wards?)?|zoom[ -]outs?"
        r"|pull(?:s|ing)?[ -](?:slowly |gently )?(?:back|out|away)|dolly[ -]out|mov(?:e|es|ing) (?:slowly"
        r" )?(?:away|back)"
        r"|back(?:s|ing)? (?:away|off) slowly|widen(?:s|ing)? out|start(?:s|ing)? (?:close|tight)(?:-?up)?,?"
        r" (?:and )?(?:then )?(?:slowly |gradually )?(?:reveal|end|pull|open|show|go|get)(?:s|ing)?"
        r"(?: up| out)?(?: (?:the )?(?:full|whole|wide|entire|rest)(?: (?:picture|photo|image|scene"
        r"|view))?)?)(?![a-z])|拉远|缩小|拉镜头?|镜头拉开|推远|拉出|后退"
        r"|由近及远|由近到远|往后(?:拉|退)|先(?:看|给|是)?(?:近景|特写)再?[^,。]{0,6}(?:全貌|全景|远景|全图)|(?:往"
        r"|向)外(?:拉|退)|由近景到全景",
    ),
    (
        "pan_right",
        rf"(?<![a-z])(?:pan(?:s|ning)?{TO}?(?:to (?:the )?right|right(?:wards?)?"
        rf"|(?:from )?left[ -]to[ -]right)|(?:right(?:ward)?|left[ -]to[ -]right) pan"
        rf"|(?:move|glide|slide|travel|sweep|scroll)s? (?:slowly |gently )?(?:to the |from left to )?right(?!"
        rf" ?transition)"
        rf"|left[ -]to[ -]right (?:motion|movement|sweep|move))(?![a-z])|右移|(?:向|往)右(?:缓慢|慢慢|缓缓"
        rf"|轻轻)?(?:平移"
        rf"|移动|移|摇)|从左(?:缓慢|慢慢|缓缓|轻轻)?(?:移|摇|扫)(?:到|往|向)右|从左(?:到|往|向|至)右(?:缓慢|慢慢"
        rf"|缓缓)?(?:平移|移动|移|摇|扫)?|右摇",
    ),
    (
        "pan_left",
        rf"(?<![a-z])(?:pan(?:s|ning)?{TO}?(?:to (?:the )?left|left(?:wards?)?"
        rf"|(?:from )?right[ -]to[ -]left)|(?:left(?:ward)?|right[ -]to[ -]left) pan"
        rf"|(?:move|glide|travel|sweep|scroll)s? (?:slowly |gently )?(?:to the |from right to )?left"
        rf"|right[ -]to[ -]left (?:motion|movement|sweep|move))(?![a-z])|左移|(?:向|往)左(?:缓慢|慢慢|缓缓"
        rf"|轻轻)?(?:平移"
        rf"|移动|移|摇)|从右(?:缓慢|慢慢|缓缓|轻轻)?(?:移|摇|扫)(?:到|往|向)左|从右(?:到|往|向|至)左(?:缓慢|慢慢"
        rf"|缓缓)?(?:平移|移动|移|摇|扫)?|左摇",
    ),
    (
        "pan_up",
        rf"(?<![a-z])(?:(?:pan|tilt)(?:s|ning|ing)?{TO}?(?:up(?:wards?)?|bottom[ -]to[ -]top)|(?:upward"
        rf"|bottom[ -]to[ -]top) (?:pan|tilt|move|motion)|(?:move|glide|rise|scroll|drift|travel)s? (?:slowly "
        rf"|gently )?up(?:wards?)?"
        rf"|from (?:the )?bottom (?:up )?to (?:the )?top)(?![a-z])|上移|(?:向|往)上(?:缓慢|慢慢|缓缓|轻轻)?(?:平移"
        rf"|移动|移|摇)|从下(?:到|往|向|至)上(?:缓慢|慢慢|缓缓)?(?:平移|移动|移|摇)?|上摇",
    ),
    (
        "pan_down",
        rf"(?<![a-z])(?:(?:pan|tilt)(?:s|ning|ing)?{TO}?(?:down(?:wards?)?|top[ -]to[ -]bottom)"
        rf"|(?:downward|top[ -]to[ -]bottom) (?:pan|tilt|move|motion)|(?:move|glide|scroll|drift|travel)s?"
        rf" (?:slowly |gently )?down(?:wards?)?"
        rf"|from (?:the )?top (?:down )?to (?:the )?bottom)(?![a-z])|下移|(?:向|往)下(?:缓慢|慢慢|缓缓"
        rf"|轻轻)?(?:平移|移动|移|摇)|从上(?:到|往|向|至)下(?:缓慢|慢慢|缓缓)?(?:平移|移动|移|摇)?|下摇",
    ),
    (
        "pan",
        r"(?<![a-z])(?:ken[ -]?burns(?:[ -]style)? pan(?:ning|s)?|pan(?:s|ning)?(?: across)?|tilt(?:s"
        r"|ing)?|camera pans?|sideways (?:motion|movement))(?![a-z])|平移|横移|摇镜头?|镜头平移",
    ),
    (
        "ken_burns",
        r"(?<![a-z])ken[ -]?burns?(?:[ -]style)?(?: (?:effects?|motion|movement|zoom|pan and zoom"
        r"|animation|moves?))?(?![a-z])|(?:pan and zoom|zoom and pan)|肯[·・]?伯恩斯?(?:效果|动效|运镜)?"
        r"|平移(?:和|与|加)?缩放",
    ),
    (
        "drift",
        r"(?<![a-z])(?:parallax(?:[ -](?:drift|effect|motion|movement|scroll))?|drift(?:s"
        r"|ing)?(?: (?:motion|effect|movement))?|float(?:s|ing)?(?: (?:motion|effect|movement))?|sway(?:s"
        r"|ing)?)(?![a-z])|漂浮|浮动|飘动|漂移|飘浮|视差|晃动感|悬浮|漂动|飘移|游移|飘(?=$|[,。;着一])",
    ),
    (
        "pulse",
        r"(?<![a-z])(?:puls(?:e|es|ing|ating)|breath(?:e|es|ing)|heartbeat|throb(?:bing)?)(?: (?:motion"
        r"|effect|zoom|animation|movement))?(?![a-z])|呼吸(?:感|效果|式)?|脉动|心跳|律动",
    ),
    (
        "none",
        r"(?<![a-z])(?:(?:keep|make|leave|hold) (?:the |all |every |each )?(?:photos?|pictures?|images?"
        r"|them|it|everything|shots?)(?: \d+)? (?:completely |perfectly |totally )?(?:still|static)|(?:no"
        r"|without(?: any)?|remove(?: the)?|stop(?: the)?|zero) (?:(?:camera|photo|picture"
        r"|image) )?(?:motion|movement|zoom(?:ing|s)?|animation|ken burns|panning"
        r"|pans?)(?: effects?)?(?: or (?:zoom|pan|motion|movement)\w*)?|don't (?:move|zoom|animate"
        r"|pan)(?: the)?(?: photos?| pictures?| images?| them| it)?|(?:leave|keep|hold) (?=\w* ?(?:the"
        r" )?(?:others?|rest)[^,.;]{0,12}(?:still|static|alone))"
        r"|locked[ -]off|stationary|frozen|unmoving|static(?! (?:images?|photos?|pictures?"
        r"|pics?|shots?|files?))|motionless|(?:perfectly |completely )?still(?! ?(?:s|life|image|photo"
        r"|picture|from|need|want|working)))(?![a-z])|静止(?!图)|不要?(?:任何)?(?:动|运动|动效|缩放|移动"
        r"|放大|推拉|运镜|镜头运动)(?:效果)?(?![感画])|别动|保持不动|固定(?:画面|镜头|不动)|(?:画面|镜头|照片|图片"
        r"|图)(?:要|都|保持|就)*固定(?:住|不动)?|静态(?!图)"
        r"|不动|无动效|定住|定格(?![在到为])|停止(?:缩放|放大|运动|移动|平移|动效|运镜)",
    ),
    (
        "vary",
        rf"(?<![a-z])(?:var(?:y|ied|ying) (?:the )?(?:camera )?{MOVES}|mix(?:ed|ture)?(?: up)? (?:of |the"
        rf" )?(?:different )?(?:camera )?{MOVES}"
        rf"|a mix of (?:zooms?|pans?)[^,.;]{{0,20}}(?:pans?|zooms?)|(?:a )?(?:different|varied|various|unique|new"
        rf"|separate|its own|their own|another)"
        rf" (?:kind of |type of |sort of )?(?:camera |photo )?{MOVES}{EACH}|(?:the )?(?:camera )?{MOVES}"
        rf"(?: (?:should|to|must|can|be|are|is|a bit))* (?:different|varied|random|mixed)(?: {EACH.strip()})?"
        rf"|(?:move|animate|zoom) "
        rf"(?:each|every)(?: (?:one|photo|picture|image))? (?:one )?differently|random (?:camera )?{MOVES}"
        rf"|(?:mov(?:e|es|ing)|go(?:es)?|pan|head)(?:s)? (?:in|to) (?:a )?(?:different|another|its own|random"
        rf"|varied) (?:directions?|ways?)"
        rf"|no two (?:photos|pictures|images|ones|moves)[^,.;]*)(?![a-z])"
        r"|(?:多种|不同|各种|变化|随机|不一样|丰富|多样)的?(?:运镜|动效|动作|镜头运动|运动|镜头)(?:方式|效果)?"
        r"|(?:运镜|动效|动作|动法|镜头|运动方式|运动方向|方向|运动)"
        r"(?:要|都|各|得|每张|丰富|可以|尽量)*(?:不同|不一样|不重复|有变化|多样|变化|随机)(?:一?点|一?些)?"
        r"|每(?:一)?张(?:照片|图片|图)?(?:的)?(?:运镜|动效|动作|动法|镜头|运动|运动方式)?"
        r"(?:都|各|用|给|要|的)*(?:不同|不一样|不重复|各异)(?:的)?(?:运镜|动效|动作|动法|镜头|运动)?(?:方式|效果)?"
        r"|每(?:一)?张(?:照片|图片|图)?(?:都|各)?(?:换|用|来)(?:一|个|不同)?(?:种|个)?(?:新的?|不同的?|别的?)?"
        r"(?:动法|运镜|动效|动作|运动|镜头运动|运动方式|方式)"
        r"|镜头运动多一些变化",
    ),
    ("zoom", r"(?<![a-z])zoom(?:s|ing|ed)?(?: effects?| motion| animation)?(?![a-z])|缩放|变焦|推拉(?:镜头)?"),
    (
        "any",
        r"(?<![a-z])(?:(?:(?<=photos )|(?<=pictures )|(?<=images ))(?:(?:to |should )?mov(?:e|ing))|(?:camera"
        r"|photo) (?:motions?|movements?|moves?)|motions?(?: effects?)?"
        r"|movements?(?: effects?)?|animated(?! style| look)|animations?(?! ?:| style| look)"
        r"|(?:bring(?:s|ing)? (?:it|them|(?:this|these|the|my|our|all|\d+| |\w+){1,9}?) )?to life|come alive|some"
        r" life|make (?:it|them|the photos?|the pictures?"
        r"|this) move)(?![a-z])|动态效果|动效|运镜|镜头(?:运动|移动|感)|动起来|活起来|动画效果|运动效果|动感效果"
        r"|有动感",
    ),
)
OTHERS = (
    r"(?:(?<![a-z])(?:the )?(?:others|other (?:ones|photos|pictures|images|two|three|shots)|rest(?: of (?:them|the"
    r" \w+))?|remaining"
    r"(?: (?:ones|photos|pictures|two|three))?)(?![a-z])|(?:其他|其它|其余|剩下|别|另外)的?(?:[两三四五六七八几]张"
    r"|照片|图片|图|都|全部?)*)"
)
SLOWER = (
    r"(?<![a-z])(?:(?:a )?(?:bit |little |much )?(?:slower|gentler|subtler|softer|less|calmer"
    r"|weaker)(?: and \w+)?|slow (?:down )?(?:the|this|that)|(?:reduce|decrease|soften|lessen|tone down"
    r"|lower)(?: the)?)(?: amount of)? (?:zoom(?:ing|s)?|motions?|movements?|pan(?:ning|s)?|ken burns|drift"
    r"|push)(?: (?:effect|amount|speed|down|a bit|a little))*(?![a-z])|(?<![a-z])(?:zoom|move"
    r"|pan)(?:ing)? (?:in |out )?(?:more slowly|slower|less|more gently)|make the (?:zoom|motion|movement"
    r"|pan)s? (?:a (?:bit|little) )?(?:slower|gentler|subtler|softer|smaller|weaker|calmer)|(?<![a-z])(?:zoom"
    r"|motion)(?: is)? too (?:fast|strong|much)|(?:缩放|放大|推近|运动|动效|动作|平移|推镜|镜头|移动"
    r"|运镜)(?:再|要|得|速度|幅度|可以|稍微)*(?:慢|小|轻|柔|缓|弱)(?:(?:一?点|一?些)|(?=$|[,。]))|(?:慢一?点"
    r"|更慢|小一点|再慢一?点|放慢|减慢|减弱)(?:的)?(?:缩放|放大|推近|运动|动效|平移|推镜|镜头运动|镜头|运镜)"
    r"|(?:缩放|动效|镜头|运镜)太(?:快|大|强)"
)
FASTER = (
    r"(?<![a-z])(?:(?:a )?(?:bit |little |much )?(?:faster|stronger|bigger|more|quicker|bolder|larger"
    r"|more dramatic)|speed up (?:the|this|that)|(?:increase|boost|strengthen)(?: the)?) (?:zoom(?:ing|s)?"
    r"|motions?|movements?|pan(?:ning|s)?|ken burns|drift|push)(?: (?:effect|amount|speed|a bit"
    r"|a little))*(?![a-z])|(?<![a-z])(?:zoom|move|pan)(?:ing)? (?:in |out )?(?:more quickly|faster"
    r"|more)(?![a-z])|make the (?:zoom|motion|movement|pan)s? (?:a (?:bit|little) )?(?:faster|stronger|bigger"
    r"|bolder|larger|quicker|more dramatic)|(?<![a-z])(?:zoom|motion)(?: is)? too (?:slow|weak|subtle)|(?:缩放"
    r"|放大|推近|运动|动效|平移|推镜|镜头|移动|运镜)(?:再|要|得|速度|幅度|可以|稍微)*(?:快|大|强|明显"
    r"|多)(?:(?:一?点|一?些)|(?=$|[,。]))|(?:快一?点|更快|大一点|加快|加强|增强)(?:的)?(?:缩放|放大|推近|运动"
    r"|动效|平移|推镜|镜头运动|镜头|运镜)|(?:缩放|动效|镜头|运镜)太(?:慢|小|弱)"
)
