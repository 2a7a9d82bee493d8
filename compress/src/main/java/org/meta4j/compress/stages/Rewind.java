package org.meta4j.compress.stages;

/**
 * Sets the weights that are left back to what they were before anything was learned: a lottery ticket (Frankle and Carbin,
 * The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks, 2019, arXiv:1803.03635). So are all other
 * parameters; a stage that trains follows.
 */
public record Rewind() implements Stage {
    @Override
    public boolean needsTasks() {
        return true;
    }

    @Override
    public String text() {
        return "rewind()";
    }
}
