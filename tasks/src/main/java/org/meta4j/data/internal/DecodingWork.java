package org.meta4j.data.internal;

import java.io.IOException;
import java.util.Locale;

/**
 * Bounds the work of decoding before it begins, by what the file's headers say. The pixels alone do not tell it: a
 * progressive JPEG is gone over once for each of its scans, a WebP takes long by its bytes too. Each bound stands for some
 * three seconds of one core and leaves room for photographs: a JPEG of 40 million pixels in the usual ten scans, a WebP of 12
 * million at high quality.
 */
final class DecodingWork {
    private static final long MILLION = 1_000_000;

    /** Pixels times scans: each costs 8 nanoseconds. */
    private static final long MAX_JPEG_VISITS = 400 * MILLION;

    /** The JDK's decoder takes 50 nanoseconds for each. */
    private static final long MAX_GIF_PIXELS = 40 * MILLION;

    /** The decoder takes 140 nanoseconds a pixel and 240 a byte of lossy data. */
    private static final long MAX_WEBP_WORK = 30 * MILLION;

    private static final int WEBP_BYTE = 2;

    /** Bytes that come out of LZW, which takes 50 nanoseconds for each at worst. */
    private static final long MAX_LZW_BYTES = 80 * MILLION;

    private static final int COMPRESSION = 259;
    private static final int LZW = 5;

    private DecodingWork() {}

    /**
     * Refuses what would take too long.
     *
     * @param bytesPerPixel of the image as it is unpacked
     * @throws IOException with a reason that can stand in brackets behind a file's name
     */
    static void require(byte[] file, ImageFormat format, int width, int height, int bytesPerPixel) throws IOException {
        String size = width + "×" + height + " pixels";
        long pixels = (long) width * height;
        switch (format) {
            case JPEG -> {
                int scans = JpegScans.count(file);
                requireAtMost(
                        MAX_JPEG_VISITS,
                        pixels * scans,
                        size + " in " + scans + " scans",
                        "pixels to go over",
                        "save it smaller, or as a JPEG that is not progressive");
            }
            case GIF -> requireAtMost(MAX_GIF_PIXELS, pixels, size, "pixels of a GIF", "save it as PNG, or smaller");
            case WEBP -> {
                long lossy = WebpChunks.lossyBytes(file);
                requireAtMost(
                        MAX_WEBP_WORK,
                        pixels + WEBP_BYTE * lossy,
                        size + " in " + lossy + " bytes",
                        "pixels and, twice, bytes",
                        "save it as JPEG or PNG, or smaller");
            }
            case TIFF -> {
                if (TiffTag.value(COMPRESSION, file, 0, file.length).orElse(0) == LZW) {
                    requireAtMost(
                            MAX_LZW_BYTES,
                            pixels * bytesPerPixel,
                            size + " packed by LZW",
                            "bytes to unpack",
                            "save it as PNG, or smaller");
                }
            }
            default -> {
                // Their decoders are as fast as their files are read.
            }
        }
    }

    private static void requireAtMost(long most, long work, String what, String of, String instead) throws IOException {
        if (work > most) {
            // Rounded up, so that what is refused never reads as the limit itself.
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s are %d million %s, more than the limit of %d million: %s",
                    what,
                    (work + MILLION - 1) / MILLION,
                    of,
                    most / MILLION,
                    instead));
        }
    }
}
