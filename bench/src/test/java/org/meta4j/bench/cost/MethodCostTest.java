package org.meta4j.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Methods;
import org.meta4j.tasks.MetaDataset;

class MethodCostTest {
    /** Whatever a method is trained on: the adapting, the episodic, the pre-trained, the one of pairs, the one of batches. */
    @Test
    void methodsOfEveryKindHaveACost() {
        MetaDataset data = MethodCost.data();
        try (Workers workers = new Workers(2)) {
            for (String name : new String[] {"anil", "protonet", "simpleshot", "siamese", "reptile"}) {
                MethodCost cost = MethodCost.of(Methods.named(name), data, workers, 0.001);

                assertThat(cost.iterationMs()).as(name).isPositive();
                assertThat(cost.learnMs()).as(name).isPositive();
                assertThat(cost.predictMs()).as(name).isPositive();
                assertThat(cost.workspaceMb()).as(name).isPositive();
            }
        }
    }

    /** ANIL's inner steps go through its last layer alone. */
    @Test
    void moreOperationsAreCountedWhereMoreAdapts() {
        MetaDataset data = MethodCost.data();
        try (Workers workers = new Workers(2)) {
            MethodCost anil = MethodCost.of(Methods.named("anil"), data, workers, 0.001);
            MethodCost maml = MethodCost.of(Methods.named("maml"), data, workers, 0.001);

            // Five steps against one: with as many steps through all layers it would be several times as dear.
            assertThat(anil.gflop()).isPositive().isLessThan(maml.gflop());
        }
    }
}
