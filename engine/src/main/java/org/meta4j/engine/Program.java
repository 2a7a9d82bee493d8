package org.meta4j.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.internal.program.Lowered;
import org.meta4j.engine.internal.program.Lowering;
import org.meta4j.engine.internal.program.Step;

/**
 * A compiled computation: a list of steps over one workspace. Immutable and thread-safe; a
 * {@link Runner} executes it. Its text names every step and the bytes it needs.
 */
public final class Program {
    private final Lowered lowered;
    private final Map<String, Shape> outputs;
    private final int summed;

    /** @param summed how many of the outputs, the first ones, are wanted as their sum over tasks */
    Program(Lowered lowered, Map<String, Shape> outputs, int summed) {
        this.lowered = lowered;
        this.outputs = Collections.unmodifiableMap(outputs);
        this.summed = summed;
    }

    /**
     * Compiles a program with results of two kinds.
     *
     * @param summed results that are wanted only as their sum over all tasks, such as gradients
     * @param perTask results that are wanted task by task, such as the loss; no name may be in both
     */
    public static Program compile(Map<String, Value> summed, Map<String, Value> perTask) {
        Map<String, Value> all = new LinkedHashMap<>(summed);
        perTask.forEach((name, value) -> {
            if (all.put(name, value) != null) {
                throw new IllegalArgumentException("the output '" + name + "' is named twice");
            }
        });
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a program needs at least one output");
        }
        Map<String, Shape> shapes = new LinkedHashMap<>();
        all.forEach((name, value) -> shapes.put(name, value.shape()));
        return new Program(Lowering.lower(all), shapes, summed.size());
    }

    /** Compiles a program whose results are wanted task by task. */
    public static Program compile(Map<String, Value> outputs) {
        return compile(Map.of(), outputs);
    }

    Lowered lowered() {
        return lowered;
    }

    /** Numbers at the workspace's beginning that are summed over tasks. */
    int summedLength() {
        int end = 0;
        int i = 0;
        for (String name : outputs.keySet()) {
            if (i++ == summed) {
                break;
            }
            var buffer = Objects.requireNonNull(lowered.outputs().get(name), name);
            end = buffer.offset + buffer.length;
        }
        return end;
    }

    /** Shapes of the results, by name, in order. */
    public Map<String, Shape> outputs() {
        return outputs;
    }

    /** Bytes of each thread's workspace and scratch space. */
    public long workspaceBytes() {
        return memory().workspace() + memory().scratch();
    }

    /** Bytes that running takes. */
    public ProgramMemory memory() {
        return new ProgramMemory(
                Float.BYTES * (long) lowered.sharedLength(),
                Float.BYTES * (long) lowered.workspaceLength(),
                Float.BYTES * (long) lowered.scratchLength(),
                Float.BYTES * (long) summedLength());
    }

    /**
     * Floating-point operations of one task: 2·m·n·k for a product of [m, k] with [k, n]; the same for a convolution
     * and for its gradients, where m·k counts each pair of an output pixel and a number of an image that meets it, and
     * not the zeros of the padding; one for each element of an element-wise result, whatever the function; one for each
     * element that a sum or a maximum takes in. A value that is computed again where it is needed counts each time.
     */
    public long flops() {
        return steps().stream().mapToLong(step -> step.times() * step.flops()).sum();
    }

    /**
     * Bytes that one task moves, roughly: for each step the arrays that it reads and those that it writes, each once.
     * What stays within a step counts nothing: it is meant to stay in the cache.
     */
    public long bytes() {
        return steps().stream().mapToLong(step -> step.times() * step.bytes()).sum();
    }

    /** Steps that one task goes through: each is a pass over its arrays, for all of its operations together. */
    public int passes() {
        return steps().stream().mapToInt(ProgramStep::times).sum();
    }

    /** What the steps do, in order. */
    public List<ProgramStep> steps() {
        return lowered.listing();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("program: ")
                .append(lowered.steps().size())
                .append(" steps, ")
                .append(flops())
                .append(" flops, workspace ")
                .append(workspaceBytes())
                .append(" bytes a thread, parameters ")
                .append(Float.BYTES * (long) lowered.sharedLength())
                .append(" bytes\n");
        lowered.inputs()
                .forEach((name, buffer) -> text.append("  input ")
                        .append(name)
                        .append(' ')
                        .append(buffer)
                        .append('\n'));
        lowered.parameters()
                .forEach((name, buffer) -> text.append("  parameter ")
                        .append(name)
                        .append(' ')
                        .append(buffer)
                        .append('\n'));
        lowered.common().forEach(step -> text.append("  once  ").append(step).append('\n'));
        int i = 0;
        for (Step step : lowered.steps()) {
            text.append(String.format("%5d %s%n", i++, step));
        }
        lowered.outputs()
                .forEach((name, buffer) -> text.append("  output ")
                        .append(name)
                        .append(' ')
                        .append(buffer)
                        .append('\n'));
        return text.toString();
    }
}
