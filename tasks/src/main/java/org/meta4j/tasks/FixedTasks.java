package org.meta4j.tasks;

import java.util.List;

/** A few given tasks, such as a published test. After the last the row begins again. */
public final class FixedTasks implements TaskSource {
    private final List<Task> tasks;

    /** @param tasks at least one, all with examples of one shape */
    public FixedTasks(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one task, but there is none");
        }
        ExampleShape shape = exampleShape();
        for (Task task : this.tasks) {
            if (!task.support().shape().equals(shape)) {
                throw new IllegalArgumentException("tasks must have examples of one shape, but there are " + shape
                        + " and " + task.support().shape());
            }
        }
    }

    /** How many different tasks there are. */
    public int count() {
        return tasks.size();
    }

    @Override
    public Task task(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("tasks are counted from 0, but number " + index + " was asked for");
        }
        return tasks.get((int) (index % tasks.size()));
    }

    @Override
    public ExampleShape exampleShape() {
        return tasks.get(0).support().shape();
    }
}
