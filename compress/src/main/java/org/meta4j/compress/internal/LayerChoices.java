package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.stages.Huffman;
import org.meta4j.compress.stages.Prune;
import org.meta4j.compress.stages.Quantize;

/** What is done with each layer, and the way from mild to strong. */
public final class LayerChoices {
    private LayerChoices() {}

    /**
     * What a choice is expected to cost.
     *
     * @param bytes of the layer as it is stored
     * @param loss accuracy lost when the layer alone is compressed so, at least 0
     */
    public record Cost(long bytes, double loss) {}

    /** The recipe that does the same with all layers. */
    public static Recipe alike(LayerChoice choice) {
        Recipe levels = Recipe.quantize(choice.bits()).then(Recipe.huffman());
        return choice.sparsity() == 0
                ? levels
                : Recipe.of(new Prune(choice.sparsity(), Prune.Scope.LAYER)).then(levels);
    }

    /** The recipe that does with each layer what is chosen for it. */
    public static Recipe recipe(Map<String, LayerChoice> choices) {
        int bits = mostCommon(choices.values(), LayerChoice::bits);
        Map<String, Integer> otherBits = new LinkedHashMap<>();
        Map<String, Double> otherShares = new LinkedHashMap<>();
        double share = choices.values().stream()
                .mapToDouble(LayerChoice::sparsity)
                .max()
                .orElse(0);
        choices.forEach((name, choice) -> {
            if (choice.bits() != bits) {
                otherBits.put(name, choice.bits());
            }
            if (choice.sparsity() != share) {
                otherShares.put(name, choice.sparsity());
            }
        });
        Recipe levels = Recipe.of(
                new Quantize(bits, Quantize.Per.CHANNEL, Quantize.Zero.SYMMETRIC, Quantize.Range.MSE, otherBits),
                new Huffman());
        return share == 0
                ? levels
                : Recipe.of(new Prune(share, Prune.Scope.LAYER, otherShares)).then(levels);
    }

    private static <V> V mostCommon(Collection<LayerChoice> choices, Function<LayerChoice, V> of) {
        Map<V, Integer> counts = new HashMap<>();
        V best = of.apply(choices.iterator().next());
        for (LayerChoice choice : choices) {
            V value = of.apply(choice);
            if (counts.merge(value, 1, Integer::sum) > counts.getOrDefault(best, 0)) {
                best = value;
            }
        }
        return best;
    }

    /**
     * From the mildest choices to the strongest: each step is the one of all layers that is expected to lose least accuracy for a
     * byte saved; of equals the one that saves most.
     */
    public static List<Map<String, LayerChoice>> way(Map<String, Map<LayerChoice, Cost>> costs) {
        Map<String, LayerChoice> now = new LinkedHashMap<>();
        costs.keySet().forEach(name -> now.put(name, LayerChoice.MILDEST));
        List<Map<String, LayerChoice>> way = new ArrayList<>();
        way.add(Map.copyOf(now));
        for (Step step = next(now, costs); step != null; step = next(now, costs)) {
            now.put(step.name(), step.to());
            way.add(Map.copyOf(now));
        }
        return way;
    }

    private record Step(String name, LayerChoice to, double lossByByte, long saved) {
        boolean isBetterThan(@Nullable Step other) {
            return other == null
                    || lossByByte < other.lossByByte
                    || lossByByte == other.lossByByte && saved > other.saved;
        }
    }

    private static @Nullable Step next(Map<String, LayerChoice> now, Map<String, Map<LayerChoice, Cost>> costs) {
        Step best = null;
        for (Map.Entry<String, Map<LayerChoice, Cost>> layer : costs.entrySet()) {
            Cost present = Objects.requireNonNull(layer.getValue().get(now.get(layer.getKey())));
            for (Map.Entry<LayerChoice, Cost> choice : layer.getValue().entrySet()) {
                long saved = present.bytes() - choice.getValue().bytes();
                if (saved > 0) {
                    Step step = new Step(
                            layer.getKey(),
                            choice.getKey(),
                            (choice.getValue().loss() - present.loss()) / saved,
                            saved);
                    best = step.isBetterThan(best) ? step : best;
                }
            }
        }
        return best;
    }

    /** At most so many of a way, at about equal distances in bytes. */
    public static List<Map<String, LayerChoice>> spread(
            List<Map<String, LayerChoice>> way, Map<String, Map<LayerChoice, Cost>> costs, int most) {
        if (way.size() <= most) {
            return way;
        }
        List<Map<String, LayerChoice>> chosen = new ArrayList<>();
        double first = bytes(way.get(0), costs);
        double last = bytes(way.get(way.size() - 1), costs);
        int at = 0;
        for (int i = 0; i < most; i++) {
            double wanted = first + (last - first) * i / (most - 1.0);
            while (at < way.size() - 1 && bytes(way.get(at), costs) > wanted) {
                at++;
            }
            if (chosen.isEmpty() || !chosen.get(chosen.size() - 1).equals(way.get(at))) {
                chosen.add(way.get(at));
            }
        }
        return chosen;
    }

    private static long bytes(Map<String, LayerChoice> choices, Map<String, Map<LayerChoice, Cost>> costs) {
        long sum = 0;
        for (Map.Entry<String, LayerChoice> choice : choices.entrySet()) {
            Map<LayerChoice, Cost> ofLayer = Objects.requireNonNull(costs.get(choice.getKey()));
            sum += Objects.requireNonNull(ofLayer.get(choice.getValue())).bytes();
        }
        return sum;
    }
}
