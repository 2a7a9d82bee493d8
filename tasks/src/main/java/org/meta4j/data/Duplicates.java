package org.meta4j.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/**
 * Finds examples that are equal in every number. An example that is in two classes has a wrong label in one of them;
 * one that is in two splits makes a score too good. Two examples count as equal if their SHA-256 is.
 */
public final class Duplicates {
    private Duplicates() {}

    /**
     * Where an example is.
     *
     * @param section name of the set or split, as given to {@link #find}
     * @param classInfo its class
     * @param example its name: {@link LabelledExamples#exampleName}
     */
    public record Place(String section, ClassInfo classInfo, String example) {}

    /**
     * Equal examples.
     *
     * @param places at least two, in the order of the sections and classes
     */
    public record Copies(List<Place> places) {
        public Copies {
            places = List.copyOf(places);
        }

        /** Whether they are of classes of different origin. */
        public boolean acrossClasses() {
            return places.stream()
                            .map(place -> place.classInfo().origin())
                            .distinct()
                            .count()
                    > 1;
        }

        /** Whether they are in different sections. */
        public boolean acrossSections() {
            return places.stream().map(Place::section).distinct().count() > 1;
        }
    }

    /**
     * All sets of equal examples, in the order of the first of each. Rotated copies of one class that happen to be equal
     * are none: only the first of the classes of an origin is looked at in each section.
     *
     * @param sections named sets of examples, e.g. training and test classes; in the map's order
     */
    public static List<Copies> find(Map<String, ? extends LabelledExamples> sections) {
        Map<String, List<Place>> seen = new HashMap<>();
        List<List<Place>> inOrder = new ArrayList<>();
        sections.forEach((section, examples) -> {
            List<ClassInfo> classes = examples.classes();
            Map<String, Integer> first = new HashMap<>();
            for (int c = 0; c < classes.size(); c++) {
                first.putIfAbsent(classes.get(c).origin(), c);
            }
            List<List<String>> sums = IntStream.range(0, classes.size())
                    .parallel()
                    .mapToObj(c ->
                            first.getOrDefault(classes.get(c).origin(), c) == c ? sums(examples, c) : List.<String>of())
                    .toList();
            for (int c = 0; c < classes.size(); c++) {
                for (int i = 0; i < sums.get(c).size(); i++) {
                    List<Place> places = seen.computeIfAbsent(sums.get(c).get(i), sum -> {
                        List<Place> fresh = new ArrayList<>(1);
                        inOrder.add(fresh);
                        return fresh;
                    });
                    places.add(new Place(section, classes.get(c), examples.exampleName(c, i)));
                }
            }
        });
        return inOrder.stream()
                .filter(places -> places.size() > 1)
                .map(Copies::new)
                .toList();
    }

    private static List<String> sums(LabelledExamples examples, int classIndex) {
        float[] values = new float[examples.shape().length()];
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        List<String> sums = new ArrayList<>();
        for (int i = 0; i < examples.classes().get(classIndex).size(); i++) {
            examples.read(classIndex, i, values, 0);
            bytes.asFloatBuffer().put(values);
            sums.add(Fingerprint.ofBytes(bytes.array()));
        }
        return sums;
    }
}
