package org.meta4j.compress;

import java.util.List;
import java.util.SplittableRandom;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Learners of 12×12 images that nobody trained, and images for them. */
final class Untrained {
    private static final ExampleShape IMAGES = ExampleShape.image(12, 12, 1);

    private Untrained() {}

    /** With the method's own network, but for its filters. */
    static TrainedLearner learner(String method, int filters) {
        LearnerSettings defaults = Methods.named(method).defaults(IMAGES, new EpisodeShape(2, 5, 3));
        return learner(defaults.withNetwork(defaults.network().withFilters(filters)));
    }

    static TrainedLearner learner(LearnerSettings settings) {
        Method method = Methods.named(settings.method());
        return new TrainedLearner(
                settings,
                method.objective(settings).initialise(3),
                method.objective(settings).initialStatistics(),
                new Provenance(
                        "drawn", "ab", method.trainingDefaults(EpisodeShape.DEFAULT), 1, 1, -1, "test", "17", "plain"));
    }

    /** Noise, half of it of class a, which is darker than class b. */
    static Examples examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[count * IMAGES.length()];
        int[] labels = new int[count];
        for (int i = 0; i < inputs.length; i++) {
            int example = i / IMAGES.length();
            labels[example] = 2 * example / count;
            inputs[i] = (float) (random.nextDouble() * (labels[example] + 1) / 2);
        }
        return new Examples(IMAGES, inputs, new Targets.Classes(labels, List.of("a", "b")));
    }
}
