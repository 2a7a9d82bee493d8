package org.meta4j.data.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes the one kind of PNG that Omniglot has, 1 bit gray without interlacing, some ten times
 * faster than ImageIO, whose set-up costs more than such a small image: with 32,460 drawings, the
 * difference between waiting and not.
 *
 * @param width pixels in a row
 * @param height rows
 * @param rows for each row a filter byte, then the pixels, 8 a byte, from the highest bit down; 1 is white
 */
record BilevelPng(int width, int height, byte[] rows) {
    private static final int MAX_SIDE = 4096;

    /** Empty if it is another kind of PNG, or large. */
    static Optional<BilevelPng> decode(byte[] file) throws IOException {
        List<PngChunks.Chunk> chunks = PngChunks.of(file);
        ByteBuffer header =
                ByteBuffer.wrap(file, chunks.get(0).offset(), chunks.get(0).length());
        if (!chunks.get(0).type().equals("IHDR") || header.remaining() != 13) {
            throw new IOException("PNG does not begin with its header");
        }
        int width = header.getInt();
        int height = header.getInt();
        // Bit depth 1, colour type 0, deflate, the standard filters, not interlaced.
        boolean bilevel = header.getInt() == 0x01000000 && header.get() == 0;
        boolean small = width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
        boolean plain = chunks.stream().noneMatch(chunk -> chunk.type().equals("tRNS"));
        if (!bilevel || !small || !plain) {
            return Optional.empty();
        }
        byte[] rows = new byte[height * stride(width)];
        inflate(file, chunks, rows);
        unfilter(rows, stride(width));
        return Optional.of(new BilevelPng(width, height, rows));
    }

    /** Writes row y as numbers 0 (black) and 255 (white). */
    void read(int y, float[] row) {
        int start = y * stride(width) + 1;
        for (int x = 0; x < width; x++) {
            row[x] = (rows[start + (x >> 3)] >> (7 - (x & 7)) & 1) * 255f;
        }
    }

    private static int stride(int width) {
        return 1 + (width + 7) / 8;
    }

    private static void inflate(byte[] file, List<PngChunks.Chunk> chunks, byte[] rows) throws IOException {
        Inflater inflater = new Inflater();
        try {
            int filled = 0;
            for (PngChunks.Chunk chunk : chunks) {
                if (chunk.type().equals("IDAT")) {
                    inflater.setInput(file, chunk.offset(), chunk.length());
                    filled += inflater.inflate(rows, filled, rows.length - filled);
                }
            }
            if (filled < rows.length) {
                throw new IOException("PNG has too few pixels");
            }
        } catch (DataFormatException e) {
            throw new IOException("PNG has damaged pixels", e);
        } finally {
            inflater.end();
        }
    }

    /** Undoes the filters of section 9 in place; with less than a byte a pixel, the left neighbour is a byte. */
    private static void unfilter(byte[] rows, int stride) throws IOException {
        for (int start = 0; start < rows.length; start += stride) {
            int filter = rows[start];
            for (int i = start + 1; i < start + stride; i++) {
                int left = i == start + 1 ? 0 : rows[i - 1] & 0xff;
                int up = start == 0 ? 0 : rows[i - stride] & 0xff;
                int corner = start == 0 || i == start + 1 ? 0 : rows[i - stride - 1] & 0xff;
                int predicted = switch (filter) {
                    case 0 -> 0;
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    case 4 -> paeth(left, up, corner);
                    default -> throw new IOException("PNG has an unknown filter " + filter);
                };
                rows[i] += (byte) predicted;
            }
        }
    }

    static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
