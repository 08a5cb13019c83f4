"""Which language people write in."""

import pytest

from imgfree.client.language import detect


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
