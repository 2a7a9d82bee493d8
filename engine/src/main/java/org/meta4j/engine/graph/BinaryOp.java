package org.meta4j.engine.graph;

/** Element-wise functions of two arguments. */
public enum BinaryOp {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    /** x where y > 0, otherwise 0: a cotangent passing back through ReLU. */
    MASK;

    /** The function in double precision: what every provider approximates. */
    public double apply(double x, double y) {
        return switch (this) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case MASK -> y > 0 ? x : 0;
        };
    }
}
