package org.meta4j.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.meta4j.compress.internal.Narrowing;
import org.meta4j.compress.stages.Narrow;
import org.meta4j.learners.TrainedLearner;

/**
 * Looks for the widest network that answers fast enough. Bits and zeros make a file smaller, but what is computed takes as long as
 * before; fewer filters are computed faster. How fast a network is does not depend on what it has learned, so nothing is trained here:
 * what {@link Narrow} leaves has to be trained on afterwards.
 */
public final class WidthSearch {
    /** Shares of the filters that are tried are multiples of 1 / {@value}. */
    private static final int PARTS = 16;

    private WidthSearch() {}

    /**
     * A width that was timed.
     *
     * @param filters of each block
     * @param millis milliseconds of an answer
     */
    public record Tried(int filters, double millis) {
        /** The recipe of this width. */
        public Recipe recipe() {
            return Recipe.narrow(filters);
        }
    }

    /**
     * What was found.
     *
     * @param before the learner as it is
     * @param tried narrower ones, from wide to narrow
     */
    public record Result(Tried before, List<Tried> tried) {
        public Result {
            tried = List.copyOf(tried);
        }

        /** The widest that takes at most so many milliseconds. Empty if all take longer. */
        public Optional<Tried> ofMillis(double most) {
            return tried.stream().filter(one -> one.millis() <= most).findFirst();
        }
    }

    /**
     * Times all widths.
     *
     * @param millis milliseconds of an answer of a learner
     * @throws IllegalArgumentException if the learner's network cannot be made narrower
     */
    public static Result search(TrainedLearner base, ToDoubleFunction<TrainedLearner> millis) {
        int filters = base.settings().network().filters();
        List<Tried> tried = new ArrayList<>();
        int last = filters;
        for (int part = PARTS - 1; part >= 1; part--) {
            int fewer = filters * part / PARTS;
            if (fewer >= 1 && fewer < last) {
                last = fewer;
                TrainedLearner narrow =
                        Narrowing.first(base, Recipe.narrow(fewer)).withBatchNorm(base.batchNorm());
                tried.add(new Tried(fewer, millis.applyAsDouble(narrow)));
            }
        }
        return new Result(new Tried(filters, millis.applyAsDouble(base)), tried);
    }
}
