package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.ProgramStep;

/** Steps of several lowered parts in one list, in one workspace: first what all parts see, then room for one part. */
public final class Parts {
    private final List<Step> steps = new ArrayList<>();
    private final Map<Lowered, Integer> times = new LinkedHashMap<>();
    private long copied;

    /** Copies as many numbers as {@code to} has. */
    public void copy(Buffer from, Buffer to) {
        steps.add(new MoveSteps.Copy(from, to));
        copied += to.length;
    }

    /** All steps of a part. */
    public void run(Lowered part) {
        steps.addAll(part.steps());
        times.merge(part, 1, Integer::sum);
    }

    /**
     * Lays out the workspace; places in the parts, which were laid out each for itself, move.
     *
     * @param parts each of them once
     * @param parameters one buffer of each name
     * @param inputs of a task
     * @param rooms other buffers of a task
     * @param outputs which of {@code rooms} are results, in order
     */
    public Lowered lower(
            List<Lowered> parts,
            Map<String, Buffer> parameters,
            Map<String, Buffer> inputs,
            List<Buffer> rooms,
            Map<String, Buffer> outputs) {
        List<Buffer> lasting = new ArrayList<>(outputs.values());
        lasting.addAll(inputs.values());
        rooms.stream().filter(room -> !outputs.containsValue(room)).forEach(lasting::add);
        int base = Layout.sequential(lasting);
        List<Buffer> shared = new ArrayList<>(parameters.values());
        parts.forEach(part -> shared.addAll(part.commonResults()));
        int sharedLength = Layout.sequential(shared);
        int most = 0;
        int scratch = 0;
        for (Lowered part : parts) {
            part.workspace().forEach(buffer -> buffer.offset += base);
            part.parameters()
                    .forEach((name, buffer) -> buffer.offset = Objects.requireNonNull(parameters.get(name)).offset);
            most = Math.max(most, part.workspaceLength());
            scratch = Math.max(scratch, part.scratchLength());
        }
        return new Lowered(
                parts.stream().flatMap(part -> part.common().stream()).toList(),
                List.copyOf(steps),
                listing(),
                inputs,
                parameters,
                outputs,
                List.of(),
                List.copyOf(shared.subList(parameters.size(), shared.size())),
                Layout.sum(base, most),
                sharedLength,
                scratch);
    }

    private List<ProgramStep> listing() {
        List<ProgramStep> listing = new ArrayList<>();
        times.forEach((part, count) ->
                part.listing().forEach(step -> listing.add(step.repeated(count * step.times()))));
        listing.add(Account.copy(Math.toIntExact(copied)));
        return listing;
    }
}
