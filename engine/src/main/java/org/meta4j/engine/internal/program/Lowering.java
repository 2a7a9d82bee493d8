package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.internal.graph.ConvGeometry;
import org.meta4j.engine.internal.graph.Op;

/** Turns values into steps over buffers: fuses element-wise chains, chooses how products are done, lays out the workspace. */
public final class Lowering {
    /** From so many channels on, a product per tap beats copying patches. */
    private static final int CHANNELS_FOR_TAPS = 8;

    private final GraphView view;
    private final Map<String, Value> outputs;

    /** A {@link Group} or a {@link Value} that is a step of its own, in order. */
    private final List<Object> plan = new ArrayList<>();

    private final Map<Value, Integer> stepOf = new HashMap<>();
    private final Map<Value, Group> groupOf = new HashMap<>();

    private final Map<Value, Buffer> buffers = new HashMap<>();
    private final List<Buffer> workspace = new ArrayList<>();
    private final List<Buffer> shared = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<ConvGeometry, TapTable> tables = new HashMap<>();
    private final Map<String, Buffer> inputs = new LinkedHashMap<>();
    private final Map<String, Buffer> parameters = new LinkedHashMap<>();

    private Lowering(Map<String, Value> outputs) {
        this.outputs = outputs;
        this.view = new GraphView(outputs.values());
    }

    /** Compiles a program that computes {@code outputs}; they will lie one after another, in order. */
    public static Lowered lower(Map<String, Value> outputs) {
        return new Lowering(outputs).run();
    }

    private Lowered run() {
        for (Value value : view.order) {
            plan(value);
        }
        for (int i = 0; i < plan.size(); i++) {
            Object item = plan.get(i);
            if (item instanceof Group group) {
                steps.add(new GroupLowering(this, view, group).lower());
            } else {
                steps.add(lower((Value) item, i));
            }
        }
        Map<String, Buffer> results = placeOutputs();
        Layout layout = new Layout(workspace, List.copyOf(results.values()));
        int sharedLength = Layout.sequential(shared);
        int scratch = steps.stream().mapToInt(Step::scratch).max().orElse(0);
        return new Lowered(
                List.copyOf(steps),
                inputs,
                parameters,
                results,
                layout.length(),
                layout.outputsLength(),
                sharedLength,
                scratch);
    }

    // ---- which values make a step together ----

    private void plan(Value value) {
        if (GraphView.isAlias(value) || view.isVirtual(value)) {
            return;
        }
        if (value.op() instanceof Op.Input input) {
            inputs.put(input.name(), newBuffer(value, false).usedAt(-1));
        } else if (value.op() instanceof Op.Parameter parameter) {
            parameters.put(parameter.name(), newBuffer(value, true));
        } else if (GraphView.isElement(value) || GraphView.isReduction(value)) {
            join(value);
        } else {
            stepOf.put(value, plan.size());
            plan.add(value);
        }
    }

    private void join(Value value) {
        int length = GraphView.length(value);
        int rowLength = view.rowLength(value);
        Group group = findGroup(value, length, rowLength);
        if (group == null) {
            group = new Group(plan.size(), length);
            plan.add(group);
        }
        group.add(value, rowLength);
        for (Value argument : value.arguments()) {
            group.sources.add(GraphView.root(argument));
        }
        groupOf.put(value, group);
        stepOf.put(value, group.step);
    }

    /** A group that comes late enough for all arguments and shares some of them, or null. */
    private @Nullable Group findGroup(Value value, int length, int rowLength) {
        int earliest = 0;
        for (Value argument : value.arguments()) {
            earliest = Math.max(earliest, ready(GraphView.root(argument)));
        }
        Group related = null;
        for (int i = earliest; i < plan.size(); i++) {
            if (plan.get(i) instanceof Group group && group.accepts(length, rowLength)) {
                for (Value argument : value.arguments()) {
                    Value root = GraphView.root(argument);
                    if (groupOf.get(root) == group && GraphView.isElement(root)) {
                        return group;
                    }
                    if (related == null && !view.isVirtual(root) && group.sources.contains(root)) {
                        related = group;
                    }
                }
            }
        }
        return related;
    }

    /** First step that may read {@code root} as an element-wise argument. */
    private int ready(Value root) {
        if (view.isVirtual(root)) {
            return root.arguments().isEmpty()
                    ? 0
                    : completed(GraphView.root(root.arguments().get(0)));
        }
        return GraphView.isElement(root) ? stepOf.getOrDefault(root, 0) : completed(root);
    }

    private int completed(Value root) {
        Integer step = stepOf.get(root);
        return step == null ? 0 : step + 1;
    }

    // ---- buffers ----

