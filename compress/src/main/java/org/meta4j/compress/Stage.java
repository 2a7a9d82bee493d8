package org.meta4j.compress;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One step of a {@link Recipe}. Stages change weights, which are the parameters of two and more dimensions: matrices of linear
 * layers and filters of convolutions. Biases, and scales and shifts of normalisation, stay as they are.
 */
public sealed interface Stage {
    /** As it is written in a recipe, such as {@code prune(0.9)}. */
    String text();

    /** Whether it gives each weight one of few levels. */
    default boolean givesLevels() {
        return false;
    }

    /** Whether it needs what the model was trained on. */
    default boolean needsTasks() {
        return false;
    }

    /** Weights that it names, because it does something else with them than with the others. */
    default Set<String> named() {
        return Set.of();
    }

    /**
     * Takes filters out of a convolutional network and builds it again without them, so that it has less to compute: those stay
     * whose scale in batch normalisation, times the size of the weights that read them, is largest. After Liu, Li, Shen, Huang,
     * Yan and Zhang, Learning Efficient Convolutional Networks through Network Slimming, 2017, arXiv:1708.06519. Departures:
     * scales are not made sparse by training before, the weights that read a filter count too, and each block keeps as many.
     *
     * @param filters left in each block, at least 1
     */
    record Narrow(int filters) implements Stage {
        public Narrow {
            if (filters < 1) {
                throw new IllegalArgumentException("the filters of narrow must be at least 1, but were " + filters);
            }
        }

        @Override
        public String text() {
            return "narrow(" + filters + ")";
        }
    }

    /**
     * Sets the smallest weights to zero; what is left is stored with its place (Han, Pool, Tran and Dally, Learning both
     * Weights and Connections for Efficient Neural Networks, 2015, arXiv:1506.02626).
     *
     * @param sparsity share of the weights that become zero, above 0 and below 1
     * @param scope what the smallest are sought in
     * @param layers shares of single weight tensors by name, at least 0 and below 1; the others share {@code sparsity}
     */
    record Prune(double sparsity, Scope scope, Map<String, Double> layers) implements Stage {
        /** What a share is taken of. */
        public enum Scope {
            /** Of all weights together: layers whose weights are small lose more. */
            MODEL,
            /** Of each layer. */
            LAYER
        }

        public Prune {
            checkSparsity("prune", sparsity);
            layers = sorted(layers);
            checkSparsities("prune", layers);
        }

        /** The same for all layers. */
        public Prune(double sparsity, Scope scope) {
            this(sparsity, scope, Map.of());
        }

        @Override
        public Set<String> named() {
            return layers.keySet();
        }

        @Override
        public String text() {
            return "prune(" + sparsity + (scope == Scope.MODEL ? "" : ", layer") + exceptions(layers) + ")";
        }
    }

    /**
     * Prunes while what is left is trained: the share that is zero grows as sparsity · (1 − (1 − t)³), t from 0 to 1 over the first fifth
     * of the iterations, and the smallest are found again every 50 steps of it (Zhu and Gupta, To Prune, or Not to Prune: Exploring
     * the Efficacy of Pruning for Model Compression, 2017, arXiv:1710.01878). Departure: weights that were cut keep, behind their
     * zeros, what they were, and come back in that time where those that are left become smaller.
     *
     * @param sparsity share of the weights that are zero at the end, above 0 and below 1
     * @param iterations of training, as in {@link Train}
     * @param rate as in {@link Train}
     * @param scope as in {@link Prune}
     * @param layers as in {@link Prune}
     */
    record Gradual(double sparsity, int iterations, double rate, Prune.Scope scope, Map<String, Double> layers)
            implements Stage {
        public Gradual {
            checkSparsity("gradual", sparsity);
            checkTraining("gradual", iterations, rate);
            layers = sorted(layers);
            checkSparsities("gradual", layers);
        }

        /** What is zero at the end. */
        public Prune prune() {
            return new Prune(sparsity, scope, layers);
        }

        @Override
        public boolean needsTasks() {
            return true;
        }

        @Override
        public Set<String> named() {
            return layers.keySet();
        }

        /** The training that goes with it. */
        public Train training() {
            return new Train(iterations, rate, Train.Scales.REFIT);
        }

        @Override
        public String text() {
            return "gradual(" + sparsity + ", " + iterations + (rate == Train.RATE ? "" : ", " + rate)
                    + (scope == Prune.Scope.MODEL ? "" : ", layer") + exceptions(layers) + ")";
        }
    }

    /**
     * Sets to zero the weights that training moves towards zero, however large they are: while all are trained, −w · ∂L/∂w is
     * added up for each, and those of the smallest sum go (Sanh, Wolf and Rush, Movement Pruning: Adaptive Sparsity by
     * Fine-Tuning, 2020, arXiv:2005.07683). Departure: weights go at the end, all at once, rather than during training.
     *
     * @param sparsity share of the weights that become zero, above 0 and below 1
     * @param iterations of training, as in {@link Train}
     * @param rate as in {@link Train}
     */
    record Movement(double sparsity, int iterations, double rate) implements Stage {
        public Movement {
            checkSparsity("movement", sparsity);
            checkTraining("movement", iterations, rate);
        }

