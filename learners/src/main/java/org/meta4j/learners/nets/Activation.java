package org.meta4j.learners.nets;

import org.meta4j.engine.Value;

/** What follows a layer, number by number. */
public enum Activation {
    /** max(x, 0). */
    RELU {
        @Override
        public Value of(Value x) {
            return x.relu();
        }
    },
    /** 1 / (1 + e^−x). */
    SIGMOID {
        @Override
        public Value of(Value x) {
            return x.sigmoid();
        }
    },
    /** From −1 to 1. */
    TANH {
        @Override
        public Value of(Value x) {
            return x.tanh();
        }
    };

    /** The function of each number. */
    public abstract Value of(Value x);
}
