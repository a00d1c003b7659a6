"""Which types of content go with the ending of a name. What is not listed here goes with anything."""

from __future__ import annotations

_TEXT = frozenset(("text", "html", "xml", "svg", "eml", "mht", "age", "pgp", "ps", "warc"))
_ZIPPED = frozenset(("zip", "jar", "apk", "epub", "odf", "odt", "ods", "odp", "docx", "xlsx", "pptx"))
_VIDEO = frozenset(("mp4", "mov"))


def _all(endings: str, *types: str) -> dict[str, frozenset[str]]:
    return dict.fromkeys(endings.split(), frozenset(types))


FITTING: dict[str, frozenset[str]] = {
    **_all("pdf", "pdf"),
    **_all("jpg jpeg jpe jfif jif mpo", "jpeg"),
    **_all("png apng", "png"),
    **_all("gif", "gif"),
    **_all("tif tiff dng nef", "tiff"),
    **_all("heic heif hif", "heic", "avif"),
    **_all("avif", "avif", "heic"),
    **_all("webp", "webp"),
    **_all("bmp", "bmp"),
    **_all("doc", "doc", "ole"),
    **_all("dot", "doc", "ole", "text"),
    **_all("xls xlt", "xls", "ole"),
    **_all("ppt pps", "ppt", "ole"),
    **_all("pot", "ppt", "ole", "text"),
    **_all("docx docm dotx dotm", "docx", "ooxml-encrypted"),
    **_all("xlsx xlsm xltx xltm xlsb xlam", "xlsx", "ooxml-encrypted"),
    **_all("pptx pptm potx potm ppsx ppsm ppam", "pptx", "ooxml-encrypted"),
    **_all("odt ott", "odt", "odf"),
    **_all("ods", "ods", "odf"),
    **_all("odp otp", "odp", "odf"),
    **_all("odg odf odb odc odm", "odf"),
    **_all("rtf", "rtf"),
    **_all("msg oft", "msg", "ole", "eml"),
    **_all("eml", "eml", "text", "mht"),
    **_all("mbox mbx", "eml", "text"),
    **_all("html htm xhtml", "html", "xml", "text"),
    **_all("mht mhtml", "mht", "eml", "text"),
    **_all("svg", "svg", "xml"),
    **_all("xml", "xml", "svg", "html", "text"),
    **_all("epub", "epub"),
    **_all("jar war", "jar", "zip"),
    **_all("apk", "apk", "jar", "zip"),
    **dict.fromkeys(("zip", "wacz"), _ZIPPED),
    **_all("7z", "7z"),
    **_all("rar", "rar"),
    **_all("tar", "tar"),
    **_all("gz tgz", "gz"),
    **_all("bz2", "bz2"),
    **_all("xz", "xz"),
    **dict.fromkeys(("mp4", "m4v", "m4a", "mov", "qt", "3gp"), _VIDEO),
    **_all("mp3", "mp3"),
    **_all("wav", "wav"),
    **_all("avi", "avi"),
    **_all("ogg oga ogv opus", "ogg"),
    **_all("flac", "flac"),
    **_all("mkv webm", "mkv"),
    **_all("ots", "ots", "ods", "odf"),
    **_all("tsr tst", "tsr"),
    **_all("exe dll", "exe"),
    **_all("ps eps", "ps", "text"),
    **_all("ico", "ico"),
    **_all("txt md rst csv tsv log json jsonl yaml yml toml ini cfg conf", *_TEXT),
    **_all("py js c h cpp java go rs rb sh css sql tex", *_TEXT),
}

WORDS = {
    "jpeg": "a JPEG picture",
    "png": "a PNG picture",
    "gif": "a GIF picture",
    "tiff": "a TIFF picture",
    "bmp": "a BMP picture",
    "webp": "a WebP picture",
    "heic": "a HEIC picture",
    "avif": "an AVIF picture",
    "pdf": "a PDF",
    "ole": "a container of old Office files",
    "ooxml-encrypted": "an Office document with a password",
    "zip": "a zip archive",
    "gz": "a gzip archive",
    "eml": "a mail",
    "msg": "an Outlook mail",
    "mht": "a saved web page",
    "html": "a web page",
    "text": "plain text",
    "doc": "a document of old Word",
    "xls": "a sheet of old Excel",
    "ppt": "a presentation of old PowerPoint",
    "docx": "a Word document",
    "xlsx": "an Excel sheet",
    "pptx": "a PowerPoint presentation",
    "rtf": "a text in RTF",
    "rar": "a RAR archive",
    "7z": "a 7z archive",
    "exe": "a Windows program",
    "elf": "a Linux program",
    "mp4": "a video",
    "mov": "a video",
    "unknown": "of no type that is known here",
}


def named(kind: str) -> str:
    """The type in words for a reader."""
    return WORDS.get(kind) or f"a file of the type {kind}"
