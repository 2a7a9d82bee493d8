package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.meta4j.engine.Tensors;
import org.meta4j.naming.Suggestions;

/** Classifiers of features that learn nothing across tasks, by name: they can stand behind any trained encoder. */
public final class Heads {
    /** Name of the statistic that is the mean feature of the training classes, where training keeps it. */
    public static final String CENTRE = Head.PREFIX + "centre";

    private static final Map<String, Function<Tensors, FeatureClassifier>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("protonet", statistics -> new NearestMean());
        ALL.put("simpleshot", CentredMeans::new);
        ALL.put("baseline++", statistics -> new CosineClassifier());
        ALL.put("rfs", statistics -> new LogisticRegression());
        ALL.put("soft-k-means", statistics -> new SoftKMeans());
        ALL.put("laplacian", Laplacian::new);
        ALL.put("pt-map", statistics -> new PowerTransportMap());
    }

    private Heads() {}

    /** All names. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** @throws IllegalArgumentException with the nearest name if there is none of that name */
    public static void requireKnown(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException(Suggestions.unknown("head", name, names()));
        }
    }

    /**
     * The head of that name.
     *
     * @param statistics of the encoder, with the mean of its features where training kept it
     * @throws IllegalArgumentException with the nearest name if there is none
     */
    public static FeatureClassifier named(String name, Tensors statistics) {
        requireKnown(name);
        return Objects.requireNonNull(ALL.get(name)).apply(statistics);
    }
}
