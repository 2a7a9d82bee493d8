package org.meta4j.app.program;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meta4j.app.cli.Texts;
import org.meta4j.engine.Origin;
import org.meta4j.engine.ProgramStep;
import org.meta4j.engine.ProgramStep.Operation;
import org.meta4j.learners.training.TrainingMemory;

/** A program as people read it. */
final class Listing {
    private static final List<String> TITLES =
            List.of("step", "times", "MFLOP", "kB", "part", "layers", "derivative", "what");

    /** Layers that are named; beyond that only their number is. */
    private static final int MOST_LAYERS = 3;

    private final PrintWriter out;

    Listing(PrintWriter out) {
        this.out = out;
    }

    void print(TrainingProgram program) {
        out.printf(
                Locale.ROOT,
                "One training task of %s: %d-way %d-shot, %d queries a class, %s%s.%n%n",
                program.method(),
                program.ways(),
                program.shots(),
                program.queries(),
                program.network(),
                program.innerSteps() == 0
                        ? ""
                        : ", " + program.innerSteps() + (program.innerSteps() == 1 ? " inner step" : " inner steps"));
        printSteps(program);
        out.println();
        printMemory(program);
        out.println();
        out.println("""
                times   that a task goes through it; once: for all tasks of a meta-iteration
                MFLOP   a million floating-point operations: 2·m·n·k of a product, one of each other result
                kB      read and written, 1,000 bytes; of what stays in the cache, nothing
                part    of the method; layers: whose parameters are involved
                derivative   0 the model itself, 1 its gradient, 2 a gradient of the gradient
                pipeline     its operations do a few images, then the next few; fused: a few rows""");
    }

    private void printSteps(TrainingProgram program) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        int number = 1;
        for (ProgramStep step : program.steps()) {
            boolean pipeline = step.kind() == ProgramStep.Kind.PIPELINE;
            rows.add(row(
                    String.valueOf(number++),
                    step,
                    pipeline ? origins(step) : step.operations().get(0).origins(),
                    pipeline ? pipeline(step) : what(step.operations().get(0), step.parts())));
            if (pipeline) {
                step.operations()
                        .forEach(operation -> rows.add(List.of(
                                "",
                                "",
                                millions(operation.flops()),
                                "",
                                stages(operation.origins()),
                                layers(operation.origins()),
                                orders(operation.origins()),
                                "  " + what(operation, 1))));
            }
        }
        rows.add(List.of(
                "total",
                Texts.count(program.passes()),
                millions(program.flops()),
                thousands(program.bytes()),
                "",
                "",
                "",
                "a task; " + Texts.count(program.tasks()) + (program.tasks() == 1 ? " task" : " tasks")
                        + " a meta-iteration"));
        out.print(Table.of(rows, 4));
    }

    private static List<String> row(String number, ProgramStep step, List<Origin> origins, String what) {
        return List.of(
                number,
                step.times() == 0 ? "once" : String.valueOf(step.times()),
                millions(step.flops() * Math.max(1, step.times())),
                thousands(step.bytes() * Math.max(1, step.times())),
                stages(origins),
                layers(origins),
                orders(origins),
                what);
    }

    private void printMemory(TrainingProgram program) {
        TrainingMemory memory = program.memory();
        int underWay = memory.tasks() >= memory.threads() ? memory.threads() : 1;
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "bytes", "memory of a training on " + threads(memory.threads())));
        rows.add(memory(
                underWay * memory.program().workspace(),
                "workspace: " + underWay + " × " + Texts.bytes(memory.program().workspace())
                        + " of each task under way"));
        rows.add(memory(
                memory.threads() * memory.program().scratch(),
                "scratch: " + memory.threads() + " × "
                        + Texts.bytes(memory.program().scratch()) + " of each thread"));
        long rest = memory.computing()
                - underWay * memory.program().workspace()
                - memory.threads() * memory.program().scratch();
        rows.add(memory(rest, "the program's parameters, and sums over tasks"));
        rows.add(memory(memory.parameters(), "parameters, their gradient, the best so far"));
        rows.add(memory(memory.optimiser(), "state of the optimiser"));
        rows.add(memory(memory.drawn(), "tasks at hand and those drawn ahead"));
        rows.add(memory(memory.total(), "in all: " + Texts.bytes(memory.total()) + ", and the data themselves"));
        out.print(Table.of(rows, 2));
    }

    private static List<String> memory(long bytes, String what) {
        return List.of("", Texts.count(bytes), what);
    }

    private static String threads(int threads) {
        return threads + (threads == 1 ? " thread" : " threads");
    }

    private static String pipeline(ProgramStep step) {
        return "pipeline of " + step.images() + " images, " + step.block() + " at a time" + parts(step.parts());
    }

    private static String what(Operation operation, int parts) {
        String name = operation.kind() == ProgramStep.Kind.FUSED
                ? "fused " + operation.shape() + ": "
                        + counted(List.of(operation.name().split(", ")))
                : operation.name() + " " + operation.shape();
        return name + parts(parts);
    }

    private static String parts(int parts) {
        return parts == 1 ? "" : ", in " + parts + " parts";
    }

    /** Neighbours that are alike in one: {@code multiply ×3, add}. */
    private static String counted(List<String> names) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); ) {
            int end = i;
            while (end < names.size() && names.get(end).equals(names.get(i))) {
                end++;
            }
            text.append(i == 0 ? "" : ", ").append(names.get(i)).append(end - i == 1 ? "" : " ×" + (end - i));
            i = end;
        }
        return text.toString();
    }

    private static List<Origin> origins(ProgramStep step) {
        return step.operations().stream()
                .flatMap(operation -> operation.origins().stream())
                .toList();
    }

    private static String stages(Collection<Origin> origins) {
        return join(origins, Origin::stage, Integer.MAX_VALUE);
    }

    private static String layers(Collection<Origin> origins) {
        return join(origins, Origin::layer, MOST_LAYERS);
    }

    private static String orders(Collection<Origin> origins) {
        TreeSet<Integer> orders = origins.stream().map(Origin::order).collect(Collectors.toCollection(TreeSet::new));
        return orders.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String join(Collection<Origin> origins, Function<Origin, String> part, int most) {
        List<String> parts = origins.stream()
                .map(part)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        return parts.size() <= most
                ? String.join(", ", parts)
                : String.join(", ", parts.subList(0, most - 1)) + " and " + (parts.size() - most + 1) + " more";
    }

    private static String millions(long number) {
        return String.format(Locale.ROOT, "%,.3f", number / 1e6);
    }

    private static String thousands(long number) {
        return String.format(Locale.ROOT, "%,.1f", number / 1e3);
    }
}
