package org.meta4j.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meta4j.compress.internal.RecipeText;
import org.meta4j.compress.internal.RecipeYaml;
import org.meta4j.compress.stages.Gradual;
import org.meta4j.compress.stages.Huffman;
import org.meta4j.compress.stages.Narrow;
import org.meta4j.compress.stages.Normalize;
import org.meta4j.compress.stages.Prune;
import org.meta4j.compress.stages.Quantize;
import org.meta4j.compress.stages.Share;
import org.meta4j.compress.stages.Stage;
import org.meta4j.compress.stages.Ternary;
import org.meta4j.compress.stages.Train;

/**
 * How a model is made smaller: stages, one after the other. It is the α of M_compressed = f(M_base, α), a value that is checked
 * when it is made and can be written as {@code prune(0.9).then(quantize(4)).then(huffman())}.
 *
 * @param stages at least one; weights are pruned before they are given levels, and again only after training and further;
 *     levels are given once, codes come last
 */
public record Recipe(List<Stage> stages) {
    public Recipe {
        stages = List.copyOf(stages);
        RecipeOrder.check(stages);
    }

    public static Recipe narrow(int filters) {
        return of(new Narrow(filters));
    }

    public static Recipe prune(double sparsity) {
        return of(new Prune(sparsity, Prune.Scope.MODEL));
    }

    public static Recipe quantize(int bits) {
        return of(new Quantize(bits));
    }

    public static Recipe ternary() {
        return of(new Ternary());
    }

    public static Recipe share(int bits) {
        return of(new Share(bits));
    }

    public static Recipe huffman() {
        return of(new Huffman());
    }

    public static Recipe train(int iterations) {
        return of(new Train(iterations));
    }

    public static Recipe train(int iterations, double rate) {
        return of(new Train(iterations, rate, Train.Scales.REFIT));
    }

    public static Recipe normalize(int iterations) {
        return of(new Normalize(iterations));
    }

    public static Recipe of(Stage... stages) {
        return new Recipe(List.of(stages));
    }

    /** This recipe's stages, then those of another. */
    public Recipe then(Recipe next) {
        List<Stage> all = new ArrayList<>(stages);
        all.addAll(next.stages);
        return new Recipe(all);
    }

    /** Whether it needs what the model was trained on. */
    public boolean needsTasks() {
        return stages.stream().anyMatch(Stage::needsTasks);
    }

    /** Whether a stage of it trains. */
    public boolean trains() {
        return stages.stream().anyMatch(Stage::trains);
    }

    /** What it makes of weights that are not trained meanwhile; empty if it does nothing else than train. */
    public Optional<Recipe> withoutTasks() {
        List<Stage> rest = new ArrayList<>();
        for (Stage stage : stages) {
            // Pruning goes on where it was after training; without it, the last counts.
            rest.removeIf(before -> stage instanceof Prune && before instanceof Prune);
            if (stage instanceof Gradual gradual) {
                rest.add(gradual.prune());
            } else if (!stage.needsTasks()) {
                rest.add(stage);
            }
        }
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Recipe(rest));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong and what there is
     */
    public static Recipe parse(String text) {
        return new Recipe(RecipeText.parse(text));
    }

    /**
     * Reads a list of stages in YAML.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong and what there is
     */
    public static Recipe fromYaml(String yaml) {
        return RecipeYaml.read(yaml);
    }

    /** The stages as a list in YAML, each with all its fields. */
    public String toYaml() {
        return RecipeYaml.write(this);
    }

    @Override
    public String toString() {
        return stages.get(0).text()
                + stages.stream()
                        .skip(1)
                        .map(stage -> ".then(" + stage.text() + ")")
                        .collect(Collectors.joining());
    }
}
