package org.meta4j.compress.stages;

/**
 * Trains on what is left: cut weights stay cut (Han and others, 2015, arXiv:1506.02626), and weights with levels are used
 * rounded while those behind them are moved by the gradient of the rounded ones, see
 * {@link org.meta4j.learners.training.Constraint}. By Adam, whose rate falls to nothing as half a cosine.
 *
 * @param iterations meta-iterations; epochs of a network that was trained on one data set; at least 1
 * @param rate that it begins with, above 0 and at most 1
 * @param scales what becomes of levels meanwhile
 */
public record Train(int iterations, double rate, Scales scales) implements Stage {
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
        Checks.training("train", iterations, rate);
    }

    /** With the usual rate. */
    public Train(int iterations) {
        this(iterations, RATE, Scales.REFIT);
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public String text() {
        return "train(" + iterations + (rate == RATE ? "" : ", " + rate)
                + (scales == Scales.REFIT ? ")" : ", " + Stage.word(scales) + ")");
    }
}
