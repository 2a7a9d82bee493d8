package org.meta4j.learners.supervised;

import java.util.SplittableRandom;
import org.meta4j.tasks.ExampleShape;

/** A random change of each example that is trained on, another one each time it is seen. Called on any thread. */
@FunctionalInterface
public interface Augmentation {
    /** None: examples as they are. */
    Augmentation NONE =
            (shape, source, from, target, to, random) -> System.arraycopy(source, from, target, to, shape.length());

    /**
     * Writes a changed example.
     *
     * @param shape of an example
     * @param source holds the example from {@code from} on; not to be changed
     * @param target to be filled from {@code to} on, all shape.length() numbers
     * @param random of this example and epoch: the same whatever the number of threads
     */
    void write(ExampleShape shape, float[] source, int from, float[] target, int to, SplittableRandom random);

    /**
     * Moves images by up to {@code pixels} up or down and left or right, each whole number of pixels as likely as any other;
     * what comes in at the edges is 0 (jitter, as in Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network,
     * 2015, arXiv:1503.02531, section 3).
     *
     * @param pixels at least 1
     */
    static Augmentation jitter(int pixels) {
        return new Jitter(pixels);
    }
}
