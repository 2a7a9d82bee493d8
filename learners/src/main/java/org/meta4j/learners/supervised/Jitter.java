package org.meta4j.learners.supervised;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.meta4j.tasks.ExampleShape;

/** See {@link Augmentation#jitter}. */
record Jitter(int pixels) implements Augmentation {
    Jitter {
        if (pixels < 1) {
            throw new IllegalArgumentException("pixels of jitter must be at least 1, but were " + pixels);
        }
    }

    @Override
    public void write(ExampleShape shape, float[] source, int from, float[] target, int to, SplittableRandom random) {
        if (shape.sizes().size() != 3) {
            throw new IllegalArgumentException(
                    "only images of height × width × channels can be moved, but examples are " + shape);
        }
        int down = random.nextInt(-pixels, pixels + 1);
        int right = random.nextInt(-pixels, pixels + 1);
        move(shape, source, from, target, to, down, right);
    }

    static void move(ExampleShape shape, float[] source, int from, float[] target, int to, int down, int right) {
        int height = shape.sizes().get(0);
        int width = shape.sizes().get(1);
        int channels = shape.sizes().get(2);
        int kept = width - Math.abs(right);
        Arrays.fill(target, to, to + shape.length(), 0);
        for (int y = Math.max(0, down); kept > 0 && y < Math.min(height, height + down); y++) {
            int left = ((y - down) * width + Math.max(0, -right)) * channels;
            int place = (y * width + Math.max(0, right)) * channels;
            System.arraycopy(source, from + left, target, to + place, kept * channels);
        }
    }
}
