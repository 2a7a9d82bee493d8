package org.meta4j.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.meta4j.app.cli.UsageException;
import org.meta4j.engine.ProgramMemory;
import org.meta4j.learners.training.TrainingMemory;

class MemoryNeedTest {
    private static final TrainingChoice MAML = choice("maml", 3);

    /** Twice 400 MB of workspace, 100 MB of parameters, 1 MB shared, 20 MB of sums and so on. */
    private static final TrainingMemory MEMORY = new TrainingMemory(
            new ProgramMemory(1_000_000, 400_000_000, 1_000_000, 2_000_000),
            9,
            2,
            60_000_000,
            40_000_000,
            7_000_000,
            0);

    private static TrainingChoice choice(String method, Integer innerSteps) {
        return TrainingChoice.of(method, new TrainingChoice.Wishes(null, null, null, null, innerSteps, null, null));
    }

    @Test
    void whatIsNeededIsTheSumOfItsParts() {
        // 1 + 2·400 + 2·1 + 10·2 MB to compute.
        assertThat(MEMORY.computing()).isEqualTo(823_000_000);
        assertThat(MEMORY.total()).isEqualTo(930_000_000);
        assertThat(MemoryNeed.line(MEMORY))
                .isEqualTo("memory: about 930 MB, of which 823 MB to compute, 100 MB for parameters and optimiser,"
                        + " 7.0 MB for data");
    }

    @Test
    void aTrainingThatDoesNotFitIsRefusedWithValueBoundAndWaysOut() {
        assertThatCode(() -> MemoryNeed.require(MEMORY, MAML.learner(), 930_000_000))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> MemoryNeed.require(MEMORY, MAML.learner(), 929_999_999))
                .isInstanceOf(UsageException.class)
                .hasMessage("this training needs about 930 MB of memory (823 MB to compute on 2 threads), but Java may"
                        + " use 930 MB: JAVA_TOOL_OPTIONS=-Xmx1331m gives it more; or take fewer --threads; or take"
                        + " smaller training tasks (--training-queries); or take --recompute, which does not store inner"
                        + " steps");
    }

    @Test
    void onlyWaysOutThatThereAreAreNamed() {
        TrainingMemory alone = new TrainingMemory(MEMORY.program(), 1, 1, 0, 0, 0, 0);
        assertThatThrownBy(
                        () -> MemoryNeed.require(alone, choice("protonet", null).learner(), 1))
                .hasMessageEndingWith(
                        "gives it more; or take smaller training tasks (--training-queries, --training-ways)");
        assertThatThrownBy(() -> MemoryNeed.require(alone, choice("fomaml", 3).learner(), 1))
                .hasMessageEndingWith("(--training-queries)");
    }
}
