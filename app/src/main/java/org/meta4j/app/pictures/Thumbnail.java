package org.meta4j.app.pictures;

import org.meta4j.tasks.ExampleShape;

/**
 * Puts an example on paper at another size: averaged where it shrinks, interpolated where it grows, and in plain
 * squares where it has so few pixels that each of them is to be seen.
 */
final class Thumbnail {
    private static final int SQUARES_UP_TO = 12;
    private static final float DARK_BORDER = 0.25f;

    private final int rows;
    private final int columns;
    private final int channels;
    private final int width;
    private final int height;

    /** Examples of the shape, fitted into a square of {@code side} pixels. */
    Thumbnail(ExampleShape shape, int side) {
        rows = shape.sizes().get(0);
        columns = shape.sizes().get(1);
        channels = shape.sizes().get(2);
        double scale = (double) side / Math.max(rows, columns);
        width = Math.max(1, (int) Math.round(columns * scale));
        height = Math.max(1, (int) Math.round(rows * scale));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Draws the example that starts at {@code offset} of the inputs, with its top left corner at (x, y). */
    void draw(float[] inputs, int offset, Paper paper, int x, int y) {
        boolean ink = channels == 1 && border(inputs, offset) < DARK_BORDER;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int colour = 0;
                for (int channel = 0; channel < 3; channel++) {
                    float value = at(inputs, offset, row, column, channels == 1 ? 0 : channel);
                    value = Math.min(1, Math.max(0, Float.isNaN(value) ? 0 : value));
                    colour = colour << 8 | Math.round(255 * (ink ? 1 - value : value));
                }
                paper.pixels[(y + row) * paper.width + x + column] = colour;
            }
        }
    }

    private float border(float[] inputs, int offset) {
        float sum = 0;
        int count = 0;
        for (int row = 0; row < rows; row++) {
            boolean edge = row == 0 || row == rows - 1;
            for (int column = 0; column < columns; column += edge || columns == 1 ? 1 : columns - 1) {
                sum += inputs[offset + row * columns + column];
                count++;
            }
        }
        return sum / count;
    }

    private float at(float[] inputs, int offset, int row, int column, int channel) {
        if (Math.max(rows, columns) <= SQUARES_UP_TO) {
            return pixel(inputs, offset, row * rows / height, column * columns / width, channel);
        }
        if (rows > height || columns > width) {
            return average(inputs, offset, row, column, channel);
        }
        double y = Math.min(rows - 1, Math.max(0, (row + 0.5) * rows / height - 0.5));
        double x = Math.min(columns - 1, Math.max(0, (column + 0.5) * columns / width - 0.5));
        int y0 = (int) y;
        int x0 = (int) x;
        int y1 = Math.min(rows - 1, y0 + 1);
        int x1 = Math.min(columns - 1, x0 + 1);
        float down = (float) (y - y0);
        float right = (float) (x - x0);
        float above =
                pixel(inputs, offset, y0, x0, channel) * (1 - right) + pixel(inputs, offset, y0, x1, channel) * right;
        float below =
                pixel(inputs, offset, y1, x0, channel) * (1 - right) + pixel(inputs, offset, y1, x1, channel) * right;
        return above * (1 - down) + below * down;
    }

    private float average(float[] inputs, int offset, int row, int column, int channel) {
        int fromRow = row * rows / height;
        int toRow = Math.max(fromRow + 1, (row + 1) * rows / height);
        int fromColumn = column * columns / width;
        int toColumn = Math.max(fromColumn + 1, (column + 1) * columns / width);
        float sum = 0;
        for (int r = fromRow; r < toRow; r++) {
            for (int c = fromColumn; c < toColumn; c++) {
                sum += pixel(inputs, offset, r, c, channel);
            }
        }
        return sum / ((toRow - fromRow) * (toColumn - fromColumn));
    }

    private float pixel(float[] inputs, int offset, int row, int column, int channel) {
        return inputs[offset + (row * columns + column) * channels + channel];
    }
}
