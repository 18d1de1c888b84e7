"""Which encoding of one byte the letters of a text speak for, where several decode it equally well."""

import re

ALPHABETS = (
    ("cp1252", "äöüß àâæçéèêëîïôùûüÿœ áéíóúüñ ãáàâçéêíóôõúü àèéìíîòóùú äåöéü æøåéòóô ëïéèöüáíóú àçèéíïòóúü"),
    ("cp1250", "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű ăâîşţ čćđšž čšž"),
    ("cp1254", "çğıöşüâîû"),
    ("cp1252", "áðéíóúýþæö"),
)
"""Encodings, and the letters beyond ASCII of each of the languages that are written in them, the more usual first:
German, French, Spanish, Portuguese, Italian, Swedish, Danish and Norwegian, Dutch, Catalan; Polish, Czech, Slovak,
Hungarian, Romanian, Croatian, Slovenian; Turkish; Icelandic."""

USUAL = "cp1252"
"""What unmarked bytes of western spreadsheets mostly are; it holds Latin-1 with it."""

LATIN = frozenset(codec for codec, _ in ALPHABETS)
WITHIN_A_WORD = re.compile(r"[¹³¼¾£¥¯](?=[^\W\d_])|(?<=[^\W\d_])[¿£¥¯](?=[^\W\d_])|õ(?!e)", re.IGNORECASE)
"""Signs that stand within no word, and an õ without its Portuguese e: they are letters of another encoding."""

ROMAN = re.compile("[^\\W\\d_]")


def latin_codec(source: bytes, guessed: str) -> str:
    """The encoding of Latin letters of which one alphabet holds all that the bytes have beyond ASCII.

    `guessed` where it is none of these; the usual one where no alphabet does, as with words of many languages."""
    if guessed not in LATIN:
        return guessed
    fitting = (codec for codec, alphabets in ALPHABETS if _holds(source, codec, alphabets))
    return next(fitting, USUAL if is_western(source) else guessed)


def is_western(source: bytes) -> bool:
    """Whether bytes are text in the usual encoding, with no sign where a letter should be."""
    text = source.decode(USUAL, errors="replace")
    return "\ufffd" not in text and WITHIN_A_WORD.search(text) is None


def _holds(source: bytes, codec: str, alphabets: str) -> bool:
    text = source.decode(codec, errors="replace").lower()
    letters = {letter for letter in ROMAN.findall(text) if not letter.isascii()}
    sound = "\ufffd" not in text and (codec != USUAL or is_western(source))
    return sound and any(letters <= set(alphabet) for alphabet in alphabets.split())


def is_plain_chinese(source: bytes) -> bool:
    """Whether all that is not ASCII are common characters of GB 2312; of those of Big5 half would be none."""
    place, found = 0, 0
    while place < len(source) - 1:
        if source[place] < 0x80:
            place += 1
            continue
        lead, trail = source[place], source[place + 1]
        if not (0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3) or trail < 0xA1:
            return False
        place, found = place + 2, found + 1
    return found > 1