    private Buffer newBuffer(Value root, boolean isShared) {
        Buffer buffer = new Buffer(root.shape().length(), isShared);
        (isShared ? shared : workspace).add(buffer);
        buffers.put(root, buffer);
        return buffer;
    }

    /** The buffer of a value that is stored, noted as touched by a step. */
    Buffer buffer(Value value, int step) {
        Value root = GraphView.root(value);
        Buffer buffer = buffers.get(root);
        if (buffer == null) {
            buffer = newBuffer(root, false);
        }
        return buffer.usedAt(step);
    }

    /** Room that only one step uses. */
    Buffer temporary(int length, int step) {
        Buffer buffer = new Buffer(length, false);
        workspace.add(buffer);
        return buffer.usedAt(step);
    }

    boolean isInGroup(Value root, Group group) {
        return groupOf.get(root) == group;
    }

    private Map<String, Buffer> placeOutputs() {
        Map<String, Buffer> results = new LinkedHashMap<>();
        outputs.forEach((name, value) -> {
            Value root = GraphView.root(value);
            Buffer buffer = buffers.get(root);
            boolean owned = buffer != null && !buffer.shared && !(root.op() instanceof Op.Input);
            if (!owned || results.containsValue(buffer)) {
                Buffer source = buffer(value, steps.size());
                buffer = temporary(source.length, steps.size());
                steps.add(new MoveSteps.Copy(source, buffer));
            }
            results.put(name, buffer);
        });
        results.values().forEach(buffer -> buffer.usedAt(steps.size()));
        return results;
    }

    // ---- values that are steps of their own ----

    private Step lower(Value value, int step) {
        Op op = value.op();
        Buffer y = buffer(value, step);
        if (op instanceof Op.Constant constant) {
            return new MoveSteps.Fill(constant.value(), y);
        }
        Buffer x = buffer(value.arguments().get(0), step);
        if (op instanceof Op.Repeat repeat) {
            return new MoveSteps.Repeat(repeat, x, y);
        }
        if (op instanceof Op.Sum sum) {
            return new ReduceSteps.SumMiddle(sum, x, y);
        }
        if (op instanceof Op.MaxColumns max) {
            return new ReduceSteps.MaxColumns(max, x, y);
        }
        if (op instanceof Op.Transpose transpose) {
            return new MoveSteps.Transpose(transpose, x, y);
        }
        if (op instanceof Op.Rows rows) {
            return new MoveSteps.Rows(rows, x, y);
        }
        if (op instanceof Op.PadRows pad) {
            return new MoveSteps.PadRows(pad, x, y);
        }
        if (op instanceof Op.PoolIndex index) {
            return new ReduceSteps.Pool(ReduceSteps.PoolKind.INDEX, index.geometry(), x, x, y);
        }
        Buffer second = buffer(value.arguments().get(1), step);
        if (op instanceof Op.PoolTake take) {
            return new ReduceSteps.Pool(ReduceSteps.PoolKind.TAKE, take.geometry(), x, second, y);
        }
        if (op instanceof Op.PoolPut put) {
            return new ReduceSteps.Pool(ReduceSteps.PoolKind.PUT, put.geometry(), x, second, y);
        }
        if (op instanceof Op.MatMul matmul) {
            return new GemmStep(matmul, x, second, y);
        }
        if (op instanceof Op.Conv conv) {
            return conv(PatchSteps.Kind.FORWARD, conv.geometry(), x, second, y, step);
        }
        if (op instanceof Op.ConvInput conv) {
            return conv(PatchSteps.Kind.INPUT, conv.geometry(), x, second, y, step);
        }
        if (op instanceof Op.ConvWeight conv) {
            return conv(PatchSteps.Kind.WEIGHT, conv.geometry(), x, second, y, step);
        }
        throw new IllegalStateException("no step for " + op);
    }

    private Step conv(PatchSteps.Kind kind, ConvGeometry g, Buffer a, Buffer b, Buffer y, int step) {
        if (g.channels() < CHANNELS_FOR_TAPS) {
            int parts = PatchSteps.Patches.partsOf(g);
            Buffer partial = kind == PatchSteps.Kind.WEIGHT && parts > 1 ? temporary(y.length * parts, step) : y;
            return new PatchSteps.Patches(kind, g, a, b, partial, y);
        }
        TapTable table = tables.computeIfAbsent(g, TapTable::new);
        if (kind == PatchSteps.Kind.WEIGHT) {
            int parts = ConvSteps.Weight.partsOf(g, table);
            Buffer partial = parts > 1 ? temporary(y.length * parts, step) : y;
            return new ConvSteps.Weight(g, table, a, b, partial, y);
        }
        return new ConvSteps.Gathered(g, table, kind == PatchSteps.Kind.FORWARD, a, b, y);
    }
}
