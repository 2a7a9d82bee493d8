package org.meta4j.learners.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskSource;

class TasksAheadTest {
    private static final ExampleShape SHAPE = ExampleShape.features(1);

    /** Task i holds the number i; it notes what it draws, and cannot draw some tasks. */
    private static final class Numbered implements TaskSource {
        final BlockingQueue<Long> drawn = new LinkedBlockingQueue<>();
        private final long broken;

        Numbered(long broken) {
            this.broken = broken;
        }

        @Override
        public Task task(long index) {
            return task(index, null);
        }

        @Override
        public Task task(long index, @Nullable Task used) {
            drawn.add(index);
            if (index == broken) {
                throw new IllegalStateException("task " + index + " cannot be drawn");
            }
            float[] room = used == null ? new float[1] : used.support().inputs();
            room[0] = index;
            Examples set = new Examples(SHAPE, room, new Targets.Classes(new int[1], List.of("a")));
            return new Task(set, set);
        }

        @Override
        public ExampleShape exampleShape() {
            return SHAPE;
        }
    }

    private static List<Float> numbers(Task[] tasks) {
        List<Float> numbers = new ArrayList<>();
        for (Task task : tasks) {
            numbers.add(task.support().inputs()[0]);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tasksAreThoseThatWereAskedForInWhateverOrder(boolean ahead) {
        try (TasksAhead tasks = new TasksAhead(new Numbered(-1), 3, ahead)) {
            for (long first : new long[] {0, 3, 6, 9, 300, 303, 6, 9, 9}) {
                assertThat(numbers(tasks.from(first)))
                        .containsExactly((float) first, (float) first + 1, (float) first + 2);
            }
        }
    }

    @Test
    void theNextTasksAreDrawnWithoutBeingAskedForAndThePresentOnesStay() throws InterruptedException {
        Numbered source = new Numbered(-1);
        try (TasksAhead tasks = new TasksAhead(source, 2, true)) {
            Task[] present = tasks.from(0);
            for (long index = 0; index < 4; index++) {
                assertThat(source.drawn.poll(1, TimeUnit.MINUTES)).isEqualTo(index);
            }
            assertThat(numbers(present)).containsExactly(0f, 1f);
        }
    }

    @Test
    void arraysAreUsedInTurn() {
        try (TasksAhead tasks = new TasksAhead(new Numbered(-1), 1, true)) {
            float[] first = tasks.from(0)[0].support().inputs();
            float[] second = tasks.from(1)[0].support().inputs();
            assertThat(second).isNotSameAs(first);
            assertThat(tasks.from(2)[0].support().inputs()).isSameAs(first);
            assertThat(tasks.from(3)[0].support().inputs()).isSameAs(second);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailureReachesWhoAsksForTheTasksItBefell(boolean ahead) {
        try (TasksAhead tasks = new TasksAhead(new Numbered(3), 2, ahead)) {
            assertThat(numbers(tasks.from(0))).containsExactly(0f, 1f);
            assertThatThrownBy(() -> tasks.from(2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task 3 cannot be drawn");
            assertThat(numbers(tasks.from(4))).containsExactly(4f, 5f);
        }
    }

    @Test
    void aFailureThatBefellOthersIsNobodysBusiness() {
        try (TasksAhead tasks = new TasksAhead(new Numbered(3), 2, true)) {
            tasks.from(0);
            assertThat(numbers(tasks.from(10))).containsExactly(10f, 11f);
        }
    }

    @Test
    void whoIsInterruptedWhileWaitingGetsTheTasksAndStaysInterrupted() {
        CountDownLatch asked = new CountDownLatch(1);
        TaskSource slow = new TaskSource() {
            private final Numbered numbered = new Numbered(-1);

            @Override
            public Task task(long index) {
                if (index == 1) {
                    try {
                        asked.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return numbered.task(index);
            }

            @Override
            public ExampleShape exampleShape() {
                return SHAPE;
            }
        };
        try (TasksAhead tasks = new TasksAhead(slow, 1, true)) {
            tasks.from(0);
            Thread.currentThread().interrupt();
            asked.countDown();
            assertThat(numbers(tasks.from(1))).containsExactly(1f);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
