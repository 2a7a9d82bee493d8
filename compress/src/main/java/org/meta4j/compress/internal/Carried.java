package org.meta4j.compress.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meta4j.compress.Recipe;
import org.meta4j.compress.Retrainer;
import org.meta4j.compress.stages.Factorize;
import org.meta4j.compress.stages.Gradual;
import org.meta4j.compress.stages.Movement;
import org.meta4j.compress.stages.Normalize;
import org.meta4j.compress.stages.Rewind;
import org.meta4j.compress.stages.Stage;
import org.meta4j.compress.stages.Train;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.training.Constraint;
import org.meta4j.naming.Suggestions;

/** A model on its way through a recipe, and what came out. */
public final class Carried {
    private static final int LEAST_RANK = 2;

    private final Tensors parameters;
    private final Tensors statistics;
    private final @Nullable Retrainer retrainer;
    private final List<Weights> all = new ArrayList<>();
    private final Map<String, Factored> products = new LinkedHashMap<>();
    private @Nullable Stage levels;

    private Carried(Tensors parameters, Tensors statistics, @Nullable Retrainer retrainer) {
        this.parameters = parameters.copy();
        this.statistics = statistics.copy();
        this.retrainer = retrainer;
        this.parameters.asMap().forEach((name, tensor) -> {
            if (isWeights(tensor)) {
                all.add(new Weights(name, tensor));
            }
        });
    }

    /**
     * Carries a recipe out.
     *
     * @param parameters are not changed
     * @param statistics running statistics; are not changed
     * @param retrainer null if no stage needs tasks
     * @throws IllegalArgumentException if the recipe names weights that there are not
     */
    public static Carried through(
            Recipe recipe, Tensors parameters, Tensors statistics, @Nullable Retrainer retrainer) {
        check(recipe, parameters);
        Carried carried = new Carried(parameters, statistics, retrainer);
        recipe.stages().forEach(carried::apply);
        return carried;
    }

    /** Whether a recipe changes it: matrices and filters, but not rows of biases, scales and shifts. */
    private static boolean isWeights(Tensor tensor) {
        return tensor.shape().rank() >= LEAST_RANK;
    }

    private void apply(Stage stage) {
        if (stage instanceof Train train) {
            train(train, new HeldWeights(all, levels, train));
        } else if (stage instanceof Gradual gradual) {
            train(gradual.training(), new GrowingCut(all, gradual.prune()));
        } else if (stage instanceof Movement movement) {
            HeldWeights held = new HeldWeights(all, levels, movement.training()).addingMovement();
            train(movement.training(), held);
            Pruning.cut(movement.sparsity(), all, held.movement());
        } else if (stage instanceof Rewind) {
            parameters.assign(retrainer().initial());
            all.forEach(weights -> weights.follow(parameters.get(weights.name())));
        } else if (stage instanceof Factorize factorize) {
            factorize(factorize);
        } else if (stage instanceof Normalize normalize) {
            statistics.assign(retrainer().statistics(parameters(), normalize.iterations()));
        } else {
            Stages.apply(stage, all);
            levels = stage.givesLevels() ? stage : levels;
        }
    }

    /** @throws IllegalArgumentException if the recipe names weights that there are not */
    public static void check(Recipe recipe, Tensors parameters) {
        List<String> names = parameters.names().stream()
                .filter(name -> isWeights(parameters.get(name)))
                .toList();
        for (Stage stage : recipe.stages()) {
            for (String name : stage.named()) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException(Suggestions.unknown("layer of " + stage.text(), name, names));
                }
            }
        }
    }

    /** Puts two smaller matrices in the place of weights, where they are smaller. */
    private void factorize(Factorize stage) {
        for (Weights weights : List.copyOf(all)) {
            Factored product = Factored.of(weights, stage.share());
            if (product != null) {
                products.put(weights.name(), product);
                int place = all.indexOf(weights);
                all.set(place, product.left());
                all.add(place + 1, product.right());
            }
        }
    }

    private void train(Train train, Constraint held) {
        all.forEach(weights -> System.arraycopy(
                weights.behind(), 0, parameters.get(weights.name()).values(), 0, weights.behind().length));
        retrainer().train(parameters, statistics, train, held);
        held.begin(1);
        held.used(parameters);
    }

    private Retrainer retrainer() {
        return Objects.requireNonNull(retrainer, "a stage needs tasks, but there are none");
    }

    /** Parameters as they are used. */
    public Tensors parameters() {
        Map<String, Tensor> used = new LinkedHashMap<>(parameters.asMap());
        all.forEach(weights -> used.replace(weights.name(), weights.tensor()));
        products.forEach((name, product) -> used.put(name, product.product()));
        return Tensors.of(used);
    }

    public Tensors statistics() {
        return statistics;
    }

    /** Weights by name, packed. */
    public Map<String, Packed> packed(boolean huffman) {
        Map<String, Packed> packed = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            Factored product = products.get(name);
            if (product != null) {
                packed.put(
                        name,
                        Packed.product(
                                product, Packer.pack(product.left(), huffman), Packer.pack(product.right(), huffman)));
            }
        }
        for (Weights weights : all) {
            if (parameters.contains(weights.name())) {
                packed.put(weights.name(), Packer.pack(weights, huffman));
            }
        }
        return packed;
    }
}
