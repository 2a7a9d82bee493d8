package org.meta4j.tasks;

import java.util.List;
import java.util.stream.IntStream;
import org.meta4j.tasks.internal.LabelledSet;

/**
 * Many examples of many classes, in memory, to draw tasks from. Reading is thread-safe.
 */
public interface LabelledExamples {
    /**
     * The labelled ones among some examples, class by class in the order of their labels: to draw tasks from them, say.
     *
     * @throws IllegalStateException if their targets are no classes
     */
    static LabelledExamples of(Examples examples) {
        return new LabelledSet(examples);
    }

    ExampleShape shape();

    /** The classes, in a fixed order; an index into this list is a class's number. */
    List<ClassInfo> classes();

    /** Writes one example's shape().length() numbers to {@code target} from {@code offset} on. */
    void read(int classIndex, int example, float[] target, int offset);

    /** What to call one example in a message, e.g. its file's name. */
    default String exampleName(int classIndex, int example) {
        return "example " + example;
    }

    /** Which classes may meet in one task: one pool of all of them, unless several sets were put together. */
    default List<ClassPool> pools() {
        return List.of(new ClassPool(
                "", 1, IntStream.range(0, classes().size()).boxed().toList()));
    }

    /**
     * One class.
     *
     * @param name name, unique in its set
     * @param group what it belongs to (alphabet, writer, folder); classes of a group are alike
     * @param origin identity of the underlying class: rotated copies of a character share the origin, and no
     *     origin may be in two splits
     * @param size examples
     */
    record ClassInfo(String name, String group, String origin, int size) {}
}
