package org.meta4j.learners.trust;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.learners.training.TrainingSettings;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Learners that were not trained, and random images. */
final class TinyLearners {
    static final ExampleShape SHAPE = ExampleShape.image(12, 12, 1);
    static final List<String> CLASSES = List.of("bolt", "nut", "screw");

    private TinyLearners() {}

    static TrainedLearner of(String name, ExampleShape shape) {
        Method method = Methods.named(name);
        LearnerSettings defaults = method.defaults(shape, new EpisodeShape(CLASSES.size(), 1, 1));
        LearnerSettings settings = defaults.withNetwork(defaults.network().withFilters(4));
        TrainingSettings training = method.trainingDefaults(new EpisodeShape(CLASSES.size(), 2, 3));
        return new TrainedLearner(
                settings,
                method.objective(settings).initialise(5),
                method.objective(settings).initialStatistics(),
                new Provenance("made-up", "ab", training, 1, 1, -1, "test", "17", "plain"));
    }

    /** Images of random numbers. */
    static float[] images(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[count * SHAPE.length()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        return images;
    }

    static Examples queries(long seed, int count) {
        return new Examples(SHAPE, images(seed, count), new Targets.None(count));
    }

    /** Random supports with labels. */
    static Examples support(int... labels) {
        return new Examples(SHAPE, images(1, labels.length), new Targets.Classes(labels, CLASSES));
    }

    /** The examples without one. */
    static Examples without(Examples all, int left) {
        int[] rest = IntStream.range(0, all.count()).filter(i -> i != left).toArray();
        int length = all.shape().length();
        float[] inputs = new float[rest.length * length];
        for (int i = 0; i < rest.length; i++) {
            System.arraycopy(all.inputs(), rest[i] * length, inputs, i * length, length);
        }
        int[] labels = Arrays.stream(rest).map(i -> all.classes().labels()[i]).toArray();
        return new Examples(
                all.shape(), inputs, new Targets.Classes(labels, all.classes().names()));
    }
}
