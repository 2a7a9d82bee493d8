package org.meta4j.learners.shipped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.meta4j.learners.TrainedLearner;

/**
 * A learner that is in the jar: prototypical networks on the usual encoder, meta-trained on made-up alphabets, for
 * drawings of 28 × 28 pixels, ink 1 on paper 0. It has never seen a real drawing; how well it does on some is in its
 * card, the resource {@value #CARD}. The program {@code org.meta4j.bench.shipped.TrainShippedLearner} made it.
 */
public final class ShippedLearner {
    /** What the learner is called in task files and messages: {@value}. */
    public static final String NAME = "sketches";

    /** Resource of the weights, beside this class: {@value}. */
    public static final String WEIGHTS = "sketches.safetensors";

    /** Resource of the model card, beside this class: {@value}. */
    public static final String CARD = "sketches.md";

    private ShippedLearner() {}

    /** Loads the learner. */
    public static TrainedLearner load() {
        return load(bytes());
    }

    /** Loads the learner from {@link #bytes}, for those who need both. */
    public static TrainedLearner load(byte[] bytes) {
        return TrainedLearner.load("the shipped learner '" + NAME + "'", bytes);
    }

    /** The file that {@link #load} reads, for its fingerprint. */
    public static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(ShippedLearner.class.getResourceAsStream(WEIGHTS), WEIGHTS)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + WEIGHTS + " cannot be read", e);
        }
    }
}
