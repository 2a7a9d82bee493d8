package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Origin;
import org.meta4j.engine.ProgramStep;
import org.meta4j.engine.ProgramStep.Kind;
import org.meta4j.engine.ProgramStep.Operation;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.PoolGeometry;

/** Says what steps do and cost. It looks at the values that a step computes, not at how it computes them. */
final class Account {
    private final GraphView view;
    private final Map<Value, Buffer> buffers;
    private final Recomputation recomputation;

    Account(GraphView view, Map<Value, Buffer> buffers, Recomputation recomputation) {
        this.view = view;
        this.buffers = buffers;
        this.recomputation = recomputation;
    }

    ProgramStep of(Schedule.Unit unit, Step step) {
        List<Operation> operations = unit.items().stream().map(this::operation).toList();
        boolean pipeline = step instanceof Pipeline;
        return new ProgramStep(
                pipeline ? Kind.PIPELINE : operations.get(0).kind(),
                operations,
                1,
                unit.images(),
                step instanceof Pipeline p ? p.blockImages() : 0,
                step.parts(),
                operations.stream().mapToLong(Operation::flops).sum(),
                bytes(unit.items()));
    }

    /** A step that is done once for all tasks. */
    ProgramStep common(Single single) {
        Operation operation = operation(single);
        return new ProgramStep(operation.kind(), List.of(operation), 0, 0, 0, 1, operation.flops(), operation.bytes());
    }

    /** A step that copies so many numbers. */
    static ProgramStep copy(int length) {
        long bytes = 2L * length * Float.BYTES;
        Operation operation = new Operation(Kind.MOVE, "copy", String.valueOf(length), List.of(), 0, bytes);
        return new ProgramStep(Kind.MOVE, List.of(operation), 1, 0, 0, 1, 0, bytes);
    }

    /** A step that transforms filters for {@link WinogradSteps}; the products that it spares are counted as if they were done. */
    static ProgramStep filters(int from, int to) {
        long bytes = ((long) from + to) * Float.BYTES;
        Operation operation = new Operation(Kind.MOVE, "transform of filters", from + " to " + to, List.of(), 0, bytes);
        return new ProgramStep(Kind.MOVE, List.of(operation), 1, 0, 0, 1, 0, bytes);
    }

    private Operation operation(Item item) {
        Set<Origin> origins = new LinkedHashSet<>();
        item.members().forEach(member -> origins.add(member.origin()));
        Value first = item.members().get(0);
        boolean group = item instanceof Group;
        return new Operation(
                group ? Kind.FUSED : kind(first.op()),
                item.members().stream().map(value -> name(value.op())).collect(Collectors.joining(", ")),
                item instanceof Group elements ? shape(elements) : shape(first),
                List.copyOf(origins),
                flops(item),
                bytes(List.of(item)));
    }

    // ---- costs ----

    private long flops(Item item) {
        long flops = 0;
        Set<Value> again = new LinkedHashSet<>();
        for (Value member : item.members()) {
            flops += flops(member);
            member.arguments().stream()
                    .map(GraphView::root)
                    .filter(view::isShift)
                    .forEach(again::add);
        }
        if (item instanceof Group group) {
            again.addAll(recomputation.doneAgain(group));
        }
        for (Value value : again) {
            flops += value.shape().length();
        }
        return flops;
    }

    private static long flops(Value value) {
        Op op = value.op();
        ConvGeometry conv = Single.convolution(op);
        if (conv != null) {
            return 2 * conv.multiplyAdds();
        }
        if (op instanceof Op.MatMul matmul) {
            return 2L * matmul.m() * matmul.n() * matmul.k();
        }
        if (op instanceof Op.Sum || op instanceof Op.MaxColumns || op instanceof Op.PoolIndex) {
            return value.arguments().get(0).shape().length();
        }
        return GraphView.isElement(value) ? value.shape().length() : 0;
    }

    /** What is read from or written to the workspace or the parameters, each array once. */
    private long bytes(Collection<Item> items) {
        Set<Buffer> touched = new LinkedHashSet<>();
        for (Item item : items) {
            for (Value member : item.members()) {
                add(member, touched);
                for (Value argument : member.arguments()) {
                    Value root = GraphView.root(argument);
                    // What is computed again is made of something that the step reads anyway.
                    if (!(item instanceof Group group && recomputation.isDoneAgain(root, group))) {
                        addRead(root, touched);
                    }
                }
            }
        }
        long numbers = 0;
        for (Buffer buffer : touched) {
            numbers += buffer.isLocal() ? 0 : buffer.length;
        }
        return numbers * Float.BYTES;
    }

    private void addRead(Value root, Set<Buffer> touched) {
        if (view.isVirtual(root) || view.isShift(root)) {
            root.arguments().forEach(argument -> addRead(GraphView.root(argument), touched));
        } else {
            add(root, touched);
        }
    }

    private void add(Value root, Set<Buffer> touched) {
        Buffer buffer = buffers.get(root);
        if (buffer != null) {
            touched.add(buffer);
        }
    }

    // ---- words ----

    private static Kind kind(Op op) {
        return op instanceof Op.MatMul || Single.convolution(op) != null ? Kind.PRODUCT : Kind.MOVE;
    }

    private static String name(Op op) {
        if (op instanceof Op.Unary unary) {
            return unary.function().name().toLowerCase(Locale.ROOT);
        }
        if (op instanceof Op.Binary binary) {
            return binary.function().name().toLowerCase(Locale.ROOT);
        }
        if (op instanceof Op.MatMul matmul) {
            return matmul.transposeA() ? "matmul of a transpose" : "matmul";
        }
        return NAMES.getOrDefault(op.getClass(), op.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    private static final Map<Class<? extends Op>, String> NAMES = Map.of(
            Op.Conv.class, "convolution",
            Op.ConvInput.class, "convolution back to images",
            Op.ConvWeight.class, "convolution back to filters",
            Op.MaxColumns.class, "maximum of rows",
            Op.PadRows.class, "rows among zeros",
            Op.PoolIndex.class, "places of maxima",
            Op.PoolTake.class, "take at places",
            Op.PoolPut.class, "put at places",
            Op.Constant.class, "fill");

    private static String shape(Group group) {
        return group.rowLength == 0
                ? String.valueOf(group.length)
                : group.length / group.rowLength + "x" + group.rowLength;
    }

    private static String shape(Value value) {
        Op op = value.op();
        ConvGeometry conv = Single.convolution(op);
        if (conv != null) {
            return sizes(conv.images(), conv.height(), conv.width(), conv.channels()) + " by "
                    + sizes(conv.kernelHeight(), conv.kernelWidth(), conv.filters())
                    + (conv.stride() == 1 ? "" : ", stride " + conv.stride());
        }
        PoolGeometry pool = Single.pooling(op);
        if (pool != null) {
            return sizes(pool.images(), pool.height(), pool.width(), pool.channels()) + " by "
                    + sizes(pool.side(), pool.side());
        }
        if (op instanceof Op.MatMul matmul) {
            return sizes(matmul.m(), matmul.n(), matmul.k());
        }
        @Nullable
        Value from = value.arguments().isEmpty() ? null : value.arguments().get(0);
        return (from == null ? "" : sizes(from.shape().sizes()) + " to ")
                + sizes(value.shape().sizes());
    }

    private static String sizes(int... sizes) {
        List<String> texts = new ArrayList<>();
        for (int size : sizes) {
            texts.add(String.valueOf(size));
        }
        return sizes.length == 0 ? "1" : String.join("x", texts);
    }
}
