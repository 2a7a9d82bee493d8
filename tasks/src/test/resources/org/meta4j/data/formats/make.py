"""Makes the images in this folder with Pillow 13 (libjpeg-turbo, libwebp, libtiff): python3 make.py

All show the same four quarters, 40 x 24 pixels: red and green above, blue and yellow below. Those named turned-N carry
the camera's mark N and are stored such that they look alike when they are turned upright.
"""

import struct
import zlib

from PIL import Image, ImageDraw, ImageOps

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (40, 60, 200), (230, 220, 40)


def picture():
    image = Image.new("RGB", (40, 24), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 0, 39, 11), fill=GREEN)
    draw.rectangle((0, 12, 19, 23), fill=BLUE)
    draw.rectangle((20, 12, 39, 23), fill=YELLOW)
    return image


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, depth, kind, samples, extra=b""):
    """A PNG of a kind that Pillow does not write; samples(x, y) gives the numbers of a pixel."""
    rows = b""
    for y in range(24):
        numbers = [n for x in range(40) for n in samples(x, y)]
        if depth == 16:
            rows += b"\0" + struct.pack(f">{len(numbers)}H", *numbers)
        else:
            per = 8 // depth
            numbers += [0] * (-len(numbers) % per)
            packed = [sum(n << (8 - depth * (i + 1)) for i, n in enumerate(numbers[at : at + per]))
                      for at in range(0, len(numbers), per)]
            rows += b"\0" + bytes(packed)
    head = struct.pack(">IIBBBBB", 40, 24, depth, kind, 0, 0, 0)
    with open(name, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra
                  + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def quarter(x, y):
    return (RED, GREEN, BLUE, YELLOW)[(x >= 20) + 2 * (y >= 12)]


image = picture()
image.save("plain.png")
image.save("plain.bmp")
image.save("plain.gif")
image.save("plain.jpg", quality=95, subsampling=0)
image.save("progressive.jpg", quality=95, subsampling=0, progressive=True)
image.convert("CMYK").save("cmyk.jpg", quality=95)
# YCCK as Adobe's programs write it: the inks are inverted, and so it is the inverted colours that are told as YCC.
y, cb, cr = ImageOps.invert(image).convert("YCbCr").split()
stored = Image.merge("CMYK", [y.point(lambda v: 255 - v), cb.point(lambda v: 255 - v), cr.point(lambda v: 255 - v),
                              Image.new("L", image.size, 0)])
stored.save("ycck.jpg", quality=95)
data = bytearray(open("ycck.jpg", "rb").read())
data[data.index(b"Adobe") + 11] = 2
open("ycck.jpg", "wb").write(data)
image.save("lossy.webp", quality=95)
image.save("lossless.webp", lossless=True)
image.save("none.tif")
image.save("lzw.tif", compression="tiff_lzw")
image.save("deflate.tif", compression="tiff_adobe_deflate")
image.save("jpeg.tif", compression="jpeg", quality=95)
image.convert("CMYK").save("cmyk.tif")
image.quantize(4).save("palette.png", bits=2)
image.quantize(4).save("palette.tif")
image.save("big.tif", big_tiff=True)

clear = image.convert("RGBA")
clear.putalpha(Image.new("L", image.size, 128))
clear.save("half-clear.png")
clear.save("half-clear.webp", lossless=True)
clear.save("half-clear-lossy.webp", quality=95)
clear.save("half-clear.tif")

png("rgb16.png", 16, 2, lambda x, y: [257 * c for c in quarter(x, y)])
png("rgba16.png", 16, 6, lambda x, y: [257 * c for c in quarter(x, y)] + [65535])
colours = [RED, GREEN, BLUE, YELLOW]
for depth in (2, 4, 8):
    palette = chunk(b"PLTE", bytes(c for colour in colours for c in colour))
    png(f"palette{depth}.png", depth, 3, lambda x, y: [colours.index(quarter(x, y))], palette)
png("clear-red.png", 8, 2, lambda x, y: quarter(x, y), chunk(b"tRNS", struct.pack(">HHH", *RED)))
png("clear-palette.png", 8, 3, lambda x, y: [colours.index(quarter(x, y))],
    chunk(b"PLTE", bytes(c for colour in colours for c in colour)) + chunk(b"tRNS", bytes([0])))

exif = Image.Exif()
# How to store the upright picture such that mark N turns it upright again: the inverse operation.
back = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
for mark, operation in back.items():
    exif[274] = mark
    image.transpose(operation).save(f"turned-{mark}.jpg", quality=95, subsampling=0, exif=exif)
exif[274] = 6
turned = image.transpose(back[6])
turned.save("turned-6.png", exif=exif)
turned.save("turned-6.webp", lossless=True, exif=exif)
turned.save("turned-6.tif", exif=exif)
