package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.Op;

/**
 * Puts items in order and finds those that can go through a batch together. What goes through no batch is done as
 * soon as it can be, since it is often all that the next batch waits for; then a pipeline takes in what is ready, or
 * becomes so image by image.
 */
final class Schedule {
    /** How far behind a pipeline's last item another is looked for: bounds the time to compile, and the buffers' lives. */
    private static final int WINDOW = 64;

    private final GraphView view;
    private final Accumulation accumulation;
    private final List<Item> items;
    private final Map<Value, Item> producers = new HashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private final Set<Item> done = new HashSet<>();

    /**
     * One step, or a pipeline of several.
     *
     * @param images of the batch that a pipeline goes through; 0 for one step
     */
    record Unit(List<Item> items, int images) {}

    private Schedule(GraphView view, Accumulation accumulation, List<Item> items) {
        this.view = view;
        this.accumulation = accumulation;
        this.items = items;
        for (Item item : items) {
            for (Value member : item.members()) {
                producers.put(member, item);
            }
        }
    }

    /** The order of {@code items}, which come arguments first. */
    static List<Unit> of(GraphView view, Accumulation accumulation, List<Item> items) {
        return new Schedule(view, accumulation, items).run();
    }

    private List<Unit> run() {
        int next = 0;
        while (next < items.size()) {
            emitSmall(next);
            int first = firstReady(next);
            if (first < items.size()) {
                emit(pipeline(first));
            }
            while (next < items.size() && done.contains(items.get(next))) {
                next++;
            }
        }
        return units;
    }

    private void emit(Unit unit) {
        for (Item item : unit.items()) {
            item.step = units.size();
        }
        units.add(unit);
        done.addAll(unit.items());
    }

    /** All that is ready and goes through no batch. */
    private void emitSmall(int from) {
        for (int i = from; i < items.size(); i++) {
            Item item = items.get(i);
            if (!done.contains(item) && item.images() == 0 && isReady(item, Set.of())) {
                emit(new Unit(List.of(item), 0));
            }
        }
    }

    private int firstReady(int from) {
        int i = from;
        while (i < items.size() && (done.contains(items.get(i)) || !isReady(items.get(i), Set.of()))) {
            i++;
        }
        return i;
    }

    private Unit pipeline(int first) {
        int images = items.get(first).images();
        List<Item> found = new ArrayList<>(List.of(items.get(first)));
        Set<Item> inside = new HashSet<>(found);
        int last = first;
        for (int i = first + 1; i < Math.min(items.size(), last + WINDOW); i++) {
            Item item = items.get(i);
            if (!done.contains(item) && item.takes(images) && isReady(item, inside)) {
                found.add(item);
                inside.add(item);
                last = i;
            }
        }
        return new Unit(found, found.size() == 1 ? 0 : images);
    }

    /** Whether all that {@code item} reads is done, or comes image by image from a pipeline. */
    private boolean isReady(Item item, Set<Item> pipeline) {
        if (item instanceof Single single && single.addend != null && !isReadElsewhere(single, single.addend)) {
            return false;
        }
        for (Value member : item.members()) {
            for (int i = 0; i < member.arguments().size(); i++) {
                if (!isReady(item, member, i, pipeline)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether all others that want the numbers that a product is added to, in their place, have had them. */
    private boolean isReadElsewhere(Single single, Value addend) {
        return view.isVirtual(addend)
                || view.consumers(addend).stream()
                        .allMatch(reader -> reader == single.result || done.contains(producers.get(reader)));
    }

    private boolean isReady(Item item, Value member, int argument, Set<Item> pipeline) {
        Value root = GraphView.root(member.arguments().get(argument));
        boolean byImage = readsByImage(member, argument);
        if (view.isShift(root)) {
            return isReady(item, root, 0, pipeline) && isReady(item, root, 1, pipeline);
        }
        if (view.isVirtual(root)) {
            if (root.arguments().isEmpty()) {
                return true;
            }
            // One number for each row goes with the rows; a row for all of them must be whole.
            byImage = root.op() instanceof Op.Repeat repeat && repeat.outer() > 1;
            root = GraphView.root(root.arguments().get(0));
        }
        Item producer = producers.get(root);
        if (producer == null || producer == item || done.contains(producer)) {
            return true;
        }
        if (!pipeline.contains(producer)) {
            return false;
        }
        // Two terms of a sum in one pipeline both add image after image to the same numbers, in whatever order.
        return accumulation.isSum(member) || (byImage && comesByImage(root) && !accumulation.isSum(root));
    }

    private static boolean readsByImage(Value member, int argument) {
        Op op = member.op();
        boolean convolves = op instanceof Op.Conv || op instanceof Op.ConvInput;
        return !convolves || argument == 0;
    }

    /** Whether a step writes a value image by image, not at its end. */
    static boolean comesByImage(Value root) {
        boolean total = root.op() instanceof Op.Sum sum && sum.outer() == 1;
        return !total && !(root.op() instanceof Op.ConvWeight);
    }
}
