package org.meta4j.tasks.internal;

import java.util.List;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** Some of the classes of a set, without copying their examples; they are one pool. */
public final class ClassSubset implements LabelledExamples {
    private final LabelledExamples all;
    private final List<Integer> members;
    private final List<ClassInfo> classes;

    /** @param members numbers of classes, in the order that they are to have here */
    public ClassSubset(LabelledExamples all, List<Integer> members) {
        this.all = all;
        this.members = List.copyOf(members);
        classes = this.members.stream().map(c -> all.classes().get(c)).toList();
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

    @Override
    public String exampleName(int classIndex, int example) {
        return all.exampleName(members.get(classIndex), example);
    }
}
