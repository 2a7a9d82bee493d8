package org.meta4j.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meta4j.engine.internal.program.Buffer;
import org.meta4j.engine.internal.program.Lowered;
import org.meta4j.engine.internal.program.Lowering;
import org.meta4j.engine.internal.program.Parts;

/**
 * Writes down a program whose parts run one after another on the same task, some of them many times. Parts are compiled
 * once each and share one workspace, whose size is that of the largest; what outlives a part is copied to a
 * {@link Place}. So a long loop takes the memory of its body and of what is carried through it.
 */
public final class Sequence {
    private final Map<String, Buffer> parameters = new LinkedHashMap<>();
    private final Map<String, Buffer> inputs = new LinkedHashMap<>();
    private final List<Buffer> rooms = new ArrayList<>();
    private final Set<Part> compiled = new LinkedHashSet<>();
    private final Parts parts = new Parts();

    /** Numbers of a task that stay while parts run. */
    public static final class Place {
        private final Shape shape;
        private final Buffer buffer;

        private Place(Shape shape) {
            this.shape = shape;
            this.buffer = Buffer.ofTask(shape.length());
        }
    }

    /** A compiled part of one sequence. */
    public static final class Part {
        private final Lowered lowered;

        private Part(Lowered lowered) {
            this.lowered = lowered;
        }

        /** Names of the inputs that it needs; those that its outputs do not depend on are not among them. */
        public Set<String> inputs() {
            return lowered.inputs().keySet();
        }

        /** Names of its outputs. */
        public Set<String> outputs() {
            return lowered.outputs().keySet();
        }
    }

    /** An input that differs from task to task. */
    public Place input(String name, Shape shape) {
        Place place = new Place(shape);
        if (inputs.putIfAbsent(name, place.buffer) != null) {
            throw new IllegalArgumentException("the input '" + name + "' is named twice");
        }
        return place;
    }

    /** Room for numbers; they are undefined until something is put there. */
    public Place room(Shape shape) {
        Place place = new Place(shape);
        rooms.add(place.buffer);
        return place;
    }

    /** Compiles a part that computes {@code outputs}. Parameters of one name are one in all parts. */
    public Part part(Map<String, Value> outputs) {
        Part part = new Part(Lowering.lower(outputs));
        part.lowered.parameters().forEach((name, buffer) -> {
            Buffer known = parameters.putIfAbsent(name, buffer);
            if (known != null && known.length != buffer.length) {
                throw new IllegalArgumentException("parameter '" + name + "' has " + known.length
                        + " numbers in one part and " + buffer.length + " in another");
            }
        });
        compiled.add(part);
        return part;
    }

    /**
     * Runs a part next.
     *
     * @param part of this sequence
     * @param from where its inputs are taken from; a longer place gives its beginning. Names that the part does not need
     *     are ignored
     * @param to where its outputs go; those without a place are dropped
     */
    public Sequence run(Part part, Map<String, Place> from, Map<String, Place> to) {
        if (!compiled.contains(part)) {
            throw new IllegalArgumentException("the part was compiled for another sequence");
        }
        part.lowered.inputs().forEach((name, buffer) -> {
            Place place = from.get(name);
            if (place == null || place.buffer.length < buffer.length) {
                throw new IllegalArgumentException("input '" + name + "' of the part needs " + buffer.length
                        + " numbers, but has " + (place == null ? "no place" : place.buffer.length));
            }
            parts.copy(place.buffer, buffer);
        });
        parts.run(part.lowered);
        to.forEach((name, place) -> {
            Buffer buffer = part.lowered.outputs().get(name);
            if (buffer == null || buffer.length != place.buffer.length) {
                throw new IllegalArgumentException("a place of " + place.buffer.length + " numbers cannot take output '"
                        + name + "' of the part, which has " + (buffer == null ? "none" : buffer.length));
            }
            parts.copy(buffer, place.buffer);
        });
        return this;
    }

    /**
     * The program of all that was written down. The sequence is not to be used any more.
     *
     * @param summed places whose numbers are wanted as their sum over all tasks
     * @param perTask places whose numbers are wanted task by task; no place may be wanted twice
     */
    public Program compile(Map<String, Place> summed, Map<String, Place> perTask) {
        Map<String, Place> all = new LinkedHashMap<>(summed);
        all.putAll(perTask);
        Map<String, Buffer> outputs = new LinkedHashMap<>();
        Map<String, Shape> shapes = new LinkedHashMap<>();
        all.forEach((name, place) -> {
            if (inputs.containsValue(place.buffer) || outputs.containsValue(place.buffer)) {
                throw new IllegalArgumentException("output '" + name + "' is an input, or is named twice");
            }
            outputs.put(name, place.buffer);
            shapes.put(name, place.shape);
        });
        Lowered lowered =
                parts.lower(compiled.stream().map(part -> part.lowered).toList(), parameters, inputs, rooms, outputs);
        return new Program(lowered, shapes, summed.size());
    }
}
