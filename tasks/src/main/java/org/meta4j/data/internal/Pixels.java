package org.meta4j.data.internal;

import java.awt.image.BufferedImage;

/**
 * A decoded image, or one that is decoded while it is read: row by row, from above to below and each row once, as gray
 * or RGB numbers from 0 to 255. Transparent parts show white paper. Gray of a colour is ITU-R BT.601's luma,
 * 0.299 R + 0.587 G + 0.114 B. As it lies in the file: a camera's mark of orientation is not looked at.
 */
public interface Pixels {
    int width();

    int height();

    /** A reader of rows of 1 (gray) or 3 (RGB) numbers a pixel; one thread at a time. */
    Resize.Rows rows(int channels);

    /** An image that ImageIO has decoded. */
    static Pixels of(BufferedImage image) {
        return BufferedPixels.of(image);
    }
}
