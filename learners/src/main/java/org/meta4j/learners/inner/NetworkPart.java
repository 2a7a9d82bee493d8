package org.meta4j.learners.inner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.WithHead;

/** Layers of a network with a head. */
public enum NetworkPart implements AdaptedPart {
    /** All parameters, as in MAML. */
    ALL(name -> true),
    /** The last layer alone, as in ANIL. */
    HEAD(WithHead::isHead),
    /** All but the last layer, as in BOIL. */
    BODY(name -> !WithHead.isHead(name)),
    /** All but the scales and shifts of batch normalisation, as in MAML++. */
    ALL_BUT_NORMS(name -> !isNorm(name));

    private final Predicate<String> changes;

    NetworkPart(Predicate<String> changes) {
        this.changes = changes;
    }

    /** Whether a parameter of that name is a scale or shift of batch normalisation. */
    public static boolean isNorm(String name) {
        return name.contains(".norm.");
    }

    @Override
    public Tensors adapted(Tensors network) {
        Map<String, Tensor> chosen = new LinkedHashMap<>();
        network.asMap().forEach((name, tensor) -> {
            if (changes.test(name)) {
                chosen.put(name, tensor);
            }
        });
        return Tensors.of(chosen);
    }

    @Override
    public Values start(Values network) {
        Map<String, Value> chosen = new LinkedHashMap<>();
        network.asMap().forEach((name, value) -> {
            if (changes.test(name)) {
                chosen.put(name, value);
            }
        });
        return Values.of(chosen);
    }

    @Override
    public Values weights(Values network, Values adapted, Values own) {
        return network.map((name, value) -> changes.test(name) ? adapted.get(name) : value);
    }
}
