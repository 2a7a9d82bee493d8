package org.meta4j.learners.methods;

import java.util.Objects;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.inner.AdaptedPart;
import org.meta4j.learners.inner.ContextPart;

/** Context adaptation: a small vector adapts to a task, the network does not, see {@link ContextPart}. */
public final class Cavia extends AdaptingMethod {
    private static final int INNER_STEPS = 2;
    private static final int CONTEXT = 100;
    private static final int CONTEXT_OF_NUMBERS = 5;
    private static final double INNER_RATE = 1;

    @Override
    public String name() {
        return "cavia";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "a network with a context vector that a few gradient steps fit to a task",
                "as maml; of a solved task only the context is its own",
                "many tasks to keep, or to look at: the context is a description of the task",
                "Zintgraf, Shiarlis, Kurin, Hofmann, Whiteson: Fast Context Adaptation via Meta-Learning, 2019,"
                        + " arXiv:1810.03642");
    }

    @Override
    protected AdaptedPart part(InnerSettings inner) {
        return new ContextPart(Objects.requireNonNull(inner.contextSize()));
    }

    @Override
    boolean hasContext() {
        return true;
    }

    @Override
    protected InnerSettings inner(int ways) {
        return new InnerSettings(ways, INNER_STEPS, INNER_STEPS, INNER_RATE).withContextSize(CONTEXT);
    }

    @Override
    InnerSettings innerOfNumbers(int targetWidth) {
        return super.innerOfNumbers(targetWidth).withRate(INNER_RATE).withContextSize(CONTEXT_OF_NUMBERS);
    }
}
