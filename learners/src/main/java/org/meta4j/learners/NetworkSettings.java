package org.meta4j.learners;

import java.util.Arrays;
import java.util.List;
import org.meta4j.learners.nets.Cnn2;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.ExampleShape;

/**
 * Which network a learner has: what its file says, and what is needed to write it down again.
 *
 * @param kind {@code cnn4-strided}, {@code cnn4-pooled}, {@code cnn4-map}, {@code cnn2}, {@code mlp}, {@code mlp1} or {@code mlp2}
 * @param exampleShape sizes of one example
 * @param filters filters of each block of a {@link Cnn4}; of the first block of a {@link Cnn2}; the width of a
 *     perceptron's first hidden layer, which is the only one in {@code mlp1}, or of both in {@code mlp2}
 * @param readout {@code flatten} or {@code mean}: how an image becomes a row; {@code cnn2} and perceptrons have
 *     {@code flatten}
 */
public record NetworkSettings(String kind, List<Integer> exampleShape, int filters, String readout) {
    public static final String CNN4_STRIDED = "cnn4-strided";
    public static final String CNN4_POOLED = "cnn4-pooled";
    /** Four blocks of which two halve the image: a map is left, for heads that compare maps. */
    public static final String CNN4_MAP = "cnn4-map";

    public static final String CNN2 = "cnn2";
    public static final String MLP = "mlp";
    /** One hidden layer with ReLU after it. */
    public static final String MLP1 = "mlp1";
    /** Two hidden layers of one width with ReLU after each, as sine curves are learned with in MAML's paper. */
    public static final String MLP2 = "mlp2";

    public static final String FLATTEN = "flatten";
    public static final String MEAN = "mean";

    /** All kinds of network. */
    public static final List<String> KINDS = List.of(CNN4_STRIDED, CNN4_POOLED, CNN4_MAP, CNN2, MLP, MLP1, MLP2);

    /** Hidden layers of a perceptron, as in Santoro et al., 2016, arXiv:1605.06065, halving from the first. */
    private static final int PERCEPTRON_LAYERS = 3;

    private static final int PERCEPTRON_WIDTH = 256;
    private static final int SMALL_WIDTH = 40;

    public NetworkSettings {
        exampleShape = List.copyOf(exampleShape);
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException(Suggestions.unknown("network", kind, KINDS));
        }
        List<String> readouts = List.of(FLATTEN, MEAN);
        if (!readouts.contains(readout)) {
            throw new IllegalArgumentException(Suggestions.unknown("readout", readout, readouts));
        }
        // Writing the network down checks the sizes.
        create(kind, new ExampleShape(exampleShape), filters, readout);
    }

    /** The network. */
    public Network network() {
        return create(kind, new ExampleShape(exampleShape), filters, readout);
    }

    /** How large a network of that kind is by default: see {@link #filters}. */
    public static int defaultFilters(String kind) {
        return switch (kind) {
            case CNN2 -> Cnn2.DEFAULT_FILTERS;
            case MLP -> PERCEPTRON_WIDTH;
            case MLP1, MLP2 -> SMALL_WIDTH;
            default -> Cnn4.DEFAULT_FILTERS;
        };
    }

    /** Whether a network of that kind can be read out in more than one way. */
    public static boolean hasReadouts(String kind) {
        return !kind.startsWith(MLP) && !kind.equals(CNN2);
    }

    public NetworkSettings withKind(String newKind) {
        return new NetworkSettings(newKind, exampleShape, filters, readout);
    }

    public NetworkSettings withFilters(int newFilters) {
        return new NetworkSettings(kind, exampleShape, newFilters, readout);
    }

    private static Network create(String kind, ExampleShape shape, int filters, String readout) {
        if (kind.equals(MLP)) {
            Integer[] layers = new Integer[PERCEPTRON_LAYERS];
            Arrays.setAll(layers, i -> Math.max(1, filters >> i));
            return new Mlp(shape, List.of(layers));
        }
        if (kind.equals(MLP1)) {
            return new Mlp(shape, List.of(filters), true);
        }
        if (kind.equals(MLP2)) {
            return new Mlp(shape, List.of(filters, filters), true);
        }
        if (kind.equals(CNN2)) {
            return new Cnn2(shape, filters);
        }
        return new Cnn4(
                shape,
                filters,
                switch (kind) {
                    case CNN4_POOLED -> Cnn4.Halving.POOL;
                    case CNN4_MAP -> Cnn4.Halving.POOL_TWICE;
                    default -> Cnn4.Halving.STRIDE;
                },
                readout.equals(MEAN) ? Cnn4.Readout.MEAN : Cnn4.Readout.FLATTEN);
    }
}
