package org.meta4j.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.internal.kernels.KernelProvider;
import org.meta4j.engine.internal.kernels.Kernels;
import org.meta4j.engine.internal.program.Buffer;
import org.meta4j.engine.internal.program.Frame;
import org.meta4j.engine.internal.program.Step;

/**
 * Runs a program for one or many tasks on all threads of some {@link Workers}. With as many tasks as threads or
 * more, each thread takes whole tasks; with fewer, the steps of one task are split over the threads.
 * Results, sums over tasks included, do not depend on the number of threads, to the bit. Not for several
 * callers at once.
 */
public final class Runner {
    /** Puts a task's inputs in their slots; called on any thread. */
    @FunctionalInterface
    public interface Feed {
        void fill(int task, Slots inputs);
    }

    /** Takes a task's results from their slots; called on any thread. */
    @FunctionalInterface
    public interface Take {
        void take(int task, Slots outputs);
    }

    private final Program program;
    private final Workers workers;
    private final Kernels kernels;
    private final float[] shared;
    private final Step[] common;
    private final Step[] steps;
    private final Map<String, Buffer> parameters;
    private final List<String> parameterNames;
    private final @Nullable Frame[] taskFrames;
    private final @Nullable Frame[] splitFrames;
    private final @Nullable Slots[] inputSlots;
    private final @Nullable Slots[] outputSlots;
    private final float[][] workspaces;
    private final float[][] groupSums;
    private final int summedLength;
    private final float[] sums;
    private final Slots sumSlots;
    private final Workers.Job groupJob = this::runGroup;
    private final Workers.Job partJob = this::runPart;

    private int tasks;
    private Feed feed = (task, inputs) -> {};
    private Take take = (task, outputs) -> {};
    private int groups;
    private @Nullable Step step;

    /** A runner with the fastest kernels that this JVM has. */
    public Runner(Program program, Workers workers) {
        this(program, workers, KernelProvider.get());
    }

    Runner(Program program, Workers workers, Kernels kernels) {
        this.program = program;
        this.workers = workers;
        this.kernels = kernels;
        this.common = program.lowered().common().toArray(Step[]::new);
        this.steps = program.lowered().steps().toArray(Step[]::new);
        this.parameters = program.lowered().parameters();
        this.parameterNames = List.copyOf(parameters.keySet());
        this.shared = new float[program.lowered().sharedLength() + Kernels.SLACK];
        this.taskFrames = new Frame[workers.threads()];
        this.splitFrames = new Frame[workers.threads()];
        this.inputSlots = new Slots[workers.threads()];
        this.outputSlots = new Slots[workers.threads()];
        this.workspaces = new float[workers.threads()][];
        this.groupSums = new float[ProgramMemory.GROUPS][];
        this.summedLength = program.summedLength();
        this.sums = new float[summedLength];
        this.sumSlots = new Slots("output", sums, program.lowered().outputs());
    }

    /**
     * Copies the inputs that all tasks share. Tensors that the program does not use are ignored.
     *
     * @throws IllegalArgumentException if one is missing or has another size
     */
    public void setParameters(Tensors tensors) {
        // No lambda that captures: a steady iteration allocates nothing.
        for (int i = 0; i < parameterNames.size(); i++) {
            String name = parameterNames.get(i);
            Buffer buffer = Objects.requireNonNull(parameters.get(name), name);
            float[] values = tensors.get(name).values();
            if (values.length != buffer.length) {
                throw new IllegalArgumentException("parameter '" + name + "' has " + buffer.length + " numbers, but "
                        + values.length + " were given");
            }
            System.arraycopy(values, 0, shared, buffer.offset, buffer.length);
        }
    }

    /**
     * Runs tasks 0 to {@code count} − 1.
     *
     * @return the summed outputs, valid until the next run
     */
    public Slots run(int count, Feed fill, Take results) {
        tasks = count;
        feed = fill;
        take = results;
        groups = Math.min(count, ProgramMemory.GROUPS);
        boolean split = count < workers.threads();
        for (Step each : common) {
            runStep(each, frame(split ? splitFrames : taskFrames, 0, workspace(0)), split);
        }
        if (!split) {
            workers.run(groups, groupJob);
        } else {
            for (int group = 0; group < groups; group++) {
                runSplit(group);
            }
        }
        Arrays.fill(sums, 0);
        for (int group = 0; group < groups && summedLength > 0; group++) {
            kernels.addRows(1, summedLength, groupSums(group), 0, sums, 0);
        }
        return sumSlots;
    }

    /** Runs one task and reads its results. */
    public void run(Feed fill, Take results) {
        run(1, fill, results);
    }

    private float[] groupSums(int group) {
        float[] array = groupSums[group];
        if (array == null) {
            array = new float[summedLength + Kernels.SLACK];
            groupSums[group] = array;
        }
        return array;
    }

    private float[] workspace(int thread) {
        float[] array = workspaces[thread];
        if (array == null) {
            array = new float[program.lowered().workspaceLength() + Kernels.SLACK];
            workspaces[thread] = array;
            inputSlots[thread] = new Slots("input", array, program.lowered().inputs());
            outputSlots[thread] = new Slots("output", array, program.lowered().outputs());
        }
        return array;
    }

    private Frame frame(@Nullable Frame[] frames, int thread, float[] workspace) {
        Frame frame = frames[thread];
        if (frame == null) {
            frame = new Frame(kernels, workspace, shared, program.lowered().scratchLength());
            frames[thread] = frame;
        }
        return frame;
    }

    private void runGroup(int group, int thread) {
        runTasks(group, thread, frame(taskFrames, thread, workspace(thread)), false);
    }

    private void runSplit(int group) {
        runTasks(group, 0, frame(splitFrames, 0, workspace(0)), true);
    }

    /** Runs the tasks of a group, one after the other, in the workspace of a thread. */
    private void runTasks(int group, int thread, Frame frame, boolean split) {
        float[] workspace = workspace(thread);
        int first = (int) ((long) tasks * group / groups);
        int end = (int) ((long) tasks * (group + 1) / groups);
        for (int task = first; task < end; task++) {
            feed.fill(task, Objects.requireNonNull(inputSlots[thread]));
            for (Step each : steps) {
                runStep(each, frame, split);
            }
            addToGroup(group, task == first, workspace);
            take.take(task, Objects.requireNonNull(outputSlots[thread]));
        }
    }

    /** @param split whether the parts are for all threads, or for this one alone */
    private void runStep(Step each, Frame frame, boolean split) {
        int parts = each.parts();
        if (split && parts > 1) {
            step = each;
            workers.run(parts, partJob);
        } else {
            for (int part = 0; part < parts; part++) {
                each.run(part, frame);
            }
        }
        each.finish(frame);
    }

    private void runPart(int part, int thread) {
        Objects.requireNonNull(step).run(part, frame(splitFrames, thread, workspace(0)));
    }

    private void addToGroup(int group, boolean isFirst, float[] workspace) {
        if (summedLength == 0) {
            return;
        }
        float[] target = groupSums(group);
        if (isFirst) {
            System.arraycopy(workspace, 0, target, 0, summedLength);
        } else {
            kernels.addRows(1, summedLength, workspace, 0, target, 0);
        }
    }
}
