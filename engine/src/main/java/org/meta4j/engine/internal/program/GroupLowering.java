package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.UnaryOp;

/** Turns a {@link Group} into an {@link ElementStep}: scratch slots, expansions, fused multiply-adds. */
final class GroupLowering {
    private final Lowering lowering;
    private final GraphView view;
    private final Recomputation recomputation;
    private final Group group;
    private final ElementStep.Cut cut;

    private final List<StripOp> ops = new ArrayList<>();
    private final List<ElementStep.Expansion> expansions = new ArrayList<>();
    private final List<ElementStep.Reduction> reductions = new ArrayList<>();
    private final Map<Value, StripRef> places = new HashMap<>();
    private final Map<Value, Integer> remainingUses = new HashMap<>();
    private final Set<Value> fused = new HashSet<>();
    private final TreeSet<Integer> freeSlots = new TreeSet<>();
    private int slots;

    GroupLowering(Lowering lowering, GraphView view, Recomputation recomputation, Group group, ElementStep.Cut cut) {
        this.lowering = lowering;
        this.view = view;
        this.recomputation = recomputation;
        this.group = group;
        this.cut = cut;
    }

    ElementStep lower() {
        for (Value member : group.members) {
            Value product = fusible(member);
            if (product != null) {
                fused.add(product);
            }
        }
        for (Value member : group.members) {
            for (Value argument : member.arguments()) {
                remainingUses.merge(GraphView.root(argument), 1, Integer::sum);
            }
        }
        for (Value member : group.members) {
            if (!fused.contains(member)) {
                emit(member);
            }
        }
        return new ElementStep(group.length, group.rowLength, cut, slots, ops, expansions, reductions);
    }

    // ---- fusing a product into what uses it ----

    private static boolean isProduct(Value value) {
        return value.op() instanceof Op.Binary binary && binary.function() == BinaryOp.MULTIPLY
                || value.op() instanceof Op.Unary unary && unary.function() == UnaryOp.SQUARE;
    }

    private static Value left(Value product) {
        return product.arguments().get(0);
    }

    private static Value right(Value product) {
        return product.arguments().get(product.arguments().size() - 1);
    }

    /** The product that {@code member} can take in, or null: an addend used nowhere else, or what is summed over rows. */
    private @Nullable Value fusible(Value member) {
        if (isAdd(member)) {
            for (int i = 1; i >= 0; i--) {
                Value product = GraphView.root(member.arguments().get(i));
                Value addend = member.arguments().get(1 - i);
                if (isPrivateProduct(product)
                        && !isNumber(addend)
                        && GraphView.root(addend) != product
                        && !(isNumber(left(product)) && isNumber(right(product)))) {
                    return product;
                }
            }
        }
        if (member.op() instanceof Op.Sum sum && sum.outer() == 1 && sum.inner() > 1) {
            Value product = GraphView.root(member.arguments().get(0));
            if (isPrivateProduct(product) && !isNumber(left(product)) && !isNumber(right(product))) {
                return product;
            }
        }
        return null;
    }

    private boolean isPrivateProduct(Value product) {
        return isProduct(product)
                && lowering.isInGroup(product, group)
                && !fused.contains(product)
                && view.consumers(product).size() == 1
                && !view.isOutput(product);
    }

    /** One number for all elements: a literal or a repeated single number. */
    private boolean isNumber(Value value) {
        Value root = GraphView.root(value);
        return view.isVirtual(root)
                && (root.op() instanceof Op.Constant
                        || root.arguments().get(0).shape().length() == 1);
    }

    // ---- places ----

    private StripRef source(Value argument) {
        Value root = GraphView.root(argument);
        StripRef known = places.get(root);
        if (known != null) {
            return known;
        }
        StripRef place = findSource(root);
        places.put(root, place);
        return place;
    }

