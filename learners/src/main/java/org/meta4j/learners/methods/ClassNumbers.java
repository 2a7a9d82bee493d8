package org.meta4j.learners.methods;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/**
 * Episodes whose labels are the numbers of their classes among all training classes: batches to train a plain classifier on,
 * with as many examples of each class that is drawn. Departure from uniformly drawn batches: a batch has few classes, and
 * several examples of each.
 */
final class ClassNumbers implements TaskSource {
    private final EpisodeSampler sampler;
    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    /** @throws IllegalArgumentException if such episodes cannot be drawn, or two classes have one name */
    ClassNumbers(LabelledExamples examples, EpisodeShape shape, long seed) {
        this.sampler = new EpisodeSampler(examples, shape, seed);
        this.names = examples.classes().stream()
                .map(LabelledExamples.ClassInfo::name)
                .toList();
        for (int i = 0; i < names.size(); i++) {
            if (numbers.put(names.get(i), i) != null) {
                throw new IllegalArgumentException(
                        "two training classes are called '" + names.get(i) + "': rename one to pre-train on them");
            }
        }
    }

    @Override
    public Task task(long index) {
        Task task = sampler.task(index);
        return new Task(numbered(task.support()), numbered(task.query()));
    }

    private Examples numbered(Examples examples) {
        Targets.Classes classes = examples.classes();
        int[] labels = new int[classes.labels().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = numbers.getOrDefault(classes.names().get(classes.labels()[i]), -1);
        }
        return new Examples(examples.shape(), examples.inputs(), new Targets.Classes(labels, names));
    }

    @Override
    public ExampleShape exampleShape() {
        return sampler.exampleShape();
    }
}
