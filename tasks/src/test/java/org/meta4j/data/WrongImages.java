package org.meta4j.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files that are no images, not whole, or far larger than they look. */
final class WrongImages {
    private static final String NONE = "not a PNG, JPEG, GIF, BMP, TIFF or WebP image";

    private WrongImages() {}

    static List<WrongInput> all() {
        byte[] png = encoded("png");
        byte[] jpeg = encoded("jpg");
        return List.of(
                WrongInput.image("a file of 0 bytes", new byte[0], "the file has 0 bytes"),
                WrongInput.image("a text", bytes("I am no image"), NONE),
                WrongInput.image("zeros", new byte[500], NONE),
                WrongInput.image(
                        "a web page saved as an image", bytes("<!doctype html><title>404 Not Found</title>"), NONE),
                WrongInput.image(
                        "a photograph of a phone in HEIC",
                        bytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"),
                        NONE + " but HEIC, which must be saved as one of these"),
                WrongInput.image("a PDF", bytes("%PDF-1.7"), NONE + " but PDF, which must be saved as one of these"),
                WrongInput.image("half a PNG", Arrays.copyOf(png, png.length / 2), "PNG is truncated or damaged"),
                WrongInput.image("half a JPEG", Arrays.copyOf(jpeg, jpeg.length - 40), "image is truncated or damaged"),
                WrongInput.image("a JPEG's beginning", Arrays.copyOf(jpeg, 30), "image is truncated or damaged"),
                WrongInput.image(
                        "a PNG with a flipped bit",
                        changed(png, png.length - 20, (byte) 1),
                        "PNG is damaged: wrong checksum of IDAT"),
                WrongInput.image(
                        "a PNG with too few pixels", png(28, 28, 8, 0, new byte[28]), "PNG has too few pixels"),
                WrongInput.image(
                        "a PNG with a filter that there is not",
                        png(1, 1, 8, 0, new byte[] {9, 0}),
                        "PNG has an unknown filter 9"),
                WrongInput.image(
                        "a PNG of a palette that is not there", png(1, 1, 8, 3, new byte[2]), "PNG has no palette"),
                WrongInput.image("a PNG of 0 pixels", png(0, 5, 8, 0, new byte[2]), "PNG has 0×5 pixels"),
                WrongInput.image(
                        "a PNG of a bit depth that there is not",
                        png(1, 1, 7, 0, new byte[2]),
                        "PNG has an unknown kind of pixels"),
                WrongInput.image(
                        "a decompression bomb in PNG, 60,000 × 60,000 pixels",
                        png(60_000, 60_000, 8, 6, new byte[240_001]),
                        "60000×60000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a PNG wider than memory",
                        png(Integer.MAX_VALUE, 1, 16, 6, new byte[9]),
                        "2147483647×1 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in JPEG",
                        jpegOf(jpeg, 65_000, 65_000, 1),
                        "65000×65000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in GIF",
                        gifOf(65_000, 65_000),
                        "65000×65000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in BMP",
                        hugeBmp(),
                        "60000×60000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in TIFF",
                        tiffOf(60_000, 60_000, 1),
                        "60000×60000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in WebP",
                        webpOf(60_000, 60_000, 0),
                        "60000×60000 pixels are more than the limit of 16000000"),
                WrongInput.image(
                        "a JPEG that is gone over many times",
                        jpegOf(jpeg, 9000, 9000, 5),
                        "9000×9000 pixels in 5 scans are 405 million pixels to go over, more than the limit of 400"
                                + " million: save it smaller, or as a JPEG that is not progressive"),
                WrongInput.image(
                        "a GIF that takes long",
                        gifOf(8000, 5001),
                        "8000×5001 pixels are 41 million pixels of a GIF, more than the limit of 40 million: save it as"
                                + " PNG, or smaller"),
                WrongInput.image(
                        "a WebP that takes long for its bytes",
                        webpOf(4000, 4000, 8_000_000),
                        "4000×4000 pixels in 8000000 bytes are 32 million pixels and, twice, bytes, more than the limit"
                                + " of 30 million: save it as JPEG or PNG, or smaller"),
                WrongInput.image(
                        "a TIFF that takes long to unpack",
                        tiffOf(9000, 9000, 5),
                        "9000×9000 pixels packed by LZW are 81 million bytes to unpack, more than the limit of 80"
                                + " million: save it as PNG, or smaller"),
                WrongInput.image("half a WebP", Arrays.copyOf(webpOf(60_000, 60_000, 0), 25), "image is truncated"),
                WrongInput.image("half a TIFF", Arrays.copyOf(tiffOf(60_000, 60_000, 1), 40), "image is damaged"));
    }

