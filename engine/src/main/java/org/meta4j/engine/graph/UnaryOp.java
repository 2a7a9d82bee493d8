package org.meta4j.engine.graph;

/** Element-wise functions of one argument. */
public enum UnaryOp {
    /** -x. */
    NEGATE,
    /** e^x. */
    EXP,
    /** Natural logarithm. */
    LOG,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** 1 / sqrt(x). */
    RSQRT,
    /** max(x, 0); of NaN NaN. */
    RELU,
    /** 1 where x > 0, otherwise 0: the derivative of ReLU, 0 at 0. */
    STEP,
    /** x². */
    SQUARE;

    /** The function in double precision: what every provider approximates. */
    public double apply(double x) {
        return switch (this) {
            case NEGATE -> -x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case RSQRT -> 1 / Math.sqrt(x);
            case RELU -> x <= 0 ? 0 : x;
            case STEP -> x > 0 ? 1 : 0;
            case SQUARE -> x * x;
        };
    }
}
