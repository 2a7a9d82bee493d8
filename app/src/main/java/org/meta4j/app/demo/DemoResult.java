package org.meta4j.app.demo;

import java.nio.file.Path;
import org.meta4j.scores.MeanInterval;

/**
 * What the demo found and wrote.
 *
 * @param oneShot accuracy from one example a class
 * @param fiveShot accuracy from five examples a class
 * @param model file of the meta-trained learner
 * @param picture of an episode
 * @param files to go on with
 */
record DemoResult(MeanInterval oneShot, MeanInterval fiveShot, Path model, Path picture, ExampleFiles files) {
    /** The contract for scripts. */
    record Summary(Score oneShot, Score fiveShot, String picture, double seconds) {}

    /**
     * A score of the contract.
     *
     * @param accuracy between 0 and 1
     * @param ci95 half the width of its 95 % interval
     */
    record Score(double accuracy, double ci95) {
        static Score of(MeanInterval interval) {
            return new Score(interval.mean(), interval.halfWidth());
        }
    }

    Summary summary(double seconds) {
        return new Summary(Score.of(oneShot), Score.of(fiveShot), picture.toString(), seconds);
    }
}
