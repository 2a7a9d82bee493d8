package org.meta4j.compress;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.Methods;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;

/**
 * Solves a task with the learner as it was and compresses what came out: what a model loses that is compressed when it has
 * learned its task, and does not learn again; stages that train do nothing here. Prototypes stay those of the original features, inner steps are those of the
 * original weights. Of a narrower network there is no such thing, as its features are others: it learns the task itself.
 * Thread-safe.
 */
public final class CompressedSolver implements BaseLearner {
    private final TrainedLearner base;
    private final Optional<Recipe> recipe;
    private final Tensors shared;
    private final @Nullable TrainedLearner narrower;

    /** @param compressed what {@code base} becomes by its recipe */
    public CompressedSolver(TrainedLearner base, Compressed compressed) {
        this.base = base;
        this.recipe = compressed.recipe().withoutTasks();
        this.shared = compressed.learner().parameters();
        this.narrower = compressed.learner().settings().equals(base.settings())
                ? null
                : compressed.learner().withBatchNorm(base.batchNorm());
    }

    @Override
    public SolvedTask learn(Examples support) {
        if (narrower != null) {
            return narrower.learn(support);
        }
        Tensors state = base.learn(support).state();
        Tensors adapted = Prefixed.get(state, Prefixed.PARAMETER);
        Tensors compressed = isUnchanged(adapted)
                ? shared
                : recipe.map(stages -> Compressor.apply(adapted, stages)).orElse(adapted);
        Map<String, Tensor> changed = new LinkedHashMap<>(state.asMap());
        adapted.names().forEach(name -> changed.put(Prefixed.PARAMETER + name, compressed.get(name)));
        return Methods.named(base.settings().method()).restore(base.settings(), base.batchNorm(), Tensors.of(changed));
    }

    /** Whether the task is solved without changing parameters, as metric learners do it. */
    private boolean isUnchanged(Tensors adapted) {
        return adapted.asMap().entrySet().stream()
                .allMatch(entry -> base.parameters().contains(entry.getKey())
                        && Arrays.equals(
                                entry.getValue().values(),
                                base.parameters().get(entry.getKey()).values()));
    }
}
