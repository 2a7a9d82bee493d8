package org.meta4j.tasks.internal;

import java.util.List;
import java.util.stream.Stream;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** The classes of one set followed by those of another. */
public final class Concatenation implements LabelledExamples {
    private final LabelledExamples first;
    private final LabelledExamples second;
    private final int split;
    private final List<ClassInfo> classes;

    public Concatenation(LabelledExamples first, LabelledExamples second) {
        if (!first.shape().equals(second.shape())) {
            throw new IllegalArgumentException(
                    "examples of " + first.shape() + " and of " + second.shape() + " cannot be put together");
        }
        this.first = first;
        this.second = second;
        split = first.classes().size();
        classes = Stream.concat(first.classes().stream(), second.classes().stream())
                .toList();
    }

    /** A set of no class. */
    public static LabelledExamples none(ExampleShape shape) {
        return new LabelledExamples() {
            @Override
            public ExampleShape shape() {
                return shape;
            }

            @Override
            public List<ClassInfo> classes() {
                return List.of();
            }

            @Override
            public void read(int classIndex, int example, float[] target, int offset) {
                throw new IndexOutOfBoundsException("there is no class " + classIndex + " in an empty set");
            }
        };
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
    public void read(int classIndex, int example, float[] target, int offset) {
        if (classIndex < split) {
            first.read(classIndex, example, target, offset);
        } else {
            second.read(classIndex - split, example, target, offset);
        }
    }
}
