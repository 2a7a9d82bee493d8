package org.meta4j.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
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
    private final Map<String, Value> outputs;
    private final int summed;

    private Program(Map<String, Value> outputs, int summed) {
        this.outputs = outputs;
        this.summed = summed;
        this.lowered = Lowering.lower(outputs);
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
        return new Program(Collections.unmodifiableMap(all), summed.size());
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

    /** The traced results, by name, in order. */
    public Map<String, Value> outputs() {
        return outputs;
    }

    /** Bytes of each thread's workspace and scratch space. */
    public long workspaceBytes() {
        return Float.BYTES * ((long) lowered.workspaceLength() + lowered.scratchLength());
    }

    /** Floating-point operations of one task. */
    public long flops() {
        return lowered.steps().stream().mapToLong(Step::flops).sum();
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
