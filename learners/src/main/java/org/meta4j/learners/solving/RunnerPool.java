package org.meta4j.learners.solving;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.meta4j.engine.Program;
import org.meta4j.engine.Runner;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;

/** Runs one program for any number of callers at once, each on its own thread: a runner for each at the same time. */
final class RunnerPool {
    private final Program program;
    private final ConcurrentLinkedQueue<Runner> idle = new ConcurrentLinkedQueue<>();

    RunnerPool(Program program) {
        this.program = program;
    }

    void run(Tensors parameters, Runner.Feed feed, Runner.Take take) {
        Runner runner = idle.poll();
        if (runner == null) {
            // One thread: nothing is started, so there is nothing to close.
            runner = new Runner(program, new Workers(1));
        }
        runner.setParameters(parameters);
        runner.run(feed, take);
        idle.add(runner);
    }
}
