package org.meta4j.learners;

import java.util.List;
import org.meta4j.learners.methods.Maml;
import org.meta4j.learners.methods.ProtoNet;
import org.meta4j.learners.methods.Siamese;
import org.meta4j.naming.Suggestions;

/** All meta-learning methods by name. */
public final class Methods {
    private static final List<Method> ALL =
            List.of(new ProtoNet(), Maml.secondOrder(), Maml.firstOrder(), Siamese.contrastive(), Siamese.triplet());

    private Methods() {}

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
