package org.meta4j.learners.solving;

import java.util.HashMap;
import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Program;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.tasks.Examples;

/**
 * A network with running statistics as a plain function from examples to features. Any number of
 * examples is taken apart into batches of powers of two, so a few programs serve all sizes and nothing is
 * padded. Thread-safe.
 */
public final class Embedder implements FeatureSpace {
    private static final int LARGEST_BATCH = 64;
    private static final String FEATURES = "features";

    private final Network network;
    private final Tensors tensors;
    private final Tensors parameters;
    private final Tensors statistics;
    private final Map<Integer, RunnerPool> pools = new HashMap<>();

    /**
     * A network as it is.
     *
     * @param parameters as {@link Network#initialise} names them; not to be changed
     * @param statistics as {@link Network#initialStatistics} names them; not to be changed
     */
    public Embedder(Network network, Tensors parameters, Tensors statistics) {
        this.network = network;
        this.parameters = parameters;
        this.statistics = statistics;
        this.tensors = parameters.and(statistics);
    }

    Tensors parameters() {
        return parameters;
    }

    Tensors statistics() {
        return statistics;
    }

    @Override
    public int features() {
        return network.features();
    }

    @Override
    public float[] embed(Examples examples) {
        return embed(examples.inputs(), examples.count());
    }

    /** Features [count, features] of {@code count} examples. */
    float[] embed(float[] inputs, int count) {
        float[] features = new float[count * network.features()];
        int length = network.exampleShape().length();
        int done = 0;
        while (done < count) {
            int batch = Math.min(LARGEST_BATCH, Integer.highestOneBit(count - done));
            int from = done;
            pool(batch)
                    .run(
                            tensors,
                            (task, in) -> System.arraycopy(
                                    inputs, from * length, in.array(), in.offset(Episode.EXAMPLES), batch * length),
                            (task, out) -> out.copy(FEATURES, features, from * network.features()));
            done += batch;
        }
        return features;
    }

    private synchronized RunnerPool pool(int batch) {
        return pools.computeIfAbsent(batch, size -> new RunnerPool(compile(size)));
    }

    private Program compile(int batch) {
        Graph graph = new Graph();
        Values weights = graph.parameters(parameters);
        Values means = graph.parameters(statistics);
        // Only the shapes of examples matter here: the episode's targets are not used.
        Episode episode = Episode.of(graph, network.exampleShape(), batch, 0, 1);
        return Program.compile(Map.of(FEATURES, network.apply(weights, episode.examples(), Normalisation.with(means))));
    }
}
