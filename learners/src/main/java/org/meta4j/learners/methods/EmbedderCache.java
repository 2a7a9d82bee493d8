package org.meta4j.learners.methods;

import java.util.Map;
import java.util.WeakHashMap;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.nets.Network;

/** One embedder for each set of parameters in use, so that programs are compiled once and not for each task. */
final class EmbedderCache {
    private static final Map<Tensors, Embedder> EMBEDDERS = new WeakHashMap<>();

    private EmbedderCache() {}

    /** By identity of {@code parameters}, which must not change any more. */
    static Embedder of(Network network, Tensors parameters, Tensors statistics) {
        synchronized (EMBEDDERS) {
            return EMBEDDERS.computeIfAbsent(parameters, key -> new Embedder(network, parameters, statistics));
        }
    }
}
