package org.meta4j.tasks;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one example: height × width × channels for an image, a single size for a row of
 * features.
 *
 * @param sizes sizes from the slowest to the fastest index, each at least 1
 */
public record ExampleShape(List<Integer> sizes) {
    public ExampleShape {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("an example needs at least one dimension");
        }
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("example sizes must be at least 1, but were " + sizes);
            }
        }
    }

    /** An image in the order that all of meta4j uses: rows, columns, channels. */
    public static ExampleShape image(int height, int width, int channels) {
        return new ExampleShape(List.of(height, width, channels));
    }

    /** A row of features. */
    public static ExampleShape features(int count) {
        return new ExampleShape(List.of(count));
    }

    /** Numbers in one example. */
    public int length() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
