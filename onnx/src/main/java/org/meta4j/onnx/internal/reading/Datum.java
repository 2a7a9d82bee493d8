package org.meta4j.onnx.internal.reading;

/** What a name in an ONNX graph stands for while the graph is written down in the engine's operations. */
sealed interface Datum permits Laid, Floats, Whole {
    /** Sizes as ONNX sees them. */
    int[] sizes();

    /** Numbers of a shape. */
    static int product(int... sizes) {
        int product = 1;
        for (int size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
