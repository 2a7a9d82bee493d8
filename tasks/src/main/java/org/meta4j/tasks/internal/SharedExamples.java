package org.meta4j.tasks.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.meta4j.tasks.LabelledExamples;

/** Proves that no example is in two parts: compares them number for number, whatever they are called. */
public final class SharedExamples {
    private SharedExamples() {}

    /** An example and what its numbers are found by. */
    private record Place(String part, LabelledExamples examples, int classIndex, int example, long sum) {
        float[] values() {
            float[] values = new float[examples.shape().length()];
            examples.read(classIndex, example, values, 0);
            return values;
        }

        String words() {
            return examples.exampleName(classIndex, example) + " of class '"
                    + examples.classes().get(classIndex).name() + "' in the " + part + " split";
        }
    }

    /**
     * @param parts by name, in order
     * @throws IllegalArgumentException if an example is in two of them
     */
    public static void refuse(Map<String, LabelledExamples> parts) {
        Map<Long, List<Place>> seen = new HashMap<>();
        parts.forEach((part, examples) -> {
            List<List<Place>> classes = IntStream.range(0, examples.classes().size())
                    .parallel()
                    .mapToObj(c -> places(part, examples, c))
                    .toList();
            // Against the other parts only: equal examples of one part leak nothing.
            classes.forEach(places -> places.forEach(
                    place -> seen.getOrDefault(place.sum, List.of()).forEach(earlier -> compare(earlier, place))));
            classes.forEach(places -> places.forEach(place ->
                    seen.computeIfAbsent(place.sum, sum -> new ArrayList<>(1)).add(place)));
        });
    }

    private static void compare(Place earlier, Place place) {
        if (Arrays.equals(earlier.values(), place.values())) {
            throw new IllegalArgumentException("example " + earlier.words() + " is the same as " + place.words()
                    + ": an example may be in one split only, remove one of them");
        }
    }

    private static List<Place> places(String part, LabelledExamples examples, int classIndex) {
        float[] values = new float[examples.shape().length()];
        return IntStream.range(0, examples.classes().get(classIndex).size())
                .mapToObj(i -> {
                    examples.read(classIndex, i, values, 0);
                    return new Place(part, examples, classIndex, i, sum(values));
                })
                .toList();
    }

    private static long sum(float[] values) {
        long sum = 0;
        for (float value : values) {
            sum = (sum ^ Float.floatToIntBits(value)) * 0x9E3779B97F4A7C15L;
            sum ^= sum >>> 32;
        }
        return sum;
    }
}
