package org.meta4j.bench.lenet;

import org.meta4j.compress.Recipe;
import org.meta4j.learners.nets.Layered;

/** Which network, and what Han, Mao and Dally made of it (Deep Compression, 2015, arXiv:1510.00149, table 1). */
public enum Lenet {
    /** Two hidden layers, 266,610 numbers. */
    LENET_300_100(
            "300-100",
            Layered.LENET_300_100,
            0.0164,
            40,
            "prune(0.8).then(train(6, 0.001)).then(prune(0.92)).then(train(8, 0.001)).then(prune(0.96))"
                    + ".then(train(20, 0.001)).then(share(4)).then(train(8, 0.0003)).then(huffman())"),
    /** Caffe's convolutional one, 431,080 numbers. */
    LENET_5(
            "5",
            Layered.LENET_5,
            0.0080,
            39,
            "prune(0.8).then(train(3, 0.001)).then(prune(0.92)).then(train(4, 0.001)).then(prune(0.957))"
                    + ".then(train(8, 0.001)).then(share(4)).then(train(4, 0.0003)).then(huffman())");

    private final String label;
    private final String layers;
    private final double publishedError;
    private final double publishedRatio;
    private final Recipe recipe;

    Lenet(String label, String layers, double publishedError, double publishedRatio, String recipe) {
        this.label = label;
        this.layers = layers;
        this.publishedError = publishedError;
        this.publishedRatio = publishedRatio;
        this.recipe = Recipe.parse(recipe);
    }

    /** Its name behind "LeNet-". */
    public String label() {
        return label;
    }

    /** As {@link Layered#parse} reads them. */
    public String layers() {
        return layers;
    }

    /** Share of the test images that the published network had wrong, before, and no more after. */
    public double publishedError() {
        return publishedError;
    }

    /** How many times smaller the published one became. */
    public double publishedRatio() {
        return publishedRatio;
    }

    /** One that was chosen on validation images held back from training. */
    public Recipe recipe() {
        return recipe;
    }
}
