package org.meta4j.learners;

import org.meta4j.learners.inner.CarriedAdam;
import org.meta4j.learners.inner.Descent;
import org.meta4j.learners.inner.InnerAdam;
import org.meta4j.learners.inner.Momentum;
import org.meta4j.learners.inner.RmsProp;
import org.meta4j.learners.inner.UpdateRule;

/** Update rules that can be chosen for inner steps. */
public enum InnerRule {
    /** Gradient descent. */
    SGD {
        @Override
        public UpdateRule of(double rate) {
            return new Descent(rate);
        }
    },
    /** With momentum 0.9. */
    MOMENTUM {
        @Override
        public UpdateRule of(double rate) {
            return new Momentum(rate, 0.9);
        }
    },
    /** Adam with the paper's constants. */
    ADAM {
        @Override
        public UpdateRule of(double rate) {
            return new InnerAdam(rate, 0.9);
        }
    },
    /** RMSProp with a share of 0.9 and an epsilon of 10⁻⁸. */
    RMSPROP {
        @Override
        public UpdateRule of(double rate) {
            return new RmsProp(rate, 0.9, 1e-8);
        }
    },
    /** Adam without momentum, whose second moments go on from task to task; for reptile. */
    CARRIED_ADAM {
        @Override
        public UpdateRule of(double rate) {
            return new CarriedAdam(rate);
        }
    };

    /** The rule with a rate. */
    public abstract UpdateRule of(double rate);
}
