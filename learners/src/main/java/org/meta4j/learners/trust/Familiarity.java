package org.meta4j.learners.trust;

import org.meta4j.tasks.Predictions;

/**
 * How much an example looks like one of a task's classes at all: a number for each example, higher for the classes that
 * the task has, lower for unknown ones. Comparable between tasks of one learner and of like numbers of supports.
 */
public enum Familiarity {
    /**
     * The largest score, maxₖ sₖ. For prototype learners it is minus the squared distance to the nearest prototype; for
     * others the largest logit (Hendrycks et al., Scaling Out-of-Distribution Detection for Real-World Settings, 2022,
     * arXiv:1911.11132).
     */
    LARGEST_SCORE {
        @Override
        public boolean fits(Predictions predictions) {
            return predictions.scores().length > 0;
        }

        @Override
        public double of(Predictions predictions, int example) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < predictions.ways(); c++) {
                largest = Math.max(largest, predictions.scores()[example * predictions.ways() + c]);
            }
            return largest;
        }
    },
    /**
     * The negative free energy, log Σₖ exp(sₖ), at temperature 1 (Liu, Wang, Owens and Li, Energy-based
     * Out-of-distribution Detection, 2020, arXiv:2010.03759, equation 4).
     */
    ENERGY {
        @Override
        public boolean fits(Predictions predictions) {
            return LARGEST_SCORE.fits(predictions);
        }

        @Override
        public double of(Predictions predictions, int example) {
            double largest = LARGEST_SCORE.of(predictions, example);
            double sum = 0;
            for (int c = 0; c < predictions.ways(); c++) {
                sum += Math.exp(predictions.scores()[example * predictions.ways() + c] - largest);
            }
            return largest + Math.log(sum);
        }
    },
    /** Minus the distance to the nearest support, in the learner's feature space. */
    NEAREST_SUPPORT {
        @Override
        public boolean fits(Predictions predictions) {
            return predictions.supportDistances().length > 0;
        }

        @Override
        public double of(Predictions predictions, int example) {
            int supports = predictions.supportDistances().length / predictions.count();
            double nearest = Double.POSITIVE_INFINITY;
            for (int s = 0; s < supports; s++) {
                nearest = Math.min(nearest, predictions.supportDistances()[example * supports + s]);
            }
            return -nearest;
        }
    },
    /**
     * The largest probability (Hendrycks and Gimpel, A Baseline for Detecting Misclassified and Out-of-Distribution
     * Examples in Neural Networks, 2017, arXiv:1610.02136).
     */
    CONFIDENCE {
        @Override
        public boolean fits(Predictions predictions) {
            return true;
        }

        @Override
        public double of(Predictions predictions, int example) {
            return predictions.probability(example, predictions.label(example));
        }
    };

    /** Whether a learner of such predictions has it. */
    public abstract boolean fits(Predictions predictions);

    /** Of one example. */
    public abstract double of(Predictions predictions, int example);

    /** The first that such predictions have. */
    public static Familiarity first(Predictions predictions) {
        for (Familiarity kind : values()) {
            if (kind.fits(predictions)) {
                return kind;
            }
        }
        throw new IllegalStateException("confidence fits all predictions");
    }
}
