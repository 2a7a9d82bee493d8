package org.meta4j.learners.optimisers;

import java.util.SplittableRandom;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.nets.Network;

/**
 * Trainings of one network, one after another, cut into truncations. All that is random in a training, its first weights and
 * its minibatches, comes from one generator.
 */
final class Trajectory {
    private static final double TIMES_GUESSING = 10;

    private final Network network;
    private final Minibatches data;
    private final int batch;
    private final int horizon;
    private final double lateness;
    private final SplittableRandom random;
    private int step;

    /** @param step of the first training that is taken for done, so that not all trajectories begin anew at once */
    Trajectory(
            Network network,
            Minibatches data,
            int batch,
            int horizon,
            double lateness,
            int step,
            SplittableRandom random) {
        this.network = network;
        this.data = data;
        this.batch = batch;
        this.horizon = horizon;
        this.lateness = lateness;
        this.step = step;
        this.random = random;
    }

    /** Fresh weights. */
    Tensors weights() {
        return network.initialise(random.nextLong());
    }

    Minibatch draw() {
        return data.draw(batch, random);
    }

    /** What the loss of a step counts, the {@code number}-th from now; one on average. */
    double weight(int number) {
        return (1 + lateness) * Math.pow((step + number + 1.0) / horizon, lateness);
    }

    /** Whether a mean loss is beyond hope: ten times that of guessing, or no number. */
    boolean isLost(double loss) {
        return !(loss <= most());
    }

    /** The largest mean loss that counts. */
    double most() {
        return TIMES_GUESSING * Math.log(Math.max(2, data.classes()));
    }

    /** Ends the training at hand. */
    void restart() {
        step = 0;
    }

    /** Counts steps that were made; whether the training is over, and another begins. */
    boolean passed(int steps) {
        step += steps;
        if (step < horizon) {
            return false;
        }
        step = 0;
        return true;
    }
}
