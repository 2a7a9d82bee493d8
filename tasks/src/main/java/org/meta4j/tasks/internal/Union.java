package org.meta4j.tasks.internal;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.tasks.ClassPool;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/**
 * Several sets of classes side by side, each a pool of its own: a task's classes come from one of them. Names, groups
 * and origins have the set's name before them, so that equal names of different sets stay apart.
 */
public final class Union implements LabelledExamples {
    private final List<Member> members;
    private final List<ClassInfo> classes;
    private final List<ClassPool> pools;
    private final int[] owner;
    private final int[] number;

    /** One set. */
    public record Member(String name, LabelledExamples examples, double weight) {}

    /** @throws IllegalArgumentException if the examples differ in shape */
    public Union(List<Member> members) {
        this.members = List.copyOf(members);
        List<ClassInfo> all = new ArrayList<>();
        List<ClassPool> allPools = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        ExampleShape shape = members.get(0).examples.shape();
        for (int m = 0; m < members.size(); m++) {
            Member member = members.get(m);
            if (!member.examples.shape().equals(shape)) {
                throw new IllegalArgumentException("examples of " + members.get(0).name + " are " + shape
                        + ", those of " + member.name + " are " + member.examples.shape()
                        + ": sets can be put together only where their examples have one shape");
            }
            int first = all.size();
            for (ClassPool pool : member.examples.pools()) {
                // A set that is made of pools keeps them: its weight is shared out among them by theirs.
                double sum = member.examples.pools().stream()
                        .mapToDouble(ClassPool::weight)
                        .sum();
                allPools.add(new ClassPool(
                        prefixed(member.name, pool.name()),
                        member.weight * pool.weight() / sum,
                        pool.classes().stream().map(c -> first + c).toList()));
            }
            List<ClassInfo> infos = member.examples.classes();
            for (int c = 0; c < infos.size(); c++) {
                ClassInfo info = infos.get(c);
                all.add(new ClassInfo(
                        prefixed(member.name, info.name()),
                        prefixed(member.name, info.group()),
                        prefixed(member.name, info.origin()),
                        info.size()));
                places.add(new int[] {m, c});
            }
        }
        classes = List.copyOf(all);
        // A set without classes in this part gives no tasks here.
        pools = allPools.stream().filter(pool -> !pool.classes().isEmpty()).toList();
        owner = places.stream().mapToInt(place -> place[0]).toArray();
        number = places.stream().mapToInt(place -> place[1]).toArray();
    }

    @Override
    public ExampleShape shape() {
        return members.get(0).examples.shape();
    }

    @Override
    public List<ClassInfo> classes() {
        return classes;
    }

    @Override
    public List<ClassPool> pools() {
        return pools;
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        members.get(owner[classIndex]).examples.read(number[classIndex], example, target, offset);
    }

    @Override
    public String exampleName(int classIndex, int example) {
        return members.get(owner[classIndex]).examples.exampleName(number[classIndex], example);
    }

    private static String prefixed(String set, String name) {
        return name.isEmpty() ? set : set + "/" + name;
    }
}
