package org.meta4j.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meta4j.compress.internal.RecipeText;

/**
 * How a model is made smaller: stages, one after the other. It is the α of M_compressed = f(M_base, α), a value that is checked
 * when it is made and can be written as {@code prune(0.9).then(quantize(4)).then(huffman())}.
 *
 * @param stages at least one; each kind at most once, weights pruned before they are given levels, levels given once, codes
 *     last
 */
public record Recipe(List<Stage> stages) {
    public Recipe {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a recipe needs at least one stage, such as quantize(4)");
        }
        for (int i = 1; i < stages.size(); i++) {
            for (int before = 0; before < i; before++) {
                checkOrder(stages.get(before), stages.get(i));
            }
        }
    }

    private static void checkOrder(Stage first, Stage second) {
        if (first.getClass() == second.getClass()) {
            throw new IllegalArgumentException(
                    "the recipe has both " + first.text() + " and " + second.text() + ": keep one of them");
        }
        if (first.givesLevels() && second.givesLevels()) {
            throw new IllegalArgumentException(
                    "both " + first.text() + " and " + second.text() + " give weights their levels: keep one of them");
        }
        if (first instanceof Stage.Huffman) {
            throw new IllegalArgumentException(
                    "huffman() codes what all stages have made, but " + second.text() + " comes after it: put it last");
        }
        if (second instanceof Stage.Prune) {
            throw new IllegalArgumentException(second.text() + " comes after " + first.text()
                    + ", whose levels are found for the weights that are left: put it before");
        }
    }

    public static Recipe prune(double sparsity) {
        return of(new Stage.Prune(sparsity, Stage.Prune.Scope.MODEL));
    }

    public static Recipe quantize(int bits) {
        return of(new Stage.Quantize(bits));
    }

    public static Recipe ternary() {
        return of(new Stage.Ternary());
    }

    public static Recipe share(int bits) {
        return of(new Stage.Share(bits));
    }

    public static Recipe huffman() {
        return of(new Stage.Huffman());
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

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong and what there is
     */
    public static Recipe parse(String text) {
        return new Recipe(RecipeText.parse(text));
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
