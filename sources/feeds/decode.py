"""Content codings (RFC 9110, section 8.4) undone within a bound: a kilobyte on the wire can stand for gigabytes."""

import zlib

import brotli
import zstandard

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
_MAX_LAYERS = 2
_PIECE = 256 << 10
_MAX_WINDOW = 8 << 20  # RFC 8878 asks decoders to support this much, and RFC 9659 allows no more on the web.


class DecodeError(Exception):
    """A body that cannot be decoded, or not within the bound; the message says it in plain words."""


class TooLarge(DecodeError):
    """A body that would be longer than the bound."""


def decode(body: bytes | bytearray, encoding: str, limit: int) -> bytes:
    """Return `body` with its codings undone, the last one first.

    `encoding` is the Content-Encoding header. Memory stays within a small multiple of `limit` bytes.
    Raises TooLarge when the result is longer than `limit`, DecodeError when the body is damaged, cut off, or coded
    otherwise.
    """
    layers = [name for part in encoding.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    if len(layers) > _MAX_LAYERS:
        raise DecodeError(f"the answer is compressed {len(layers)} times over")
    for name in reversed(layers):
        decoder = _DECODERS.get(name)
        if decoder is None:
            raise DecodeError("the answer is compressed in a way that was not asked for and cannot be read")
        try:
            body = decoder(body, limit + 1)
        except (zlib.error, brotli.error, zstandard.ZstdError):
            raise DecodeError(f"the answer's {name} compression is damaged") from None
        if len(body) > limit:
            break
    if len(body) > limit:
        raise TooLarge(f"the answer is larger than {limit / 2**20:.3g} MiB")
    return bytes(body)


def _gzip(body: bytes | bytearray, limit: int) -> bytearray:
    out, rest = bytearray(), bytes(body)
    while True:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        _inflate(member, rest, out, limit)
        if len(out) >= limit:
            return out
        if not member.eof:
            raise DecodeError("the answer's gzip compression is cut off")
        rest = member.unused_data
        # What follows the last member is padding that some servers send.
        if not rest.startswith(b"\x1f\x8b"):
            return out


def _deflate(body: bytes | bytearray, limit: int) -> bytearray:
    # RFC 9110 means the zlib format; servers send bare deflate too.
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream, out = zlib.decompressobj(bits), bytearray()
        try:
            _inflate(stream, bytes(body), out, limit)
        except zlib.error:
            if bits < 0:
                raise
            continue
        if len(out) < limit and not stream.eof:
            raise DecodeError("the answer's deflate compression is cut off")
        return out
    raise AssertionError("unreachable")


def _inflate(stream: "zlib._Decompress", rest: bytes, out: bytearray, limit: int) -> None:
    """Decompress by pieces, so that nothing larger than the result and one piece is ever held."""
    while len(out) < limit and not stream.eof:
        piece = stream.decompress(rest, min(_PIECE, limit - len(out)))
        rest = stream.unconsumed_tail
        if not piece and not rest:
            return
        out += piece


def _brotli(body: bytes | bytearray, limit: int) -> bytearray:
    stream = brotli.Decompressor()
    out = bytearray(stream.process(bytes(body), output_buffer_limit=_PIECE))
    while len(out) < limit and not stream.can_accept_more_data():
        out += stream.process(b"", output_buffer_limit=min(_PIECE, limit - len(out)))
    if len(out) < limit and not stream.is_finished():
        raise DecodeError("the answer's br compression is cut off")
    return out


def _zstd(body: bytes | bytearray, limit: int) -> bytearray:
    reader = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(body, read_across_frames=True)
    out = bytearray()
    while len(out) < limit and (part := reader.read(min(_PIECE, limit - len(out)))):
        out += part
    return out


_DECODERS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