    private static byte[] encoded(String format) {
        return TinyImages.encoded(TinyImages.square(28, 0xffffff, 0), format);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] changed(byte[] bytes, int at, byte difference) {
        byte[] changed = bytes.clone();
        changed[at] ^= difference;
        return changed;
    }

    private static byte[] png(int width, int height, int depth, int type, byte[] pixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        out.writeBytes(chunk("IHDR", header.put((byte) depth).put((byte) type).array()));
        Deflater deflater = new Deflater();
        deflater.setInput(pixels);
        deflater.finish();
        byte[] packed = new byte[pixels.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        out.writeBytes(chunk("IDAT", Arrays.copyOf(packed, length)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(bytes(type))
                .put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, data.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /** A JPEG whose header lies about its size, and whose only scan comes several times. */
    private static byte[] jpegOf(byte[] jpeg, int width, int height, int scans) {
        ByteBuffer large = ByteBuffer.wrap(jpeg.clone());
        large.putShort(marker(jpeg, 0xc0) + 5, (short) height).putShort(marker(jpeg, 0xc0) + 7, (short) width);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int scan = marker(jpeg, 0xda);
        out.write(large.array(), 0, scan);
        for (int i = 0; i < scans; i++) {
            out.write(jpeg, scan, jpeg.length - 2 - scan);
        }
        out.write(jpeg, jpeg.length - 2, 2);
        return out.toByteArray();
    }

    private static int marker(byte[] jpeg, int marker) {
        int at = 0;
        while ((jpeg[at] & 0xff) != 0xff || (jpeg[at + 1] & 0xff) != marker) {
            at++;
        }
        return at;
    }

    private static byte[] gifOf(int width, int height) {
        ByteBuffer gif = ByteBuffer.wrap(encoded("gif")).order(ByteOrder.LITTLE_ENDIAN);
        gif.putShort(6, (short) width).putShort(8, (short) height);
        int colours = 3 * (2 << (gif.get(10) & 7));
        int image = 13 + colours;
        while (gif.get(image) != ',') {
            image++;
        }
        gif.putShort(image + 5, (short) width).putShort(image + 7, (short) height);
        return gif.array();
    }

    private static byte[] hugeBmp() {
        ByteBuffer bmp = ByteBuffer.wrap(encoded("bmp")).order(ByteOrder.LITTLE_ENDIAN);
        return bmp.putInt(18, 60_000).putInt(22, 60_000).array();
    }

    private static byte[] tiffOf(int width, int height, int compression) {
        int[][] fields = {
            {256, width},
            {257, height},
            {258, 8},
            {259, compression},
            {262, 1},
            {273, 8},
            {277, 1},
            {278, height},
            {279, 9}
        };
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 12 * fields.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(bytes("II*\0")).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            tiff.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
        }
        return tiff.array();
    }

    /** @param lossy bytes of a chunk of pixels, all 0; without any there is no such chunk */
    private static byte[] webpOf(int width, int height, int lossy) {
        int length = 30 + (lossy == 0 ? 0 : 8 + lossy);
        ByteBuffer webp = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        webp.put(bytes("RIFF"))
                .putInt(length - 8)
                .put(bytes("WEBPVP8X"))
                .putInt(10)
                .putInt(0);
        for (int side : new int[] {width, height}) {
            webp.putShort((short) (side - 1)).put((byte) 0);
        }
        if (lossy > 0) {
            webp.put(bytes("VP8 ")).putInt(lossy);
        }
        return webp.array();
    }
}
