package org.meta4j.learners.training;

import java.util.SplittableRandom;
import org.meta4j.tasks.ExampleShape;

/**
 * A random change of each image that is trained on, another one in each task: it is turned about its middle, made larger or
 * smaller, and moved, so that a learner does not come to know its training images by heart (affine distortions of Omniglot: Koch,
 * Zemel and Salakhutdinov, Siamese Neural Networks for One-shot Image Recognition, 2015, section 4.2; there with shearing, and each
 * part with probability a half). With the centre of the image as origin, a pixel p of the result is the image at
 * R(−φ) (p − t) / s, interpolated bilinearly; beyond its edges the image goes on as they are. φ, s and t are drawn uniformly
 * from [−degrees, degrees], [1 − scale, 1 + scale] and, for each axis, [−shift, shift] of its side.
 *
 * @param shift share of a side, at least 0 and below 1
 * @param degrees at least 0 and at most 180
 * @param scale at least 0 and below 1
 */
public record Distortion(double shift, double degrees, double scale) {
    /** Two pixels of 28, ten degrees, a tenth of the size. */
    public static final Distortion DEFAULT = new Distortion(0.07, 10, 0.1);

    private static final int IMAGE = 3;

    public Distortion {
        within("the shift", shift, 0, 1, false);
        within("the degrees", degrees, 0, 180, true);
        within("the scale", scale, 0, 1, false);
    }

    private static void within(String what, double value, double least, double most, boolean included) {
        if (!(value >= least && (value < most || included && value == most))) {
            throw new IllegalArgumentException(what + " of a distortion must be at least " + least + " and "
                    + (included ? "at most " : "below ") + most + ", but was " + value);
        }
    }

    /**
     * Reads three numbers with commas between them, as in {@code 0.07,10,0.1}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Distortion parse(String text) {
        String[] words = text.split(",", -1);
        if (words.length != IMAGE) {
            throw new IllegalArgumentException(
                    "a distortion is SHIFT,DEGREES,SCALE, such as " + DEFAULT.text() + ", but was '" + text + "'");
        }
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                numbers[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "a distortion is SHIFT,DEGREES,SCALE, such as " + DEFAULT.text() + ", but '" + words[i]
                                + "' is no number",
                        e);
            }
        }
        return new Distortion(numbers[0], numbers[1], numbers[2]);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return shift + "," + degrees + "," + scale;
    }

    /** @throws IllegalArgumentException if such examples are no images */
    public void require(ExampleShape shape) {
        if (shape.sizes().size() != IMAGE) {
            throw new IllegalArgumentException(
                    "only images of height × width × channels can be distorted, but examples are " + shape
                            + ": leave the distortion out");
        }
    }

    /**
     * Distorts an image.
     *
     * @param shape height, width, channels
     * @param source the image from {@code from} on; not changed
     * @param target all shape.length() numbers from {@code to} on are written; another array
     */
    void write(ExampleShape shape, float[] source, int from, float[] target, int to, SplittableRandom random) {
        Drawn drawn = new Drawn(
                Math.toRadians(either(degrees, random)),
                1 + either(scale, random),
                shape.sizes().get(0) * either(shift, random),
                shape.sizes().get(1) * either(shift, random));
        write(shape, source, from, target, to, drawn);
    }

    private static double either(double most, SplittableRandom random) {
        return most * (2 * random.nextDouble() - 1);
    }

    /**
     * One of these changes.
     *
     * @param angle in radians, from the vertical axis to the horizontal one
     * @param size above 1 for larger
     * @param down pixels
     * @param right pixels
     */
    record Drawn(double angle, double size, double down, double right) {}

    static void write(ExampleShape shape, float[] source, int from, float[] target, int to, Drawn drawn) {
        int height = shape.sizes().get(0);
        int width = shape.sizes().get(1);
        int channels = shape.sizes().get(2);
        double cosine = Math.cos(drawn.angle) / drawn.size;
        double sine = Math.sin(drawn.angle) / drawn.size;
        double middleY = (height - 1) / 2.0;
        double middleX = (width - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dy = y - middleY - drawn.down;
                double dx = x - middleX - drawn.right;
                double sourceY = Math.max(0, Math.min(height - 1, cosine * dy + sine * dx + middleY));
                double sourceX = Math.max(0, Math.min(width - 1, cosine * dx - sine * dy + middleX));
                int top = Math.min((int) sourceY, Math.max(0, height - 2));
                int left = Math.min((int) sourceX, Math.max(0, width - 2));
                float below = (float) (sourceY - top);
                float beside = (float) (sourceX - left);
                int row = from + (top * width + left) * channels;
                int next = height > 1 ? row + width * channels : row;
                int step = width > 1 ? channels : 0;
                int place = to + (y * width + x) * channels;
                for (int c = 0; c < channels; c++) {
                    // Not a + w (b − a): a pixel that is met exactly stays as it is.
                    float upper = (1 - beside) * source[row + c] + beside * source[row + step + c];
                    float lower = (1 - beside) * source[next + c] + beside * source[next + step + c];
                    target[place + c] = (1 - below) * upper + below * lower;
                }
            }
        }
    }
}
