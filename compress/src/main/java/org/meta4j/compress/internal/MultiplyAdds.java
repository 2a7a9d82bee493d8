package org.meta4j.compress.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Origin;
import org.meta4j.engine.Program;
import org.meta4j.engine.ProgramStep;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;

/** How much a network multiplies and adds for one example. */
public final class MultiplyAdds {
    /** A multiplication and an addition. */
    private static final int FLOPS = 2;

    private MultiplyAdds() {}

    /** Of all weights, see {@link #byWeights}. */
    public static long all(Network network, Tensors parameters) {
        return sum(byWeights(network, parameters));
    }

    public static long sum(Map<String, Long> byWeights) {
        return byWeights.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Multiply-adds of matrix products and convolutions by name of the weights; padding counts nothing.
     *
     * @param parameters of the network, and others: matrices behind it, each number of which an example meets once
     */
    public static Map<String, Long> byWeights(Network network, Tensors parameters) {
        Map<String, Long> layers = byLayer(network);
        Map<String, Long> weights = new LinkedHashMap<>();
        parameters.asMap().forEach((name, tensor) -> {
            if (tensor.shape().rank() > 1) {
                String layer = name.substring(0, Math.max(0, name.lastIndexOf('.')));
                weights.put(name, layers.getOrDefault(layer, (long) tensor.values().length));
            }
        });
        return weights;
    }

    private static Map<String, Long> byLayer(Network network) {
        Graph graph = new Graph();
        Values parameters = graph.parameters(network.initialise(0));
        Normalisation running = Normalisation.with(graph.parameters(network.initialStatistics()));
        int[] sizes = network.exampleShape().sizes().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        int[] one = new int[sizes.length + 1];
        one[0] = 1;
        System.arraycopy(sizes, 0, one, 1, sizes.length);
        Value features = network.apply(parameters, graph.input("example", one), running);
        Map<String, Long> layers = new HashMap<>();
        for (ProgramStep step : Program.compile(Map.of("features", features)).steps()) {
            for (ProgramStep.Operation operation : step.operations()) {
                if (operation.kind() == ProgramStep.Kind.PRODUCT) {
                    for (Origin origin : operation.origins()) {
                        layers.merge(origin.layer(), step.times() * operation.flops() / FLOPS, Long::sum);
                    }
                }
            }
        }
        return layers;
    }
}
