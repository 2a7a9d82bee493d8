package org.meta4j.data.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.tasks.ExampleShape;

/** Images of one shape in one array. Not changed after it is made. */
public final class ImageStore {
    /** Quarter turns in a full one. */
    public static final int TURNS = 4;

    /** All orders of three channels, the usual one first. */
    public static final List<List<Integer>> COLOUR_ORDERS = List.of(
            List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    private static final ByteValues VALUES = ByteValues.get();

    private final byte[] pixels;
    private final List<String> names;
    private final int side;
    private final int channels;
    private final int length;
    private final Map<Look, int[]> orders = new HashMap<>();

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

    /**
     * How images are seen.
     *
     * @param turns quarter turns counter-clockwise; any but 0 needs square images
     * @param colours number of the {@linkplain #COLOUR_ORDERS order} of red, green and blue; any but 0 needs 3 channels
     */
    record Look(int turns, int colours) {
        private static final Look PLAIN = new Look(0, 0);

        Look {
            Objects.checkIndex(turns, TURNS);
            Objects.checkIndex(colours, COLOUR_ORDERS.size());
        }
    }

    /** Consecutive images, seen alike: the images of a class. */
    public static final class Run {
        private final ImageStore store;
        private final int first;
        private final Look look;
        private final int[] order;

        /** @param first number of the first image */
        public Run(ImageStore store, int first) {
            this(store, first, Look.PLAIN);
        }

        private Run(ImageStore store, int first, Look look) {
            this.store = store;
            this.first = first;
            this.look = look;
            order = store.order(look);
        }

        /** The same images without the first ones. */
        public Run after(int count) {
            return new Run(store, first + count, look);
        }

        /** The same images turned further. */
        public Run turned(int further) {
            return new Run(store, first, new Look((look.turns + further) % TURNS, look.colours));
        }

        /** The same images, the colours that they have now in another order. */
        public Run coloured(int colours) {
            List<Integer> now = COLOUR_ORDERS.get(look.colours);
            List<Integer> then =
                    COLOUR_ORDERS.get(colours).stream().map(now::get).toList();
            return new Run(store, first, new Look(look.turns, COLOUR_ORDERS.indexOf(then)));
        }

        public String name(int example) {
            return store.names.get(first + example);
        }

        public void read(int example, float[] target, int offset) {
            int source = (first + example) * store.length;
            if (look.equals(Look.PLAIN)) {
                VALUES.read(store.pixels, source, target, offset, store.length);
            } else {
                VALUES.read(store.pixels, source, order, target, offset);
            }
        }
    }

    /**
     * Which stored number comes i-th in an image that is seen so. Looked up and not computed while copying: five
     * times as fast as loops over rows, columns and channels, and hardly slower than a plain copy.
     */
    private synchronized int[] order(Look look) {
        return look.equals(Look.PLAIN) ? new int[0] : orders.computeIfAbsent(look, this::drawOrder);
    }

    private int[] drawOrder(Look look) {
        List<Integer> colours = look.colours == 0 ? List.of() : COLOUR_ORDERS.get(look.colours);
        int[] order = new int[length];
        int i = 0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int opposite = side - 1;
                // A quarter turn puts at (row, column) what was at (column, side - 1 - row).
                int from = switch (look.turns) {
                    case 0 -> row * side + column;
                    case 1 -> column * side + opposite - row;
                    case 2 -> (opposite - row) * side + opposite - column;
                    default -> (opposite - column) * side + row;
                };
                for (int channel = 0; channel < channels; channel++) {
                    order[i] = from * channels + (colours.isEmpty() ? channel : colours.get(channel));
                    i++;
                }
            }
        }
        return order;
    }
}
