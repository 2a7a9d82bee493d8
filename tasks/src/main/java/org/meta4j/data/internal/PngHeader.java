package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What a PNG says before its pixels (W3C, Portable Network Graphics, section 11).
 *
 * @param width pixels in a row
 * @param height rows
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param type 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha
 * @param interlaced whether the rows come in seven passes
 * @param palette red, green and blue of each index; empty without a palette
 * @param transparency the chunk tRNS: an alpha for each index, or the samples of the one colour that is transparent;
 *     empty without one
 * @param orientation see {@link Orientation}
 */
record PngHeader(
        int width,
        int height,
        int depth,
        int type,
        boolean interlaced,
        byte[] palette,
        byte[] transparency,
        int orientation) {
    static final int GRAY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GRAY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    static PngHeader of(byte[] file, List<PngChunks.Chunk> chunks) throws IOException {
        PngChunks.Chunk first = chunks.get(0);
        if (!first.type().equals("IHDR") || first.length() != 13) {
            throw new IOException("PNG does not begin with its header");
        }
        ByteBuffer header = ByteBuffer.wrap(file, first.offset(), first.length());
        int width = header.getInt();
        int height = header.getInt();
        int depth = header.get();
        int type = header.get();
        int compression = header.get();
        int filter = header.get();
        int interlace = header.get();
        if (width < 1 || height < 1) {
            throw new IOException(
                    "PNG has " + Integer.toUnsignedString(width) + "×" + Integer.toUnsignedString(height) + " pixels");
        }
        if (!isKind(depth, type) || (compression | filter) != 0 || interlace < 0 || interlace > 1) {
            throw new IOException("PNG has an unknown kind of pixels");
        }
        byte[] palette = data(file, chunks, "PLTE");
        if (type == PALETTE && (palette.length == 0 || palette.length % 3 != 0)) {
            throw new IOException("PNG has no palette");
        }
        byte[] transparency = data(file, chunks, "tRNS");
        int wanted = type == GRAY ? 2 : type == RGB ? 6 : transparency.length;
        return new PngHeader(
                width,
                height,
                depth,
                type,
                interlace == 1,
                palette,
                transparency.length == wanted ? transparency : new byte[0],
                orientation(file, chunks));
    }

    /** Samples of a pixel. */
    int samples() {
        return switch (type) {
            case RGB -> 3;
            case GRAY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    /** Bytes of a row, without the one that names its filter. */
    long rowBytes() {
        return ((long) width * samples() * depth + 7) / 8;
    }

    private static boolean isKind(int depth, int type) {
        return switch (type) {
            case GRAY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case RGB, GRAY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private static byte[] data(byte[] file, List<PngChunks.Chunk> chunks, String type) {
        return chunks.stream()
                .filter(chunk -> chunk.type().equals(type))
                .findFirst()
                .map(chunk -> Arrays.copyOfRange(file, chunk.offset(), chunk.offset() + chunk.length()))
                .orElse(new byte[0]);
    }

    private static int orientation(byte[] file, List<PngChunks.Chunk> chunks) {
        return chunks.stream()
                .filter(chunk -> chunk.type().equals("eXIf"))
                .findFirst()
                .map(chunk -> Orientation.of(file, chunk.offset(), chunk.length()))
                .orElse(Orientation.UPRIGHT);
    }
}
