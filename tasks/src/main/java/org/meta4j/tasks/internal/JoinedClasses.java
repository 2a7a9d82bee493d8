package org.meta4j.tasks.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.tasks.ClassPool;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** Two sets that share classes as one: a class that both have has the examples of the first, then those of the second. */
public final class JoinedClasses implements LabelledExamples {
    private final LabelledExamples first;
    private final LabelledExamples second;
    private final List<ClassInfo> classes;
    /** Of each class its number in the second set; −1 where it has none. The first set's classes come first. */
    private final int[] numbers;

    /** @param second whose every class, by name, the first has too */
    public JoinedClasses(LabelledExamples first, LabelledExamples second) {
        if (!first.shape().equals(second.shape())) {
            throw new IllegalArgumentException(
                    "examples of " + first.shape() + " and of " + second.shape() + " cannot be put together");
        }
        this.first = first;
        this.second = second;
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int c = 0; c < second.classes().size(); c++) {
            byName.put(second.classes().get(c).name(), c);
        }
        List<ClassInfo> joined = new ArrayList<>();
        numbers = new int[first.classes().size()];
        for (int c = 0; c < numbers.length; c++) {
            ClassInfo info = first.classes().get(c);
            Integer other = byName.remove(info.name());
            numbers[c] = other == null ? -1 : other;
            int more = other == null ? 0 : second.classes().get(other).size();
            joined.add(new ClassInfo(info.name(), info.group(), info.origin(), info.size() + more));
        }
        if (!byName.isEmpty()) {
            throw new IllegalArgumentException(
                    "classes " + byName.keySet() + " of the second set are not in the first");
        }
        classes = List.copyOf(joined);
    }

    @Override
    public ExampleShape shape() {
        return first.shape();
    }

    @Override
    public List<ClassInfo> classes() {
        return classes;
    }

    @Override
    public List<ClassPool> pools() {
        return first.pools();
    }

    @Override
    public String exampleName(int classIndex, int example) {
        int more = example - size(classIndex);
        return more < 0 ? first.exampleName(classIndex, example) : second.exampleName(numbers[classIndex], more);
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        int more = example - size(classIndex);
        if (more < 0) {
            first.read(classIndex, example, target, offset);
        } else {
            second.read(numbers[classIndex], more, target, offset);
        }
    }

    private int size(int classIndex) {
        return first.classes().get(classIndex).size();
    }
}
