package org.meta4j.learners.optimisers;

import java.util.SplittableRandom;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** Draws minibatches from labelled examples, each example as likely as any other, with replacement. */
public final class Minibatches {
    private final LabelledExamples examples;
    private final int[] ends;

    /** @throws IllegalArgumentException if there are no examples */
    public Minibatches(LabelledExamples examples) {
        this.examples = examples;
        this.ends = new int[examples.classes().size()];
        int end = 0;
        for (int c = 0; c < ends.length; c++) {
            end = Math.addExact(end, examples.classes().get(c).size());
            ends[c] = end;
        }
        if (end == 0) {
            throw new IllegalArgumentException("there are no examples to draw minibatches from");
        }
    }

    /**
     * The same images at a part of their height and width.
     *
     * @param factor pixels along a side of which the mean becomes one; 1 for the images as they are
     */
    public Minibatches shrunk(int factor) {
        return factor == 1 ? this : new Minibatches(new Shrunk(examples, factor));
    }

    public ExampleShape shape() {
        return examples.shape();
    }

    public int classes() {
        return ends.length;
    }

    /** Number of examples to draw from. */
    public int size() {
        return ends[ends.length - 1];
    }

    /** A batch of so many random examples. */
    public Minibatch draw(int count, SplittableRandom random) {
        int[] numbers = random.ints(count, 0, size()).toArray();
        return read(numbers);
    }

    /** A batch of the examples from..from + count. */
    public Minibatch range(int from, int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = from + i;
        }
        return read(numbers);
    }

    private Minibatch read(int[] numbers) {
        int length = shape().length();
        float[] inputs = new float[numbers.length * length];
        float[] targets = new float[numbers.length * ends.length];
        for (int i = 0; i < numbers.length; i++) {
            int c = 0;
            while (numbers[i] >= ends[c]) {
                c++;
            }
            int first = c == 0 ? 0 : ends[c - 1];
            examples.read(c, numbers[i] - first, inputs, i * length);
            targets[i * ends.length + c] = 1;
        }
        return new Minibatch(inputs, targets);
    }
}
