package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.ProgramStep;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;

/** Turns values into steps over buffers: fuses element-wise chains, chooses how products are done, lays out the workspace. */
public final class Lowering {
    private final GraphView view;
    private final Map<String, Value> outputs;

    private final List<Item> plan = new ArrayList<>();

    /** Values that all tasks share, computed once a run. */
    private final List<Value> common = new ArrayList<>();

    private final Map<Value, Integer> stepOf = new HashMap<>();
    private final Map<Value, Group> groupOf = new HashMap<>();

    private final Accumulation accumulation;
    private Recomputation recomputation;

    private final Map<Value, Buffer> buffers = new HashMap<>();
    private final List<Buffer> workspace = new ArrayList<>();
    private final List<Buffer> shared = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> commonSteps = new ArrayList<>();
    private final List<ProgramStep> listing = new ArrayList<>();
    private final Map<ConvGeometry, TapTable> tables = new HashMap<>();
    private final Map<Map.Entry<Buffer, Boolean>, Buffer> commonFilters = new HashMap<>();
    private final Map<String, Buffer> inputs = new LinkedHashMap<>();
    private final Map<String, Buffer> parameters = new LinkedHashMap<>();

    private Lowering(Map<String, Value> outputs) {
        this.outputs = outputs;
        this.view = new GraphView(outputs.values());
        this.accumulation = new Accumulation(view);
        this.recomputation = new Recomputation(view, Map.of());
    }

    /** Compiles a program that computes {@code outputs}; they will lie one after another, in order. */
    public static Lowered lower(Map<String, Value> outputs) {
        return new Lowering(outputs).run();
    }

    private Lowered run() {
        for (Value value : view.order) {
            plan(value);
        }
        recomputation = new Recomputation(view, groupOf);
        Account account = new Account(view, buffers, recomputation);
        for (Value value : common) {
            Single single = new Single(value);
            commonSteps.add(new SingleLowering(this, single).lower());
            listing.add(account.common(single));
        }
        for (Schedule.Unit unit : Schedule.of(view, accumulation, plan)) {
            Step step = lower(unit);
            steps.add(step);
            listing.add(account.of(unit, step));
        }
        Map<String, Buffer> results = placeOutputs();
        Layout layout = new Layout(workspace, List.copyOf(results.values()));
        int sharedLength = Layout.sequential(shared);
        int scratch = Stream.concat(commonSteps.stream(), steps.stream())
                .mapToInt(Step::scratch)
                .max()
                .orElse(0);
        return new Lowered(
                List.copyOf(commonSteps),
                List.copyOf(steps),
                List.copyOf(listing),
                inputs,
                parameters,
                results,
                List.copyOf(workspace),
                commonResults(),
                layout.length(),
                sharedLength,
                scratch);
    }

    private List<Buffer> commonResults() {
        return shared.stream()
                .filter(buffer -> !parameters.containsValue(buffer))
                .toList();
    }

    // ---- which values make a step together ----

    private void plan(Value value) {
        if (GraphView.isAlias(value) || view.isVirtual(value) || view.isShift(value) || accumulation.isTerm(value)) {
            return;
        }
        Single sum = accumulation.step(value);
        if (value.op() instanceof Op.Input input) {
            inputs.put(input.name(), newBuffer(value, false).usedAt(-1));
        } else if (value.op() instanceof Op.Parameter parameter) {
            parameters.put(parameter.name(), newBuffer(value, true));
        } else if (sum != null) {
            stepOf.put(value, plan.size());
            plan.add(sum);
        } else if (GraphView.isElement(value) || GraphView.isReduction(value)) {
            join(value);
        } else if (isCommon(value)) {
            newBuffer(value, true);
            common.add(value);
        } else {
            stepOf.put(value, plan.size());
            plan.add(new Single(value));
        }
    }

    /**
     * Whether a value is worth computing once for all tasks of a run: numbers of parameters, or constants, in another
     * order. Such are the transposed filters that a first inner step needs.
     */
    private boolean isCommon(Value value) {
        boolean moves = value.op() instanceof Op.Transpose
                || value.op() instanceof Op.Repeat
                || value.op() instanceof Op.Constant
                || value.op() instanceof Op.Rows;
        return moves
                && value.arguments().stream()
                        .map(GraphView::root)
                        .map(buffers::get)
                        .allMatch(buffer -> buffer != null && buffer.shared);
    }

    private void join(Value value) {
        int length = GraphView.length(value);
        int rowLength = view.rowLength(value);
        Group group = findGroup(value, length, rowLength);
        if (group == null) {
            group = new Group(length);
            stepOf.put(value, plan.size());
            plan.add(group);
        } else {
            stepOf.put(value, Objects.requireNonNull(stepOf.get(group.members.get(0))));
        }
        group.add(value, rowLength);
        for (Value argument : value.arguments()) {
            group.sources.add(source(GraphView.root(argument)));
        }
        groupOf.put(value, group);
    }

