package org.meta4j.learners.verify;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Task;

/**
 * Classes of random numbers between 0 and 1 for examples of any shape: each class has a pattern, and each example mixes it
 * with numbers of its own. Nothing in them is blank or equal, where subgradients would have a choice. Enough to check a
 * learner by, nothing to learn from.
 *
 * @param shape of an example
 * @param count classes
 * @param size examples of each class
 * @param pattern share of the class's pattern in an example: with 0 a label says nothing, so that no loss is near 0
 * @param seed of all numbers
 */
record MadeUpClasses(ExampleShape shape, int count, int size, double pattern, long seed) implements LabelledExamples {
    /** A task of all these classes. */
    static Task task(ExampleShape shape, EpisodeShape episode, double pattern, long seed) {
        MadeUpClasses classes = new MadeUpClasses(shape, episode.ways(), episode.examplesPerClass(), pattern, seed);
        return new EpisodeSampler(classes, episode, seed).task(0);
    }

    @Override
    public List<ClassInfo> classes() {
        return IntStream.range(0, count)
                .mapToObj(c -> new ClassInfo("made-up-" + seed + "-" + c, "made-up", "made-up-" + seed + "-" + c, size))
                .toList();
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        SplittableRandom ofClass = new SplittableRandom(Seeds.of(seed, classIndex));
        SplittableRandom own = new SplittableRandom(Seeds.of(Seeds.of(seed, classIndex), example + 1L));
        for (int i = 0; i < shape.length(); i++) {
            target[offset + i] = (float) (pattern * ofClass.nextDouble() + (1 - pattern) * own.nextDouble());
        }
    }
}
