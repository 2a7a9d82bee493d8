package org.meta4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void everyItemIsDoneOnceInEachOfManyJobs() {
        for (int threads : new int[] {1, 2, 5}) {
            try (Workers workers = new Workers(threads)) {
                for (int job = 0; job < 2_000; job++) {
                    int items = job % 9;
                    AtomicIntegerArray done = new AtomicIntegerArray(9);
                    workers.run(items, (item, thread) -> {
                        assertThat(thread).isBetween(0, threads - 1);
                        done.incrementAndGet(item);
                    });
                    for (int item = 0; item < 9; item++) {
                        assertThat(done.get(item)).isEqualTo(item < items ? 1 : 0);
                    }
                }
            }
        }
    }

    @Test
    void theFailureOfAnItemReachesTheCallerAndTheNextJobRuns() {
        try (Workers workers = new Workers(3)) {
            assertThatThrownBy(() -> workers.run(10, (item, thread) -> {
                        if (item == 4) {
                            throw new IllegalStateException("item 4");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("item 4");
            AtomicIntegerArray done = new AtomicIntegerArray(10);
            workers.run(10, (item, thread) -> done.incrementAndGet(item));
            for (int item = 0; item < 10; item++) {
                assertThat(done.get(item)).isEqualTo(1);
            }
        }
    }

    @Test
    void noThreadsAreRefused() {
        assertThatThrownBy(() -> new Workers(0)).hasMessage("threads must be at least 1, but was 0");
    }
}
