package org.meta4j.data.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A PNG without interlacing, of every other kind, decoded row by row: an image of any size takes the memory of two
 * rows. ImageIO would read it too, but setting it up costs more than most of these images, a fifth of a second in a JVM
 * that has just started, and it holds the whole image.
 */
final class PngPixels implements Pixels, AutoCloseable {
    private final byte[] file;
    private final List<PngChunks.Chunk> chunks;
    private final PngHeader header;
    private final Inflater inflater = new Inflater();
    private final int pixelBytes;
    private final float scale;
    private byte[] above;
    private byte[] line;
    private int nextChunk;
    private int nextRow;

    PngPixels(byte[] file, List<PngChunks.Chunk> chunks, PngHeader header) {
        this.file = file;
        this.chunks = chunks;
        this.header = header;
        pixelBytes = Math.max(1, header.samples() * header.depth() / 8);
        scale = (float) Colours.WHITE / ((1 << header.depth()) - 1);
        above = new byte[Math.toIntExact(header.rowBytes() + 1)];
        line = new byte[above.length];
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** What is damaged is thrown as an {@link UncheckedIOException}, for a reader of rows can throw no other. */
    @Override
    public Resize.Rows rows(int channels) {
        Colours.requireChannels(channels);
        float[] rgb = new float[3];
        boolean opaque = header.transparency().length == 0;
        boolean plainGray = opaque && channels == 1 && header.type() == PngHeader.GRAY;
        boolean plainColour = opaque && header.type() == PngHeader.RGB && header.depth() == 8;
        return (y, row) -> {
            if (y != nextRow) {
                throw new IllegalStateException("row " + y + " was asked for, but row " + nextRow + " is next");
            }
            nextRow++;
            advance();
            for (int x = 0; x < header.width(); x++) {
                if (plainGray) {
                    row[x] = sample(x) * scale;
                } else if (plainColour) {
                    // What most large images are, and quicker than the general way below.
                    rgb[0] = line[3 * x + 1] & 0xff;
                    rgb[1] = line[3 * x + 2] & 0xff;
                    rgb[2] = line[3 * x + 3] & 0xff;
                    Colours.put(rgb, channels, row, x);
                } else {
                    colour(x, rgb);
                    Colours.put(rgb, channels, row, x);
                }
            }
        };
    }

    private void advance() {
        byte[] before = above;
        above = line;
        line = before;
        try {
            inflate();
            unfilter();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inflate() throws IOException {
        try {
            int filled = 0;
            while (filled < line.length) {
                int read = inflater.inflate(line, filled, line.length - filled);
                filled += read;
                if (read == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
                    throw new IOException("PNG has too few pixels");
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("PNG has damaged pixels", e);
        }
    }

    private boolean feed() {
        while (nextChunk < chunks.size()) {
            PngChunks.Chunk chunk = chunks.get(nextChunk);
            nextChunk++;
            if (chunk.type().equals("IDAT") && chunk.length() > 0) {
                inflater.setInput(file, chunk.offset(), chunk.length());
                return true;
            }
        }
        return false;
    }

    /** Undoes the filters of section 9; the first byte of a row names its filter. */
    private void unfilter() throws IOException {
        byte[] now = line;
        byte[] up = above;
        int step = pixelBytes;
        // Left of the first pixel there are zeros.
        switch (now[0]) {
            case 0 -> {}
            case 1 -> {
                for (int i = step + 1; i < now.length; i++) {
                    now[i] += now[i - step];
                }
            }
            case 2 -> {
                for (int i = 1; i < now.length; i++) {
                    now[i] += up[i];
                }
            }
            case 3 -> {
                for (int i = 1; i < now.length; i++) {
                    int left = i > step ? now[i - step] & 0xff : 0;
                    now[i] += (byte) ((left + (up[i] & 0xff)) / 2);
                }
            }
            case 4 -> {
                for (int i = 1; i < now.length; i++) {
                    int left = i > step ? now[i - step] & 0xff : 0;
                    int corner = i > step ? up[i - step] & 0xff : 0;
                    now[i] += (byte) BilevelPng.paeth(left, up[i] & 0xff, corner);
                }
            }
            default -> throw new IOException("PNG has an unknown filter " + (now[0] & 0xff));
        }
    }

    /** Sample i of the row, counted over all its pixels. */
    private int sample(int i) {
        switch (header.depth()) {
            case 8:
                return line[1 + i] & 0xff;
            case 16:
                return (line[1 + 2 * i] & 0xff) << 8 | line[2 + 2 * i] & 0xff;
            default:
                int bit = i * header.depth();
                int shift = 8 - header.depth() - (bit & 7);
                return line[1 + (bit >> 3)] >> shift & (1 << header.depth()) - 1;
        }
    }

    private void colour(int x, float[] rgb) {
        int first = x * header.samples();
        switch (header.type()) {
            case PngHeader.PALETTE -> paletteColour(sample(x), rgb);
            case PngHeader.GRAY, PngHeader.GRAY_ALPHA -> Arrays.fill(rgb, sample(first) * scale);
            default -> {
                for (int c = 0; c < 3; c++) {
                    rgb[c] = sample(first + c) * scale;
                }
            }
        }
        if (header.type() == PngHeader.GRAY_ALPHA || header.type() == PngHeader.RGB_ALPHA) {
            Colours.overWhite(rgb, sample(first + header.samples() - 1) * scale / Colours.WHITE);
        } else if (header.type() != PngHeader.PALETTE && isTransparent(first)) {
            Arrays.fill(rgb, Colours.WHITE);
        }
    }

    private void paletteColour(int index, float[] rgb) {
        if (index >= header.palette().length / 3) {
            throw new UncheckedIOException(new IOException(
                    "PNG has a pixel of colour " + index + ", but " + header.palette().length / 3 + " colours"));
        }
        for (int c = 0; c < 3; c++) {
            rgb[c] = header.palette()[3 * index + c] & 0xff;
        }
        if (index < header.transparency().length) {
            Colours.overWhite(rgb, (header.transparency()[index] & 0xff) / (float) Colours.WHITE);
        }
    }

    /** Whether a pixel has the one colour that tRNS names. */
    private boolean isTransparent(int first) {
        byte[] named = header.transparency();
        if (named.length == 0) {
            return false;
        }
        for (int c = 0; c < header.samples(); c++) {
            if (sample(first + c) != ((named[2 * c] & 0xff) << 8 | named[2 * c + 1] & 0xff)) {
                return false;
            }
        }
        return true;
    }
}
