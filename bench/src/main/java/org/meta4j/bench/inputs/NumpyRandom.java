package org.meta4j.bench.inputs;

/**
 * The stream of NumPy's {@code numpy.random.RandomState(seed)}, number for number: the Mersenne Twister
 * MT19937 with the legacy distributions, whose stream NumPy has frozen. It exists to give benchmarks in
 * Java the inputs of their peers in Python; for anything else Java's own generators are better.
 *
 * <p>{@link #rand} and {@link #uniform} give NumPy's doubles bit for bit. {@link #randn} takes a
 * logarithm, for which NumPy uses the platform's C library and this class {@link StrictMath}: the results
 * may differ in the last bits. Not thread-safe.
 *
 * <p>Sources: M. Matsumoto, T. Nishimura, <i>Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator</i>, 1998, doi:10.1145/272991.272995; G. Marsaglia, T. A. Bray, <i>A
 * convenient method for generating normal variables</i>, 1964, doi:10.1137/1006063.
 */
public final class NumpyRandom {
    private static final int WORDS = 624;
    private static final int SHIFT = 397;
    private static final int UPPER_BIT = 0x80000000;
    private static final int TWIST = 0x9908b0df;
    private static final long LARGEST_SEED = 0xffffffffL;

    private final int[] state = new int[WORDS];
    private int position = WORDS;
    private double spareNormal;
    private boolean hasSpareNormal;

    /**
     * A stream from its beginning.
     *
     * @param seed 0 to 2³² − 1, the range NumPy takes
     */
    public NumpyRandom(long seed) {
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("seed must be from 0 to " + LARGEST_SEED + ", but was " + seed);
        }
        state[0] = (int) seed;
        for (int i = 1; i < WORDS; i++) {
            int previous = state[i - 1];
            state[i] = 1812433253 * (previous ^ (previous >>> 30)) + i;
        }
    }

    /** The next {@code count} numbers of {@code rand}: uniform in [0, 1), multiples of 2⁻⁵³. */
    public double[] rand(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = nextDouble();
        }
        return values;
    }

    /** The next {@code count} numbers of {@code uniform(low, high)}: low + (high − low) · rand. */
    public double[] uniform(double low, double high, int count) {
        double range = high - low;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = low + range * nextDouble();
        }
        return values;
    }

    /**
     * The next {@code count} numbers of {@code randn}: normal with mean 0 and variance 1, by the polar
     * method. They are made in pairs; the second of a pair waits for the next call, whatever is drawn
     * between.
     */
    public double[] randn(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = nextNormal();
        }
        return values;
    }

    private double nextNormal() {
        if (hasSpareNormal) {
            hasSpareNormal = false;
            return spareNormal;
        }
        double x;
        double y;
        double squaredRadius;
        do {
            x = 2.0 * nextDouble() - 1.0;
            y = 2.0 * nextDouble() - 1.0;
            squaredRadius = x * x + y * y;
        } while (squaredRadius >= 1.0 || squaredRadius == 0.0);
        double factor = Math.sqrt(-2.0 * StrictMath.log(squaredRadius) / squaredRadius);
        // NumPy hands out the second coordinate first.
        spareNormal = factor * x;
        hasSpareNormal = true;
        return factor * y;
    }

    private double nextDouble() {
        int high = nextWord() >>> 5;
        int low = nextWord() >>> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

    private int nextWord() {
        if (position == WORDS) {
            twist();
        }
        int word = state[position++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >>> 18);
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int next = state[(i + 1) % WORDS];
            int joined = (state[i] & UPPER_BIT) | (next & ~UPPER_BIT);
            state[i] = state[(i + SHIFT) % WORDS] ^ (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : TWIST);
        }
        position = 0;
    }
}
