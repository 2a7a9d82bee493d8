package org.meta4j.engine;

import java.util.Map;
import org.meta4j.engine.internal.program.Buffer;

/** Named places in an array: a task's inputs to fill, or its results to read. Valid only during the call that hands them out. */
public final class Slots {
    private final String kind;
    private final float[] array;
    private final Map<String, Buffer> places;

    Slots(String kind, float[] array, Map<String, Buffer> places) {
        this.kind = kind;
        this.array = array;
        this.places = places;
    }

    private Buffer place(String name) {
        Buffer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(
                    "the program has no " + kind + " '" + name + "': there are " + places.keySet());
        }
        return place;
    }

    /** The array that holds all of them. */
    public float[] array() {
        return array;
    }

    /** Where {@code name} begins in {@link #array()}. */
    public int offset(String name) {
        return place(name).offset;
    }

    /** How many numbers {@code name} has. */
    public int length(String name) {
        return place(name).length;
    }

    public boolean contains(String name) {
        return places.containsKey(name);
    }

    /** Copies all numbers of {@code name} from {@code values}. */
    public void set(String name, float[] values) {
        Buffer place = place(name);
        if (values.length != place.length) {
            throw new IllegalArgumentException(
                    kind + " '" + name + "' has " + place.length + " numbers, but " + values.length + " were given");
        }
        System.arraycopy(values, 0, array, place.offset, place.length);
    }

    /** A copy of the numbers of {@code name}. */
    public float[] get(String name) {
        float[] values = new float[place(name).length];
        copy(name, values, 0);
        return values;
    }

    /** Copies the numbers of {@code name} to {@code target} from {@code offset} on. */
    public void copy(String name, float[] target, int offset) {
        Buffer place = place(name);
        System.arraycopy(array, place.offset, target, offset, place.length);
    }

    /** The number that {@code name} is. */
    public float number(String name) {
        Buffer place = place(name);
        if (place.length != 1) {
            throw new IllegalArgumentException(kind + " '" + name + "' has " + place.length + " numbers, not one");
        }
        return array[place.offset];
    }
}
