package org.meta4j.tasks.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meta4j.tasks.ClassPool;
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

    /** Pools of one name become one. */
    @Override
    public List<ClassPool> pools() {
        Map<String, ClassPool> pools = new LinkedHashMap<>();
        first.pools().forEach(pool -> pools.put(pool.name(), pool));
        for (ClassPool pool : second.pools()) {
            ClassPool moved = new ClassPool(
                    pool.name(),
                    pool.weight(),
                    pool.classes().stream().map(c -> split + c).toList());
            pools.merge(
                    pool.name(),
                    moved,
                    (a, b) -> new ClassPool(
                            a.name(),
                            a.weight(),
                            Stream.concat(a.classes().stream(), b.classes().stream())
                                    .toList()));
        }
        return List.copyOf(pools.values());
    }

    @Override
    public String exampleName(int classIndex, int example) {
        return classIndex < split
                ? first.exampleName(classIndex, example)
                : second.exampleName(classIndex - split, example);
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
