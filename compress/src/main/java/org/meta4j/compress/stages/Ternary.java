package org.meta4j.compress.stages;

/**
 * Three levels −s, 0 and s for each output channel: weights of less than 0.7 of the mean size become zero, and s is the mean
 * size of the others (Li, Zhang and Liu, Ternary Weight Networks, 2016, arXiv:1605.04711).
 */
public record Ternary() implements Stage {
    @Override
    public boolean givesLevels() {
        return true;
    }

    @Override
    public String text() {
        return "ternary()";
    }
}
