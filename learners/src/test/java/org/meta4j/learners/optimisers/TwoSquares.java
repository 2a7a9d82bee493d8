package org.meta4j.learners.optimisers;

import java.util.List;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** Images of 2 × 2 pixels: one class is bright on the left, the other on the right. */
final class TwoSquares implements LabelledExamples {
    private static final int SIZE = 50;

    @Override
    public ExampleShape shape() {
        return ExampleShape.image(2, 2, 1);
    }

    @Override
    public List<ClassInfo> classes() {
        return List.of(new ClassInfo("left", "", "left", SIZE), new ClassInfo("right", "", "right", SIZE));
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        for (int pixel = 0; pixel < 4; pixel++) {
            boolean bright = pixel % 2 == classIndex;
            target[offset + pixel] = (bright ? 0.8f : 0.2f) + 0.1f * ((example * 7 + pixel * 3) % 5 - 2);
        }
    }
}
