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
                        hugeJpeg(jpeg),
                        "65000×65000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in GIF",
                        hugeGif(),
                        "65000×65000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in BMP",
                        hugeBmp(),
                        "60000×60000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in TIFF",
                        hugeTiff(),
                        "60000×60000 pixels are more than the limit of 100000000"),
                WrongInput.image(
                        "a decompression bomb in WebP",
                        hugeWebp(),
                        "60000×60000 pixels are more than the limit of 16000000"),
                WrongInput.image("half a WebP", Arrays.copyOf(hugeWebp(), 25), "image is truncated"),
                WrongInput.image("half a TIFF", Arrays.copyOf(hugeTiff(), 40), "image is damaged"));
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

    private static byte[] hugeJpeg(byte[] jpeg) {
        ByteBuffer huge = ByteBuffer.wrap(jpeg.clone());
        int frame = 0;
        while (huge.getShort(frame) != (short) 0xffc0) {
            frame++;
        }
        huge.putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
        return huge.array();
    }

    private static byte[] hugeGif() {
        ByteBuffer gif = ByteBuffer.wrap(encoded("gif")).order(ByteOrder.LITTLE_ENDIAN);
        gif.putShort(6, (short) 65_000).putShort(8, (short) 65_000);
        int colours = 3 * (2 << (gif.get(10) & 7));
        int image = 13 + colours;
        while (gif.get(image) != ',') {
            image++;
        }
        gif.putShort(image + 5, (short) 65_000).putShort(image + 7, (short) 65_000);
        return gif.array();
    }

    private static byte[] hugeBmp() {
        ByteBuffer bmp = ByteBuffer.wrap(encoded("bmp")).order(ByteOrder.LITTLE_ENDIAN);
        return bmp.putInt(18, 60_000).putInt(22, 60_000).array();
    }

    private static byte[] hugeTiff() {
        int[][] fields = {
            {256, 60_000}, {257, 60_000}, {258, 8}, {259, 1}, {262, 1}, {273, 8}, {277, 1}, {278, 60_000}, {279, 9}
        };
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 12 * fields.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(bytes("II*\0")).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            tiff.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
        }
        return tiff.array();
    }

    private static byte[] hugeWebp() {
        ByteBuffer webp = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        webp.put(bytes("RIFF")).putInt(22).put(bytes("WEBPVP8X")).putInt(10).putInt(0);
        for (int side = 0; side < 2; side++) {
            webp.putShort((short) 59_999).put((byte) 0);
        }
        return webp.array();
    }
}
