package org.meta4j.data.drawn;

import java.util.List;
import java.util.Objects;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** Drawings in memory, a byte a pixel; a byte array for each character. */
final class DrawnExamples implements LabelledExamples {
    private final ExampleShape shape;
    private final List<ClassInfo> classes;
    private final byte[][] pixels;

    DrawnExamples(int size, List<ClassInfo> classes, byte[][] pixels) {
        this.shape = ExampleShape.image(size, size, 1);
        this.classes = List.copyOf(classes);
        this.pixels = pixels;
    }

    @Override
    public ExampleShape shape() {
        return shape;
    }

    @Override
    public List<ClassInfo> classes() {
        return classes;
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        byte[] character = pixels[classIndex];
        int length = shape.length();
        Objects.checkIndex(example, character.length / length);
        int from = example * length;
        for (int i = 0; i < length; i++) {
            target[offset + i] = (character[from + i] & 0xFF) / 255f;
        }
    }
}
