package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Formats of images, told by a file's first bytes and not by its name. */
public enum ImageFormat {
    PNG,
    JPEG,
    GIF,
    BMP,
    TIFF,
    WEBP;

    /** All of them, for a sentence: {@value}. */
    public static final String NAMES = "PNG, JPEG, GIF, BMP, TIFF or WebP";

    private static final Set<String> EXTENSIONS =
            Set.of("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "tif", "tiff", "webp");

    /** Photographs that cannot be read. They count as images, so that they are named and not left out in silence. */
    private static final Set<String> FOREIGN = Set.of("heic", "heif", "avif", "jxl", "jp2");

    /** Whether a file is meant to be an image by its name. */
    public static boolean isNamed(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot >= 0 && (EXTENSIONS.contains(extension) || FOREIGN.contains(extension));
    }

    /** @throws IOException with a reason that can stand in brackets behind the file's name */
    static ImageFormat of(byte[] file) throws IOException {
        if (PngChunks.isPng(file)) {
            return PNG;
        }
        String head = new String(file, 0, Math.min(16, file.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (head.startsWith("GIF8")) {
            return GIF;
        }
        if (head.startsWith("BM")) {
            return BMP;
        }
        if (head.startsWith("II*\0")
                || head.startsWith("MM\0*")
                || head.startsWith("II+\0")
                || head.startsWith("MM\0+")) {
            return TIFF;
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return WEBP;
        }
        throw new IOException("not a " + NAMES + " image" + foreign(head));
    }

    private static String foreign(String head) {
        String brand = head.startsWith("ftyp", 4) && head.length() >= 12 ? head.substring(8, 12) : "";
        String name = switch (brand) {
            case "heic", "heix", "hevc", "mif1", "msf1" -> "HEIC";
            case "avif", "avis" -> "AVIF";
            default ->
                head.startsWith("8BPS")
                        ? "Photoshop"
                        : head.startsWith("%PDF") ? "PDF" : head.startsWith("<svg") ? "SVG" : "";
        };
        return name.isEmpty() ? "" : " but " + name + ", which must be saved as one of these";
    }
}
