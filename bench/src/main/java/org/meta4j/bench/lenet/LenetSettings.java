package org.meta4j.bench.lenet;

import org.meta4j.compress.Recipe;

/**
 * How a network is trained and compressed.
 *
 * @param network which
 * @param recipe that makes it smaller
 * @param epochs of its training before, at least 1
 * @param jitter pixels that training images are moved by at most, at least 0
 * @param validation training images that are held back and counted in place of the test images, to choose a recipe by; 0 to
 *     train on all and count the test images
 * @param seed of everything
 */
public record LenetSettings(Lenet network, Recipe recipe, int epochs, int jitter, int validation, long seed) {
    public LenetSettings {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, but were " + epochs);
        }
        if (jitter < 0 || jitter > 27) {
            throw new IllegalArgumentException("jitter must be from 0 to 27 pixels, but was " + jitter);
        }
        if (validation < 0) {
            throw new IllegalArgumentException("validation images must be at least 0, but were " + validation);
        }
    }
}
