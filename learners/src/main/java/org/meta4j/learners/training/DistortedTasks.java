package org.meta4j.learners.training;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

/** Tasks whose images are distorted, each in its own way, and those of a task in the same way whenever it is drawn. */
final class DistortedTasks implements TaskSource {
    private final TaskSource tasks;
    private final Distortion distortion;
    private final long seed;

    DistortedTasks(TaskSource tasks, Distortion distortion, long seed) {
        distortion.require(tasks.exampleShape());
        this.tasks = tasks;
        this.distortion = distortion;
        this.seed = Seeds.of(seed, "distortion");
    }

    @Override
    public Task task(long index) {
        return task(index, null);
    }

    @Override
    public Task task(long index, @Nullable Task used) {
        Task task = tasks.task(index, used);
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
        distort(task.support(), random);
        distort(task.query(), random);
        return task;
    }

    /** In its arrays: they are this task's alone. */
    private void distort(Examples examples, SplittableRandom random) {
        ExampleShape shape = examples.shape();
        float[] image = new float[shape.length()];
        for (int i = 0; i < examples.count(); i++) {
            System.arraycopy(examples.inputs(), i * image.length, image, 0, image.length);
            distortion.write(shape, image, 0, examples.inputs(), i * image.length, random);
        }
    }

    @Override
    public ExampleShape exampleShape() {
        return tasks.exampleShape();
    }
}
