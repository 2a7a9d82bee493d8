package org.meta4j.app.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** The upright characters of one alphabet among many classes, called by their names within it. */
final class OneAlphabet implements LabelledExamples {
    private final LabelledExamples all;
    private final String name;
    private final List<Integer> members;
    private final List<ClassInfo> classes;

    private OneAlphabet(LabelledExamples all, String name, List<Integer> members) {
        this.all = all;
        this.name = name;
        this.members = members;
        this.classes = members.stream()
                .map(all.classes()::get)
                .map(info -> new ClassInfo(
                        info.name().substring(info.name().lastIndexOf('/') + 1),
                        info.group(),
                        info.origin(),
                        info.size()))
                .toList();
    }

    /** The alphabet with the most characters; of equally large ones the first. */
    static OneAlphabet largest(LabelledExamples all) {
        Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
        for (int c = 0; c < all.classes().size(); c++) {
            ClassInfo info = all.classes().get(c);
            // Turned copies of a character have the angle behind an @ in their names.
            if (info.name().indexOf('@') < 0) {
                byGroup.computeIfAbsent(info.group(), group -> new ArrayList<>())
                        .add(c);
            }
        }
        Map.Entry<String, List<Integer>> largest = null;
        for (Map.Entry<String, List<Integer>> entry : byGroup.entrySet()) {
            if (largest == null || entry.getValue().size() > largest.getValue().size()) {
                largest = entry;
            }
        }
        if (largest == null) {
            throw new IllegalArgumentException("there are no classes to choose an alphabet from");
        }
        return new OneAlphabet(all, largest.getKey(), largest.getValue());
    }

    /** Name of the alphabet. */
    String name() {
        return name;
    }

    @Override
    public ExampleShape shape() {
        return all.shape();
    }

    @Override
    public List<ClassInfo> classes() {
        return classes;
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        all.read(members.get(classIndex), example, target, offset);
    }
}