    private Value source(Value root) {
        return view.isShift(root) ? view.shifted(root) : root;
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
                    if (related == null && !view.isVirtual(root) && group.sources.contains(source(root))) {
                        related = group;
                    }
                }
            }
        }
        return related;
    }

    /** First step that may read {@code root} as an element-wise argument. */
    private int ready(Value root) {
        if (view.isShift(root)) {
            return Math.max(
                    ready(GraphView.root(root.arguments().get(0))),
                    ready(GraphView.root(root.arguments().get(1))));
        }
        if (view.isVirtual(root)) {
            return root.arguments().isEmpty()
                    ? 0
                    : completed(GraphView.root(root.arguments().get(0)));
        }
        return GraphView.isElement(root) && !accumulation.isSum(root) ? stepOf.getOrDefault(root, 0) : completed(root);
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

    /** The buffer of {@code from}, which is another value's from here on. */
    Buffer takeOver(Value from, Value to, int step) {
        Buffer buffer = buffer(from, step);
        buffers.put(to, buffer);
        return buffer;
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
                listing.add(Account.copy(source.length));
            }
            results.put(name, buffer);
        });
        results.values().forEach(buffer -> buffer.usedAt(steps.size()));
        return results;
    }

    // ---- steps ----

    private Step lower(Schedule.Unit unit) {
        if (unit.images() == 0) {
            Item item = unit.items().get(0);
            return item instanceof Group group
                    ? new GroupLowering(this, view, recomputation, group, ElementStep.Cut.intoStrips(group)).lower()
                    : new SingleLowering(this, (Single) item).lower();
        }
        long work = 0;
        int most = unit.images();
        for (Item item : unit.items()) {
            work += item.work();
            most = Math.min(most, item.mostParts());
        }
        int parts = Step.parts(work, most);
        List<BatchStep> members = new ArrayList<>();
        for (Item item : unit.items()) {
            members.add(
                    item instanceof Group group
                            ? new GroupLowering(
                                            this,
                                            view,
                                            recomputation,
                                            group,
                                            ElementStep.Cut.intoImages(group, unit.images(), parts))
                                    .lower()
                            : new SingleLowering(this, (Single) item).lowerBatch(parts));
        }
        Set<Buffer> underWay = resultsUnderWay(unit);
        workspace.removeAll(underWay);
        return new Pipeline(members, unit.images(), bytesAnImage(unit), underWay, parts);
    }

    /** Results of a pipeline that only its own steps read, image by image. */
    private Set<Buffer> resultsUnderWay(Schedule.Unit unit) {
        Set<Value> inside = new LinkedHashSet<>();
        unit.items().forEach(item -> inside.addAll(item.members()));
        Set<Buffer> found = new LinkedHashSet<>();
        for (Value value : inside) {
            Buffer buffer = buffers.get(value);
            if (buffer != null
                    && Schedule.comesByImage(value)
                    && !accumulation.isSum(value)
                    && !view.isOutput(value)
                    && inside.containsAll(recomputation.readers(value))) {
                found.add(buffer);
            }
        }
        return found;
    }

    /** Bytes of all that the steps of a pipeline read or write for one image. */
    private long bytesAnImage(Schedule.Unit unit) {
        Set<Buffer> touched = new HashSet<>();
        for (Item item : unit.items()) {
            for (Value member : item.members()) {
                addStored(member, touched);
                member.arguments().forEach(argument -> addStored(argument, touched));
            }
        }
        long numbers = 0;
        for (Buffer buffer : touched) {
            numbers += buffer.shared ? 0 : buffer.length;
        }
        return numbers * Float.BYTES / unit.images();
    }

    private void addStored(Value value, Set<Buffer> touched) {
        Buffer buffer = buffers.get(GraphView.root(value));
        if (buffer != null) {
            touched.add(buffer);
        }
    }

    /** The table of a convolution, shared by all steps of its sizes. */
    TapTable table(ConvGeometry geometry) {
        return tables.computeIfAbsent(geometry, TapTable::new);
    }

    /** Transformed filters: once for all tasks if they are parameters, otherwise in a step before the one that reads them. */
    Buffer winogradFilters(ConvGeometry geometry, boolean turned, Buffer filters, int step) {
        if (!filters.shared) {
            Buffer transformed = temporary(WinogradSteps.Filters.length(geometry), step);
            steps.add(new WinogradSteps.Filters(geometry, turned, filters, transformed));
            listing.add(Account.filters(filters.length, transformed.length));
            return transformed;
        }
        return commonFilters.computeIfAbsent(Map.entry(filters, turned), key -> {
            Buffer transformed = new Buffer(WinogradSteps.Filters.length(geometry), true);
            shared.add(transformed);
            commonSteps.add(new WinogradSteps.Filters(geometry, turned, filters, transformed));
            listing.add(Account.filters(filters.length, transformed.length).repeated(0));
            return transformed;
        });
    }
}
