package org.meta4j.compress;

import java.util.List;
import org.meta4j.compress.stages.Factorize;
import org.meta4j.compress.stages.Huffman;
import org.meta4j.compress.stages.Narrow;
import org.meta4j.compress.stages.Normalize;
import org.meta4j.compress.stages.Prune;
import org.meta4j.compress.stages.Rewind;
import org.meta4j.compress.stages.Stage;
import org.meta4j.compress.stages.Train;

/** Which stages may follow which. */
final class RecipeOrder {
    private RecipeOrder() {}

    /** @throws IllegalArgumentException naming the stages that contradict each other, and the way out */
    static void check(List<Stage> stages) {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a recipe needs at least one stage, such as quantize(4)");
        }
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            for (int before = 0; before < i; before++) {
                check(stages.get(before), stage, stages.subList(before + 1, i));
            }
            if (stage instanceof Narrow && i > 0) {
                throw new IllegalArgumentException(stage.text() + " builds the network again: put it first");
            }
            if (stage instanceof Rewind) {
                checkRewind(stages.subList(0, i), stages.subList(i + 1, stages.size()));
            }
        }
    }

    private static void check(Stage first, Stage second, List<Stage> between) {
        if (first instanceof Huffman && !(second instanceof Huffman)) {
            throw new IllegalArgumentException(
                    "huffman() codes what all stages have made, but " + second.text() + " comes after it: put it last");
        }
        if (first.givesLevels() && second.cuts()) {
            throw new IllegalArgumentException(second.text() + " comes after " + first.text()
                    + ", whose levels are found for the weights that are left: put it before");
        }
        if (first instanceof Factorize && (second instanceof Train || second.cuts())) {
            throw new IllegalArgumentException(second.text() + " comes after " + first.text()
                    + ", whose factors are rounded and stored, but not trained or cut: put it before");
        }
        if (second instanceof Factorize && (first.cuts() || first.givesLevels())) {
            throw new IllegalArgumentException(second.text() + " comes after " + first.text()
                    + ", of which a product of factors keeps nothing: leave one of them out"
                    + (first.givesLevels() ? ", or put it before" : ""));
        }
        if (first.cuts() && second.cuts() && first.getClass() != second.getClass()) {
            throw new IllegalArgumentException("both " + first.text() + " and " + second.text()
                    + " cut weights, by what cannot be compared: keep one of them");
        }
        if (first instanceof Prune less && second instanceof Prune more) {
            checkPrunedAgain(less, more, between);
        } else if (first.getClass() == second.getClass()
                && (first.cuts() || !first.needsTasks() || !hasOther(between))) {
            throw new IllegalArgumentException(
                    "the recipe has both " + first.text() + " and " + second.text() + ": keep one of them");
        }
        if (first.givesLevels() && second.givesLevels()) {
            throw new IllegalArgumentException(
                    "both " + first.text() + " and " + second.text() + " give weights their levels: keep one of them");
        }
    }

    /** Whether something happened to weights between two stages of one kind. */
    private static boolean hasOther(List<Stage> between) {
        return between.stream().anyMatch(stage -> !(stage instanceof Normalize));
    }

    private static void checkPrunedAgain(Prune less, Prune more, List<Stage> between) {
        if (between.stream().noneMatch(Train.class::isInstance)) {
            throw new IllegalArgumentException("the recipe has both " + less.text() + " and " + more.text()
                    + ": keep one of them, or train between them");
        }
        if (more.sparsity() <= less.sparsity()) {
            throw new IllegalArgumentException(more.text() + " comes after " + less.text()
                    + ", which has cut as many weights already: the shares of pruning must grow");
        }
    }

    private static void checkRewind(List<Stage> before, List<Stage> after) {
        if (before.stream().noneMatch(Stage::cuts)
                || before.stream().anyMatch(stage -> stage.givesLevels() || stage instanceof Narrow)
                || after.stream().noneMatch(Train.class::isInstance)) {
            throw new IllegalArgumentException("rewind() sets the weights that pruning left back to their beginning:"
                    + " put it behind prune, without narrow, before levels are given, and let train(N) follow");
        }
    }
}
