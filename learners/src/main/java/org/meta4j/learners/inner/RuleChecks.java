package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** What the update rules have in common. */
final class RuleChecks {
    private RuleChecks() {}

    static void rate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the inner learning rate must be above 0, but was " + rate);
        }
    }

    static void share(String name, double share) {
        if (!(share >= 0) || share >= 1) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, but was " + share);
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be above 0, but was " + value);
        }
    }

    /** A state of zeros, named as the values are, with a prefix. */
    static Values zeros(Values adapted, String prefix) {
        Map<String, Value> zeros = new LinkedHashMap<>();
        adapted.asMap()
                .forEach((name, value) -> zeros.put(prefix + name, value.graph().constant(0, value.shape())));
        return Values.of(zeros);
    }
}
