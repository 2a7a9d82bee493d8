package org.meta4j.tasks;

import java.util.Optional;
import java.util.stream.IntStream;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.internal.Draws;
import org.meta4j.tasks.internal.LabelledSet;

/**
 * An endless numbered row of pairs with balanced labels: even numbers are pairs of one class, odd numbers of two.
 * A pair of one class is two distinct examples of a class that has two, all such classes and all its pairs equally
 * likely; a pair of two classes is one example of each, all ordered pairs of classes equally likely.
 *
 * <p>Pair number i depends on the seed and on i alone. Thread-safe.
 */
public final class PairSampler {
    private final LabelledExamples examples;
    private final int[] repeated;
    private final int[] present;
    private final long seed;

    /**
     * @throws IllegalArgumentException if no class has two examples, or fewer than two have one: see {@link #misfit}
     */
    public PairSampler(LabelledExamples examples, long seed) {
        misfit(examples).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        this.examples = examples;
        this.seed = seed;
        repeated = withAtLeast(examples, 2);
        present = withAtLeast(examples, 1);
    }

    /**
     * Pairs within one task's support or query set.
     *
     * @throws IllegalArgumentException as the constructor; examples without a label are left out
     */
    public static PairSampler within(Examples examples, long seed) {
        return new PairSampler(new LabelledSet(examples), seed);
    }

    /** What stands in the way of drawing pairs, as one line that names the way out; empty if nothing does. */
    public static Optional<String> misfit(LabelledExamples examples) {
        if (withAtLeast(examples, 1).length < 2) {
            return Optional.of("pairs of two classes need 2 classes with examples, but there "
                    + (withAtLeast(examples, 1).length == 1 ? "is 1" : "are none") + ": add classes");
        }
        if (withAtLeast(examples, 2).length == 0) {
            return Optional.of("pairs of one class need a class with 2 examples, but each of the "
                    + withAtLeast(examples, 1).length + " classes has 1: add examples");
        }
        return Optional.empty();
    }

    private static int[] withAtLeast(LabelledExamples examples, int size) {
        return IntStream.range(0, examples.classes().size())
                .filter(c -> examples.classes().get(c).size() >= size)
                .toArray();
    }

    /** Pairs number {@code first} to {@code first + count − 1}; half of them of one class if {@code count} is even. */
    public Pairs pairs(long first, int count) {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("pairs are counted from 0 and at least 1 is drawn, but " + count
                    + " from number " + first + " on were asked for");
        }
        int length = examples.shape().length();
        float[] left = new float[Math.multiplyExact(count, length)];
        float[] right = new float[left.length];
        boolean[] same = new boolean[count];
        for (int i = 0; i < count; i++) {
            long number = first + i;
            Draws draws = new Draws(Seeds.of(seed, number));
            same[i] = number % 2 == 0;
            if (same[i]) {
                int c = repeated[draws.nextInt(repeated.length)];
                int[] drawn = draws.sample(2, size(c));
                examples.read(c, drawn[0], left, i * length);
                examples.read(c, drawn[1], right, i * length);
            } else {
                int[] classes = draws.sample(2, present.length);
                int a = present[classes[0]];
                int b = present[classes[1]];
                examples.read(a, draws.nextInt(size(a)), left, i * length);
                examples.read(b, draws.nextInt(size(b)), right, i * length);
            }
        }
        Targets none = new Targets.None(count);
        return new Pairs(new Examples(examples.shape(), left, none), new Examples(examples.shape(), right, none), same);
    }

    private int size(int c) {
        ClassInfo info = examples.classes().get(c);
        return info.size();
    }

    /** Shape of each example. */
    public ExampleShape exampleShape() {
        return examples.shape();
    }

    public long seed() {
        return seed;
    }
}
