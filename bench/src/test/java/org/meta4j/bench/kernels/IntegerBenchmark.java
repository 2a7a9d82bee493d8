package org.meta4j.bench.kernels;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whether weights of 8 bits are computed with faster than floats: one example through a dense layer, by floats, by bytes that become
 * floats on the way, and by bytes multiplied as whole numbers and summed in 32 bits. Vectors of 512 bits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IntegerBenchmark {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    private static final VectorSpecies<Byte> SIXTEEN_BYTES = ByteVector.SPECIES_128;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;

    /** Outputs and inputs of the layer: a filter bank, layers that fit into the caches, one that fits into none. */
    @Param({"64x576", "128x768", "1216x1216", "8192x8192"})
    public String size = "64x576";

    private int outputs;
    private int inputs;
    private float[] weights = new float[0];
    private float[] x = new float[0];
    private byte[] codes = new byte[0];
    private byte[] xCodes = new byte[0];
    private float[] y = new float[0];

    /** Draws weights and an example. */
    @Setup
    public void setUp() {
        int[] sizes = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        outputs = sizes[0];
        inputs = sizes[1];
        SplittableRandom random = new SplittableRandom(1);
        codes = new byte[outputs * inputs];
        weights = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) random.nextInt(-127, 128);
            weights[i] = codes[i];
        }
        xCodes = new byte[inputs];
        x = new float[inputs];
        for (int i = 0; i < inputs; i++) {
            xCodes[i] = (byte) random.nextInt(-127, 128);
            x[i] = xCodes[i];
        }
        y = new float[outputs];
    }

    /** Weights of 32 bits. */
    @Benchmark
    public float[] floats() {
        for (int o = 0; o < outputs; o++) {
            FloatVector a = FloatVector.zero(FLOATS);
            FloatVector b = FloatVector.zero(FLOATS);
            for (int i = 0; i < inputs; i += 32) {
                a = FloatVector.fromArray(FLOATS, weights, o * inputs + i).fma(FloatVector.fromArray(FLOATS, x, i), a);
                b = FloatVector.fromArray(FLOATS, weights, o * inputs + i + 16)
                        .fma(FloatVector.fromArray(FLOATS, x, i + 16), b);
            }
            y[o] = a.add(b).reduceLanes(VectorOperators.ADD);
        }
        return y;
    }

    /** Weights of 8 bits, products of floats. */
    @Benchmark
    public float[] bytesAsFloats() {
        for (int o = 0; o < outputs; o++) {
            FloatVector a = FloatVector.zero(FLOATS);
            FloatVector b = FloatVector.zero(FLOATS);
            for (int i = 0; i < inputs; i += 32) {
                FloatVector v = (FloatVector) ByteVector.fromArray(SIXTEEN_BYTES, codes, o * inputs + i)
                        .convertShape(VectorOperators.B2F, FLOATS, 0);
                FloatVector w = (FloatVector) ByteVector.fromArray(SIXTEEN_BYTES, codes, o * inputs + i + 16)
                        .convertShape(VectorOperators.B2F, FLOATS, 0);
                a = v.fma(FloatVector.fromArray(FLOATS, x, i), a);
                b = w.fma(FloatVector.fromArray(FLOATS, x, i + 16), b);
            }
            y[o] = a.add(b).reduceLanes(VectorOperators.ADD);
        }
        return y;
    }

    /** Weights and example of 8 bits, products of 16, sums of 32. */
    @Benchmark
    public float[] integers() {
        for (int o = 0; o < outputs; o++) {
            IntVector a = IntVector.zero(INTS);
            IntVector b = IntVector.zero(INTS);
            for (int i = 0; i < inputs; i += 32) {
                ShortVector w = (ShortVector)
                        ByteVector.fromArray(BYTES, codes, o * inputs + i).convertShape(VectorOperators.B2S, SHORTS, 0);
                ShortVector v = (ShortVector)
                        ByteVector.fromArray(BYTES, xCodes, i).convertShape(VectorOperators.B2S, SHORTS, 0);
                ShortVector product = w.mul(v);
                a = a.add(product.convertShape(VectorOperators.S2I, INTS, 0));
                b = b.add(product.convertShape(VectorOperators.S2I, INTS, 1));
            }
            y[o] = a.add(b).reduceLanes(VectorOperators.ADD);
        }
        return y;
    }
}
