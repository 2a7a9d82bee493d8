package org.meta4j.tasks.internal;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Targets;

/** One task's labelled examples, class by class; those without a label are left out. */
public final class LabelledSet implements LabelledExamples {
    private final Examples examples;
    private final List<List<Integer>> rows;
    private final List<ClassInfo> classes;

    public LabelledSet(Examples examples) {
        Targets.Classes targets = examples.classes();
        List<List<Integer>> found = new ArrayList<>();
        targets.names().forEach(name -> found.add(new ArrayList<>()));
        for (int i = 0; i < targets.labels().length; i++) {
            if (targets.labels()[i] != Targets.Classes.UNLABELLED) {
                found.get(targets.labels()[i]).add(i);
            }
        }
        List<ClassInfo> infos = new ArrayList<>();
        for (int c = 0; c < found.size(); c++) {
            String name = targets.names().get(c);
            infos.add(new ClassInfo(name, "", name, found.get(c).size()));
        }
        this.examples = examples;
        this.rows = found;
        this.classes = List.copyOf(infos);
    }

    @Override
    public ExampleShape shape() {
        return examples.shape();
    }

    @Override
    public List<ClassInfo> classes() {
        return classes;
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        int length = examples.shape().length();
        int row = rows.get(classIndex).get(example);
        System.arraycopy(examples.inputs(), row * length, target, offset, length);
    }
}
