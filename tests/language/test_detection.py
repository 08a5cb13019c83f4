"""Which language people write in."""

import pytest

from imgfree.language.detection import detect, is_short, of_names


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["Turn these photos into a reel"]),
        ("zh", ["把这三张照片做成视频"]),
        ("zh", ["把這三張照片做成影片"]),
        ("ja", ["この写真を動画にしてください"]),
        ("ja", ["動画を10秒にする"]),
        ("ko", ["이 사진을 동영상으로 만들어 주세요"]),
        ("ru", ["Сделай видео из этих фото"]),
        ("uk", ["Зроби відео з цих фотографій"]),
        ("ar", ["حول هذه الصور إلى فيديو"]),
        ("th", ["ทำวิดีโอจากรูปเหล่านี้"]),
        ("hi", ["इन तस्वीरों से वीडियो बनाओ"]),
        ("es", ["Convierte estas fotos en un vídeo con música"]),
        ("fr", ["Fais une vidéo avec ces photos"]),
        ("de", ["Mach aus diesen Fotos ein Video mit Musik"]),
        ("pt", ["Transforme estas fotos em um vídeo com música"]),
        ("it", ["Crea un video con queste foto e aggiungi musica"]),
        ("nl", ["voeg zachte muziek toe"]),
        ("pl", ["dodaj spokojną muzykę"]),
        ("tr", ["fotoğraflarımdan bir video yap"]),
        ("vi", ["làm một video từ ảnh của tôi"]),
        ("id", ["tambahkan musik yang lembut"]),
        ("sv", ["gör titeln större"]),
        ("es", ["más rápido por favor"]),
        ("fr", ["ajoute une musique douce"]),
        ("de", ["bitte etwas schneller"]),
        ("pt", ["em preto e branco"]),
        ("it", ["togli la musica"]),
        ("ru", ["текст слишком маленький"]),
        ("uk", ["додай спокійну музику"]),
    ],
)
def test_languages_are_told_apart(language: str, texts: list[str]) -> None:
    """Scripts decide, and common words among those who share Latin letters."""
    assert language == detect(texts)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ['Add the title "夏日大促销全场五折起"']),
        ("zh", ["添加标题“Summer Sale now on in all the shops”"]),
        ("en", ["make a video with the caption 你好世界"]),
        ("zh", ["用 photo.jpg 做一个 Instagram reel"]),
        ("zh", ["做成奶茶の店的广告视频"]),
        ("zh", ["“夏日”"]),
        ("en", ["add the café au lait reel"]),
        ("en", ["zoom in on the el dorado"]),
        ("zh", ["Hi", "把这张照片做成十秒的视频"]),
    ],
)
def test_names_and_titles_do_not_decide(language: str, texts: list[str]) -> None:
    """Quotations, file names and single foreign words leave the language of the sentence alone."""
    assert language == detect(texts)


@pytest.mark.parametrize("texts", [[], [""], ["12s 9:16"], ["clip.mp4"], ["🎬"], ["reel"], ["{{ inputs.text }}"]])
def test_english_is_the_default(texts: list[str]) -> None:
    """Where nothing tells, it is English."""
    assert "en" == detect(texts)


@pytest.mark.parametrize("text", ["make it faster", "zoom in slowly", "add soft piano music", "warmer colors please"])
def test_short_english_stays_english(text: str) -> None:
    """Three words are enough, also such as letter statistics have hardly seen."""
    assert "en" == detect([text])


def test_the_answer_is_always_the_same() -> None:
    """What the library leaves to chance is bound to a seed."""
    text = "coloque o logotipo no canto"
    assert 1 == len({detect([text]) for _ in range(20)})


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh", ["夏日大促.jpg"]),
        ("ja", ["photos/さくら.png"]),
        ("ko", ["여름.jpg", "IMG_1.jpg"]),
        (None, ["IMG_2041.jpg"]),
        (None, ["geburtstag.jpg"]),
        (None, []),
    ],
)
def test_file_names_tell_by_script_alone(language: str | None, names: list[str]) -> None:
    """Letters of one language only are a sign; Latin letters in a name are none."""
    assert language == of_names(names)


def test_short_words_tell_no_language() -> None:
    """One or two words in plain letters are said by everybody; a Chinese one, or three, tell."""
    assert [True, True, False, False] == [is_short(words) for words in ("export", "show tracks", "导出", "make a reel")]
