"""The few words of an XMP packet that tell of a person, a device, a place or a record that is kept online."""

from __future__ import annotations

from collections.abc import Iterator

_WANTED = {
    "{http://purl.org/dc/elements/1.1/}creator": "creator",
    "{http://purl.org/dc/elements/1.1/}rights": "rights",
    "{http://purl.org/dc/terms/}provenance": "provenance",
    "{http://ns.adobe.com/xap/1.0/}CreatorTool": "CreatorTool",
    "{http://ns.adobe.com/xap/1.0/rights/}Owner": "Owner",
    "{http://ns.adobe.com/xap/1.0/}Author": "Author",
    "{http://ns.adobe.com/pdf/1.3/}Author": "Author",
    "{http://ns.adobe.com/photoshop/1.0/}Credit": "Credit",
    "{http://ns.adobe.com/photoshop/1.0/}CaptionWriter": "Writer",
    "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}CiEmailWork": "CreatorMail",
    "{http://www.dji.com/drone-dji/1.0/}DroneSerialNumber": "SerialNumber",
    "{http://www.dji.com/drone-dji/1.0/}CameraSerialNumber": "CameraSerialNumber",
    "{http://ns.microsoft.com/photo/1.0/}CameraSerialNumber": "CameraSerialNumber",
    "{http://ns.adobe.com/exif/1.0/aux/}SerialNumber": "SerialNumber",
    "{http://ns.adobe.com/exif/1.0/aux/}LensSerialNumber": "LensSerialNumber",
    "{http://ns.adobe.com/exif/1.0/aux/}OwnerName": "OwnerName",
    "{http://cipa.jp/exif/1.0/}BodySerialNumber": "BodySerialNumber",
    "{http://cipa.jp/exif/1.0/}LensSerialNumber": "LensSerialNumber",
    "{http://cipa.jp/exif/1.0/}CameraOwnerName": "CameraOwnerName",
    "{http://ns.adobe.com/tiff/1.0/}Make": "Make",
    "{http://ns.adobe.com/tiff/1.0/}Model": "Model",
    "{http://ns.adobe.com/tiff/1.0/}Artist": "Artist",
    "{http://ns.adobe.com/tiff/1.0/}Software": "Software",
    "{http://ns.adobe.com/exif/1.0/}GPSLatitude": "GPSLatitude",
    "{http://ns.adobe.com/exif/1.0/}GPSLongitude": "GPSLongitude",
}
_MOST = 200


def tags_of(packet: bytes) -> Iterator[tuple[str, str]]:
    """Names and words of the properties that are looked for. A packet that is malformed or has a DOCTYPE has none."""
    from lxml import etree

    if b"<!DOCTYPE" in packet:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(packet, parser)
    left = _MOST
    for element in root.iter() if root is not None else ():
        pairs = [(key, value) for key, value in element.attrib.items() if key in _WANTED]
        if element.tag in _WANTED:
            items = [one.strip() for one in element.itertext() if one.strip()]
            pairs.append((element.tag, ", ".join(items[:20])))
        for key, value in pairs:
            if value and left:
                left -= 1
                yield _WANTED[str(key)], str(value)
