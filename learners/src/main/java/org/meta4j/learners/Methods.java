package org.meta4j.learners;

import java.util.List;
import java.util.stream.Collectors;
import org.meta4j.learners.methods.Anil;
import org.meta4j.learners.methods.Boil;
import org.meta4j.learners.methods.Cavia;
import org.meta4j.learners.methods.ImplicitMaml;
import org.meta4j.learners.methods.LearnedRates;
import org.meta4j.learners.methods.Maml;
import org.meta4j.learners.methods.MetaCurvature;
import org.meta4j.learners.methods.MetaSgd;
import org.meta4j.learners.methods.MultiTask;
import org.meta4j.learners.methods.ProtoNet;
import org.meta4j.learners.methods.Reptile;
import org.meta4j.learners.methods.Siamese;
import org.meta4j.naming.Suggestions;

/** All meta-learning methods by name. */
public final class Methods {
    private static final List<Method> ALL = List.of(
            new ProtoNet(),
            Maml.secondOrder(),
            Maml.firstOrder(),
            new Anil(),
            new Boil(),
            new MetaSgd(),
            new LearnedRates(),
            new Reptile(),
            new MetaCurvature(),
            new Cavia(),
            new ImplicitMaml(),
            new MultiTask(),
            Siamese.contrastive(),
            Siamese.triplet());

    private Methods() {}

    /**
     * Refuses tasks that a method cannot solve.
     *
     * @throws IllegalArgumentException with the methods that can
     */
    public static void requireTasks(Method method, TaskType type) {
        if (!method.tasks().contains(type)) {
            String able = ALL.stream()
                    .filter(other -> other.tasks().contains(type))
                    .map(Method::name)
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "method '" + method.name() + "' does not do " + type.label() + ": use " + able);
        }
    }

    /** All methods, in the order of the table. */
    public static List<Method> all() {
        return ALL;
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException with the nearest name if there is none
     */
    public static Method named(String name) {
        for (Method method : ALL) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException(Suggestions.unknown(
                "method", name, ALL.stream().map(Method::name).toList()));
    }
}
