package org.meta4j.learners;

import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Images by a formula of whole numbers: the same for ever, on every machine. */
record Patterns(ExampleShape shape, int first, int count) implements LabelledExamples {
    private static final int EXAMPLES = 6;

    /** A meta-dataset of 6 training, 4 validation and 4 test classes. */
    static MetaDataset dataset(ExampleShape shape) {
        return new MetaDataset(
                "patterns", "00", new Patterns(shape, 0, 6), new Patterns(shape, 6, 4), new Patterns(shape, 10, 4));
    }

    @Override
    public List<ClassInfo> classes() {
        return IntStream.range(first, first + count)
                .mapToObj(c -> new ClassInfo("pattern" + c, "patterns", "pattern" + c, EXAMPLES))
                .toList();
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        int c = first + classIndex;
        for (int i = 0; i < shape.length(); i++) {
            int wave = (i * (5 + 3 * c) + i * i * (c % 4)) % 23;
            int blot = (i * 7 + example * 31 + c * example) % 5;
            target[offset + i] = (4 * wave + blot) / 96f;
        }
    }
}
