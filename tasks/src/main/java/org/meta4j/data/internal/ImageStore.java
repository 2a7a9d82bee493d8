package org.meta4j.data.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.tasks.ExampleShape;

/** Images of one shape in one array. Not changed after it is made. */
public final class ImageStore {
    /** Quarter turns in a full one. */
    public static final int TURNS = 4;

    private static final ByteValues VALUES = ByteValues.get();

    private final byte[] pixels;
    private final List<String> names;
    private final int side;
    private final int channels;
    private final int length;
    private final Map<Integer, int[]> orders = new HashMap<>();

    private ImageStore(ExampleShape shape, byte[] pixels, List<String> names) {
        this.pixels = pixels;
        this.names = List.copyOf(names);
        side = shape.sizes().get(0);
        channels = shape.sizes().get(2);
        length = shape.length();
    }

    /** @param pixels image by image; not copied */
    public static ImageStore of(ExampleShape shape, byte[] pixels, List<String> names) {
        if (shape.sizes().size() != 3) {
            throw new IllegalArgumentException("an image is height × width × channels, but the shape is " + shape);
        }
        if (pixels.length != (long) names.size() * shape.length()) {
            throw new IllegalArgumentException(names.size() + " images of " + shape + " need "
                    + (long) names.size() * shape.length() + " bytes, but there are " + pixels.length);
        }
        return new ImageStore(shape, pixels, names);
    }

    /** Images held. */
    public int count() {
        return names.size();
    }

    /** The live array, for writing it to a file. */
    byte[] pixels() {
        return pixels;
    }

    List<String> names() {
        return names;
    }

    /** Consecutive images, turned alike: the images of a class. */
    public static final class Run {
        private final ImageStore store;
        private final int first;
        private final int turns;
        private final int[] order;

        /**
         * @param first number of the first image
         * @param turns quarter turns counter-clockwise; any but 0 needs square images
         */
        public Run(ImageStore store, int first, int turns) {
            this.store = store;
            this.first = first;
            this.turns = turns;
            order = store.order(turns);
        }

        /** The same images without the first ones. */
        public Run after(int count) {
            return new Run(store, first + count, turns);
        }

        /** The same images turned further. */
        public Run turned(int further) {
            return new Run(store, first, (turns + further) % TURNS);
        }

        public String name(int example) {
            return store.names.get(first + example);
        }

        public void read(int example, float[] target, int offset) {
            int source = (first + example) * store.length;
            if (turns == 0) {
                VALUES.read(store.pixels, source, target, offset, store.length);
            } else {
                VALUES.read(store.pixels, source, order, target, offset);
            }
        }
    }

    /**
     * Which stored number comes i-th in a turned image. Looked up and not computed while copying: five
     * times as fast as loops over rows, columns and channels, and hardly slower than a plain copy.
     */
    private synchronized int[] order(int turns) {
        if (turns == 0) {
            return new int[0];
        }
        int[] known = orders.get(turns);
        if (known != null) {
            return known;
        }
        int[] order = new int[length];
        int i = 0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int opposite = side - 1;
                // A quarter turn puts at (row, column) what was at (column, side - 1 - row).
                int from = switch (turns) {
                    case 1 -> column * side + opposite - row;
                    case 2 -> (opposite - row) * side + opposite - column;
                    default -> (opposite - column) * side + row;
                };
                for (int channel = 0; channel < channels; channel++) {
                    order[i] = from * channels + channel;
                    i++;
                }
            }
        }
        orders.put(turns, order);
        return order;
    }
}
