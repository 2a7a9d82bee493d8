package org.meta4j.learners.solving;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.SolvedTask;

/** A task whose solution is its embedded supports, whatever compares queries with them. */
interface EmbeddedTask extends SolvedTask {
    EmbeddedSupports support();

    @Override
    default Tensors state() {
        return support().state();
    }

    @Override
    default float[] supportInputs() {
        return support().inputs();
    }

    @Override
    default int ways() {
        return support().ways();
    }

    @Override
    default int supports() {
        return support().labels().length;
    }
}
