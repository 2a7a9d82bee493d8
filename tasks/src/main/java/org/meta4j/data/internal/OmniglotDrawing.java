package org.meta4j.data.internal;

import java.io.IOException;
import java.util.Optional;
import org.meta4j.data.DataException;

/** Decodes one drawing of Omniglot. */
public final class OmniglotDrawing {
    /** Height and width of a drawing as published. */
    public static final int SIDE = 105;

    private static final long MAX_PIXELS = 1_000_000;
    private static final int WHITE = 255;

    private OmniglotDrawing() {}

    /**
     * Ink 255, paper 0. Thread-safe.
     *
     * @param resize from {@value #SIDE}×{@value #SIDE} pixels
     * @throws DataException if the drawing has another size
     */
    public static float[] decode(byte[] png, Resize resize) throws IOException {
        Optional<BilevelPng> usual = BilevelPng.decode(png);
        if (usual.isPresent()) {
            BilevelPng drawing = usual.get();
            requireSide(drawing.width(), drawing.height());
            return resize.apply(inverted(drawing::read), 1);
        }
        return ImageDecoder.decode(png, MAX_PIXELS, pixels -> {
            requireSide(pixels.width(), pixels.height());
            return resize.apply(inverted(pixels.rows(1)), 1);
        });
    }

    private static void requireSide(int width, int height) {
        if (width != SIDE || height != SIDE) {
            throw new DataException(width + "×" + height + " pixels, not " + SIDE + "×" + SIDE);
        }
    }

    private static Resize.Rows inverted(Resize.Rows rows) {
        return (y, row) -> {
            rows.read(y, row);
            for (int x = 0; x < row.length; x++) {
                row[x] = WHITE - row[x];
            }
        };
    }
}
