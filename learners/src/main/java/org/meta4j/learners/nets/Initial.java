package org.meta4j.learners.nets;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;

/** Initial values of parameters. */
public final class Initial {
    private Initial() {}

    /**
     * Uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio, Understanding the Difficulty of Training Deep
     * Feedforward Neural Networks, AISTATS 2010). The last two sizes are inputs and outputs, those before are places of a filter.
     */
    public static Tensor glorot(SplittableRandom random, int... sizes) {
        int rank = sizes.length;
        int places = 1;
        for (int i = 0; i < rank - 2; i++) {
            places *= sizes[i];
        }
        double bound = Math.sqrt(6.0 / (places * (double) (sizes[rank - 2] + sizes[rank - 1])));
        Tensor tensor = Tensor.zeros(Shape.of(sizes));
        float[] values = tensor.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return tensor;
    }

    /**
     * Normal with variance 2 / fanIn, for what a ReLU follows (He, Zhang, Ren and Sun, Delving Deep into Rectifiers, 2015,
     * arXiv:1502.01852). Sizes as for {@link #glorot}; fanIn is the product of all but the last.
     */
    public static Tensor he(SplittableRandom random, int... sizes) {
        Tensor tensor = Tensor.zeros(Shape.of(sizes));
        float[] values = tensor.values();
        double deviation = Math.sqrt(2.0 * sizes[sizes.length - 1] / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return tensor;
    }

    /** One number everywhere. */
    public static Tensor filled(float number, int... sizes) {
        Tensor tensor = Tensor.zeros(Shape.of(sizes));
        Arrays.fill(tensor.values(), number);
        return tensor;
    }
}
