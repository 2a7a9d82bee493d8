package org.meta4j.bench.optimisers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an optimiser trained a network.
 *
 * @param network its name
 * @param optimiser its name
 * @param rate learning rate, the best of those tried; null of a learned optimiser, which has none
 * @param loss mean cross entropy of fresh minibatches over the last steps
 * @param halfWidth of its 95 % interval over the trainings
 * @param accuracy on the test examples after the last step, mean over the trainings
 * @param curve mean cross entropy of the minibatch of each step, before it
 */
public record RaceResult(
        String network,
        String optimiser,
        @Nullable Double rate,
        double loss,
        double halfWidth,
        double accuracy,
        List<Double> curve) {
    public RaceResult {
        curve = List.copyOf(curve);
    }
}