        @Override
        public boolean needsTasks() {
            return true;
        }

        /** The training that it is found by. */
        public Train training() {
            return new Train(iterations, rate, Train.Scales.REFIT);
        }

        @Override
        public String text() {
            return "movement(" + sparsity + ", " + iterations + (rate == Train.RATE ? ")" : ", " + rate + ")");
        }
    }

    /**
     * Puts the product of two smaller matrices in the place of weights, by their largest singular values: of all products of that
     * rank the nearest to them (Eckart and Young, The Approximation of One Matrix by Another of Lower Rank, 1936,
     * doi:10.1007/BF02288367), so that ‖w − ŵ‖ ≤ √(1 − share) ‖w‖ before factors are rounded. Filters are a matrix with a column
     * for each of them. Weights stay as they are where two matrices would have no fewer numbers.
     *
     * @param share of the sum of squares that is kept, above 0 and below 1
     */
    record Factorize(double share) implements Stage {
        public Factorize {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("the share of factorize must be above 0 and below 1, but was "
                        + share + ": it is the share of the sum of squares that is kept");
            }
        }

        @Override
        public String text() {
            return "factorize(" + share + ")";
        }
    }

    /**
     * Rounds each weight to one of 2^bits levels at equal distances, w ≈ s · (q − z), with a scale s for each output channel
     * or for the whole tensor (Jacob and others, Quantization and Training of Neural Networks for Efficient
     * Integer-Arithmetic-Only Inference, 2018, arXiv:1712.05877, section 2.1).
     *
     * @param bits of a level: from 2 to 8
     * @param per what shares a scale
     * @param zero where the levels lie
     * @param range which weights the outermost levels are put at
     * @param layers bits of single weight tensors by name; the others have {@code bits}
     */
    record Quantize(int bits, Per per, Zero zero, Range range, Map<String, Integer> layers) implements Stage {
        /** Fewest and most bits. */
        public static final int LEAST_BITS = 2;

        public static final int MOST_BITS = 8;

        /** What shares a scale. */
        public enum Per {
            CHANNEL,
            TENSOR
        }

        /** Where levels lie. */
        public enum Zero {
            /** As many below zero as above: 2^bits − 1 of them are used. */
            SYMMETRIC,
            /** Between the smallest and the largest weight, zero among them. */
            AFFINE
        }

        /** Which weights the outermost levels are put at; those beyond are cut off there. */
        public enum Range {
            /** At those that give the smallest sum of squared errors. */
            MSE,
            /** At the smallest and the largest. */
            MIN_MAX,
            /** At the 0.1 and 99.9 percentiles. */
            PERCENTILE
        }

        public Quantize {
            check("quantize", bits);
            layers = sorted(layers);
            layers.forEach((name, ofLayer) -> check(name + " in quantize", ofLayer));
        }

        private static void check(String what, int bits) {
            if (bits < LEAST_BITS || bits > MOST_BITS) {
                throw new IllegalArgumentException(
                        "the bits of " + what + " must be from " + LEAST_BITS + " to " + MOST_BITS + ", but were "
                                + bits + (bits == 1 ? ": for three levels there is ternary()" : ""));
            }
        }

        /** The same for all layers. */
        public Quantize(int bits, Per per, Zero zero, Range range) {
            this(bits, per, zero, range, Map.of());
        }

        /** Bits of the weights called {@code name}. */
        public int bits(String name) {
            return layers.getOrDefault(name, bits);
        }

        @Override
        public Set<String> named() {
            return layers.keySet();
        }

        /** With the settings that lose least: a scale for each channel, symmetric, smallest squared error. */
        public Quantize(int bits) {
            this(bits, Per.CHANNEL, Zero.SYMMETRIC, Range.MSE);
        }

        @Override
        public boolean givesLevels() {
            return true;
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder("quantize(").append(bits);
            if (per != Per.CHANNEL) {
                text.append(", ").append(word(per));
            }
            if (zero != Zero.SYMMETRIC) {
                text.append(", ").append(word(zero));
            }
            if (range != Range.MSE) {
                text.append(", ").append(word(range));
            }
            return text.append(exceptions(layers)).append(')').toString();
        }
    }

    /**
     * Three levels −s, 0 and s for each output channel: weights of less than 0.7 of the mean size become zero, and s is the mean
     * size of the others (Li, Zhang and Liu, Ternary Weight Networks, 2016, arXiv:1605.04711).
     */
    record Ternary() implements Stage {
        @Override
        public boolean givesLevels() {
            return true;
        }

        @Override
        public String text() {
            return "ternary()";
        }
    }

    /**
     * Weights share 2^bits values, which k-means finds in each tensor (Han, Mao and Dally, Deep Compression, 2015,
     * arXiv:1510.00149, section 3).
     *
     * @param bits of a value's number: from 1 to 8
     */
    record Share(int bits) implements Stage {
        public Share {
            if (bits < 1 || bits > Quantize.MOST_BITS) {
                throw new IllegalArgumentException(
                        "the bits of share must be from 1 to " + Quantize.MOST_BITS + ", but were " + bits);
            }
        }

        @Override
        public boolean givesLevels() {
            return true;
        }

        @Override
        public String text() {
            return "share(" + bits + ")";
        }
    }

    /**
     * Stores frequent levels, and frequent distances between weights that are left, in fewer bits than rare ones (Huffman, A
     * Method for the Construction of Minimum-Redundancy Codes, 1952, doi:10.1109/JRPROC.1952.273898). Changes no weight.
     */
    record Huffman() implements Stage {
        @Override
        public String text() {
            return "huffman()";
        }
    }

    /**
     * Trains on what is left: cut weights stay cut (Han and others, 2015, arXiv:1506.02626), and weights with levels are used
     * rounded while those behind them are moved by the gradient of the rounded ones, see
     * {@link org.meta4j.learners.training.Constraint}. By Adam, whose rate falls to nothing as half a cosine.
     *
     * @param iterations meta-iterations; epochs of a network that was trained on one data set; at least 1
     * @param rate that it begins with, above 0 and at most 1
     * @param scales what becomes of levels meanwhile
     */
    record Train(int iterations, double rate, Scales scales) implements Stage {
        /** The rate of {@code train(N)}: {@value}. */
        public static final double RATE = 5e-4;

        /** What becomes of levels while the weights behind them move. */
        public enum Scales {
            /** Found again for the weights behind them, now and then. */
            REFIT,
            /**
             * Those at equal distances are learned with the weights (Esser, McKinstry, Bablani, Appuswamy and Modha, Learned Step
             * Size Quantization, 2020, arXiv:1902.08153). Departure: Adam moves log s, which needs no scaling of its gradient.
             */
            LEARNED
        }

        public Train {
            checkTraining("train", iterations, rate);
        }

        /** With the usual rate. */
        public Train(int iterations) {
            this(iterations, RATE, Scales.REFIT);
        }

        @Override
        public boolean needsTasks() {
            return true;
        }

        @Override
        public String text() {
            return "train(" + iterations + (rate == RATE ? "" : ", " + rate)
                    + (scales == Scales.REFIT ? ")" : ", " + word(scales) + ")");
        }
    }

    /**
     * Sets the weights that are left back to what they were before anything was learned: a lottery ticket (Frankle and Carbin,
     * The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks, 2019, arXiv:1803.03635). So are all other
     * parameters; a stage that trains follows.
     */
    record Rewind() implements Stage {
        @Override
        public boolean needsTasks() {
            return true;
        }

        @Override
        public String text() {
            return "rewind()";
        }
    }

    /**
     * Estimates running statistics of batch normalisation again, as the mean over training tasks: weights that were rounded or cut
     * give other means and variances than those that were learned.
     *
     * @param iterations meta-iterations, at least 1
     */
    record Normalize(int iterations) implements Stage {
        public Normalize {
            if (iterations < 1) {
                throw new IllegalArgumentException(
                        "the iterations of normalize must be at least 1, but were " + iterations);
            }
        }

        @Override
        public boolean needsTasks() {
            return true;
        }

        @Override
        public String text() {
            return "normalize(" + iterations + ")";
        }
    }

    private static void checkSparsity(String stage, double sparsity) {
        if (!(sparsity > 0 && sparsity < 1)) {
            throw new IllegalArgumentException("the sparsity of " + stage + " must be above 0 and below 1, but was "
                    + sparsity + ": it is the share of the weights that become zero");
        }
    }

    private static void checkSparsities(String stage, Map<String, Double> layers) {
        layers.forEach((name, share) -> {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException("the sparsity of " + name + " in " + stage
                        + " must be at least 0 and below 1, but was " + share);
            }
        });
    }

    private static void checkTraining(String stage, int iterations, double rate) {
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "the iterations of " + stage + " must be at least 1, but were " + iterations);
        }
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "the rate of " + stage + " must be above 0 and at most 1, but was " + rate);
        }
    }

    private static <V> Map<String, V> sorted(Map<String, V> layers) {
        return Collections.unmodifiableMap(new TreeMap<>(layers));
    }

    private static String exceptions(Map<String, ?> layers) {
        StringBuilder text = new StringBuilder();
        layers.forEach(
                (name, value) -> text.append(", ").append(name).append('=').append(value));
        return text.toString();
    }

    /** A constant's name as recipes spell it: {@code MIN_MAX} is {@code min-max}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