    private StripRef findSource(Value root) {
        if (view.isShift(root)) {
            StripRef place = StripRef.temporary(newSlot());
            emitBinary(root, place);
            return place;
        }
        if (recomputation.isDoneAgain(root, group)) {
            return computeAgain(root);
        }
        if (!view.isVirtual(root)) {
            return StripRef.full(lowering.buffer(root, group.step));
        }
        if (root.op() instanceof Op.Constant constant) {
            return StripRef.literal(constant.value());
        }
        Op.Repeat repeat = (Op.Repeat) root.op();
        Buffer repeated = lowering.buffer(root.arguments().get(0), group.step);
        if (repeated.length == 1) {
            return StripRef.fixed(repeated);
        }
        int slot = newSlot();
        if (repeat.outer() == 1) {
            expansions.add(new ElementStep.Expansion(repeated, slot));
        } else {
            ops.add(new StripOp(
                    StripOp.Kind.EXPAND_COLUMN,
                    null,
                    null,
                    StripRef.perRow(repeated),
                    StripRef.NONE,
                    StripRef.NONE,
                    StripRef.temporary(slot)));
        }
        return StripRef.temporary(slot);
    }

    /** In the place of an operand that serves nothing else, where there is one: strips must fit the cache together. */
    private StripRef computeAgain(Value value) {
        for (Value argument : operands(value)) {
            Value root = GraphView.root(argument);
            if (recomputation.isDoneAgain(root, group)
                    && view.consumers(root).size() == 1
                    && !places.containsKey(root)) {
                StripRef place = source(argument);
                emitElement(value, place);
                return place;
            }
        }
        StripRef place = StripRef.temporary(newSlot());
        emitElement(value, place);
        return place;
    }

    /** A value's arguments, those of a product that it takes in included. */
    private List<Value> operands(Value value) {
        Value product = fusedInto(value);
        if (product == null) {
            return value.arguments();
        }
        List<Value> all = new ArrayList<>(product.arguments());
        value.arguments().stream()
                .filter(argument -> GraphView.root(argument) != product)
                .forEach(all::add);
        return all;
    }

    private int newSlot() {
        // Expanded rows stay for all strips, so their slots must not have been used before: take a new one.
        return slots++;
    }

    private StripRef target(Value member) {
        boolean stays = view.isOutput(member)
                || recomputation.readers(member).stream().anyMatch(reader -> !lowering.isInGroup(reader, group));
        StripRef place;
        if (stays) {
            place = StripRef.full(lowering.buffer(member, group.step));
        } else {
            Integer free = freeSlots.pollFirst();
            place = StripRef.temporary(free == null ? slots++ : free);
        }
        places.put(member, place);
        return place;
    }

    private void release(Value argument) {
        Value root = GraphView.root(argument);
        int left = remainingUses.merge(root, -1, Integer::sum);
        StripRef place = places.get(root);
        if (left == 0 && place != null && lowering.isInGroup(root, group) && place.buffer == null) {
            freeSlots.add(place.slot);
        }
    }

    // ---- operations ----

    private void emit(Value member) {
        if (member.op() instanceof Op.Sum sum) {
            emitSum(member, sum);
        } else {
            emitElement(member, null);
        }
    }

    /** @param place where the result goes; null to find one */
    private void emitElement(Value member, @Nullable StripRef place) {
        Value product = fusedInto(member);
        if (product != null) {
            emitMultiplyAdd(member, product, place);
            return;
        }
        Value a = member.arguments().get(0);
        if (member.op() instanceof Op.Unary unary) {
            StripRef x = source(a);
            release(a);
            StripRef to = place == null ? target(member) : place;
            ops.add(new StripOp(StripOp.Kind.UNARY, unary.function(), null, x, StripRef.NONE, StripRef.NONE, to));
            return;
        }
        emitBinary(member, place);
    }

