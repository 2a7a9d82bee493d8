package org.meta4j.compress.stages;

/**
 * Takes filters out of a convolutional network and builds it again without them, so that it has less to compute: those stay
 * whose scale in batch normalisation, times the size of the weights that read them, is largest. After Liu, Li, Shen, Huang,
 * Yan and Zhang, Learning Efficient Convolutional Networks through Network Slimming, 2017, arXiv:1708.06519. Departures:
 * scales are not made sparse by training before, the weights that read a filter count too, and each block keeps as many.
 *
 * @param filters left in each block, at least 1
 */
public record Narrow(int filters) implements Stage {
    public Narrow {
        if (filters < 1) {
            throw new IllegalArgumentException("the filters of narrow must be at least 1, but were " + filters);
        }
    }

    @Override
    public String text() {
        return "narrow(" + filters + ")";
    }
}
