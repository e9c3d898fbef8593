"""The text of a PDF: what its fonts say that their glyphs mean, in the order in which they are drawn."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_TOKEN = re.compile(rb"/(?P<font>\w+) [\d.]+ Tf|(?P<code><[0-9A-Fa-f\s]+>)|\(")
_STREAM = re.compile(rb"stream\r?\n")
Glyphs = dict[int, str]


def text_of(pdf: bytes) -> str:
    """Letters and figures of all that is written: spaces are often only distances, and lines end with hyphens."""
    assert pdf.startswith(b"%PDF-")
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    for body in list(objects.values()):
        if b"/ObjStm" in body:
            objects |= _packed(body)
    fonts = {number: _glyphs(objects, body) for number, body in objects.items() if b"/ToUnicode" in body}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return "".join(_page(objects, fonts, page) for page in pages)


def _page(objects: dict[int, bytes], fonts: dict[int, Glyphs], page: bytes) -> str:
    resources = _followed(objects, page, b"Resources")
    named = _followed(objects, resources, b"Font")
    known = {name: fonts.get(int(number), {}) for name, number in re.findall(rb"/(\w+) (\d+) 0 R", named)}
    contents = re.search(rb"/Contents\s*(\[[^\]]*\]|\d+ 0 R)", page)
    assert contents
    drawn = b"\n".join(_stream(objects[int(number)]) for number in re.findall(rb"(\d+) 0 R", contents[1]))
    return _drawn(drawn, known)


def _drawn(content: bytes, fonts: dict[bytes, Glyphs]) -> str:
    text, glyphs, at = [], Glyphs(), 0
    while found := _TOKEN.search(content, at):
        at = found.end()
        if found["font"]:
            glyphs = fonts.get(found["font"], {})
            continue
        if found["code"]:
            shown = bytes.fromhex(found["code"][1:-1].decode())
        else:
            at = _end_of_string(content, at)
            shown = _unescaped(content[found.end() : at - 1])
        codes = [int.from_bytes(shown[place : place + 2], "big") for place in range(0, len(shown), 2)]
        text.append("".join(glyphs.get(each, "") for each in codes))
    return plain("".join(text))


def _end_of_string(content: bytes, at: int) -> int:
    """Behind the bracket that closes a string which began before; brackets in pairs may stand in it as they are."""
    depth = 1
    while depth:
        sign = content[at : at + 1]
        depth += (sign == b"(") - (sign == b")")
        at += 2 if sign == b"\\" else 1
    return at


def plain(text: str) -> str:
    """Letters and figures of a text."""
    return re.sub(r"\W", "", text)


def _unescaped(code: bytes) -> bytes:
    plain_signs = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def escaped(found: re.Match[bytes]) -> bytes:
        given = found[1]
        return bytes([int(given, 8)]) if given.isdigit() else plain_signs.get(given, given)

    return re.sub(rb"\\([0-7]{1,3}|.)", escaped, code, flags=re.DOTALL)


def _glyphs(objects: dict[int, bytes], font: bytes) -> Glyphs:
    number = re.search(rb"/ToUnicode (\d+) 0 R", font)
    assert number
    table, found = _stream(objects[int(number[1])]), Glyphs()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, meant in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = _meant(meant)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, meant in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            begin = int(first, 16)
            for each in range(begin, int(last, 16) + 1):
                found[each] = chr(ord(_meant(meant)) + each - begin)
    return found


def _meant(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _followed(objects: dict[int, bytes], body: bytes, name: bytes) -> bytes:
    """What stands under a name of a dictionary, or behind the number that stands there."""
    found = re.search(rb"/" + name + rb"\s*(?:(\d+) 0 R|(<<.*))", body, re.DOTALL)
    assert found, name
    return objects[int(found[1])] if found[1] else found[2]


def _stream(body: bytes) -> bytes:
    """As long as it says: its last byte may look like the end of a line."""
    length, begins = re.search(rb"/Length (\d+)", body), _STREAM.search(body)
    assert length
    assert begins
    data = body[begins.end() : begins.end() + int(length[1])]
    return zlib.decompress(data) if b"/FlateDecode" in body else data


def _packed(body: bytes) -> dict[int, bytes]:
    """The objects that a stream of objects holds."""
    first = re.search(rb"/First (\d+)", body)
    assert first
    data, begin = _stream(body), int(first[1])
    pairs = [int(each) for each in data[:begin].split()]
    numbers, places = pairs[::2], [begin + each for each in pairs[1::2]]
    return {number: data[at:end] for number, at, end in zip(numbers, places, [*places[1:], len(data)], strict=True)}