    /** @param place where the result goes; null to find one */
    private void emitBinary(Value member, @Nullable StripRef place) {
        BinaryOp function = ((Op.Binary) member.op()).function();
        Value a = member.arguments().get(0);
        Value b = member.arguments().get(1);
        StripRef x = source(a);
        StripRef y = source(b);
        release(a);
        release(b);
        StripRef to = place == null ? target(member) : place;
        if (isNumber(b)) {
            ops.add(new StripOp(StripOp.Kind.BINARY_SCALAR, null, function, x, y, StripRef.NONE, to));
        } else if (isNumber(a)) {
            ops.add(new StripOp(StripOp.Kind.SCALAR_BINARY, null, function, y, x, StripRef.NONE, to));
        } else {
            ops.add(new StripOp(StripOp.Kind.BINARY, null, function, x, y, StripRef.NONE, to));
        }
    }

    /** The product that was marked as fused into {@code member}, or null. */
    private @Nullable Value fusedInto(Value member) {
        for (Value argument : member.arguments()) {
            Value root = GraphView.root(argument);
            if (fused.contains(root)
                    || recomputation.isDoneAgain(root, group) && isAdd(member) && isOnlyFor(member, root)) {
                return root;
            }
        }
        return null;
    }

    private static boolean isAdd(Value member) {
        return member.op() instanceof Op.Binary binary && binary.function() == BinaryOp.ADD;
    }

    /** Whether a product that is computed again serves one sum alone, and has rows or elements to multiply. */
    private boolean isOnlyFor(Value member, Value product) {
        return isProduct(product)
                && view.consumers(product).equals(List.of(member))
                && !(isNumber(left(product)) && isNumber(right(product)))
                && member.arguments().stream().noneMatch(this::isNumber);
    }

    private void emitMultiplyAdd(Value member, Value product, @Nullable StripRef place) {
        Value first = member.arguments().get(0);
        Value addend = GraphView.root(first) == product ? member.arguments().get(1) : first;
        Value a = left(product);
        Value b = right(product);
        StripRef x = source(a);
        StripRef y = source(b);
        StripRef w = source(addend);
        product.arguments().forEach(this::release);
        release(addend);
        StripRef to = place == null ? target(member) : place;
        if (isNumber(b)) {
            ops.add(new StripOp(StripOp.Kind.SCALE_ADD, null, null, x, y, w, to));
        } else if (isNumber(a)) {
            ops.add(new StripOp(StripOp.Kind.SCALE_ADD, null, null, y, x, w, to));
        } else {
            ops.add(new StripOp(StripOp.Kind.MULTIPLY_ADD, null, null, x, y, w, to));
        }
    }

    private void emitSum(Value member, Op.Sum sum) {
        Value argument = member.arguments().get(0);
        Buffer total = lowering.buffer(member, group.step);
        if (sum.outer() > 1) {
            StripRef x = source(argument);
            release(argument);
            ops.add(new StripOp(
                    StripOp.Kind.SUM_COLUMNS, null, null, x, StripRef.NONE, StripRef.NONE, StripRef.perRow(total)));
            return;
        }
        int parts = cut.parts();
        Buffer partial = parts == 1 ? total : lowering.temporary(total.length * parts, group.step);
        reductions.add(new ElementStep.Reduction(total, partial));
        StripRef sums = StripRef.fixed(partial);
        Value product = fusedInto(member);
        if (product != null) {
            StripRef x = source(left(product));
            StripRef y = source(right(product));
            product.arguments().forEach(this::release);
            ops.add(new StripOp(StripOp.Kind.SUM_ROW_PRODUCTS, null, null, x, y, StripRef.NONE, sums));
            return;
        }
        StripRef x = source(argument);
        release(argument);
        StripOp.Kind kind = sum.inner() == 1 ? StripOp.Kind.SUM_ALL : StripOp.Kind.SUM_ROWS;
        ops.add(new StripOp(kind, null, null, x, StripRef.NONE, StripRef.NONE, sums));
    }
}
