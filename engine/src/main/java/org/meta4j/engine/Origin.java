package org.meta4j.engine;

/**
 * Where a value comes from, for people who read a program: its numbers do not depend on it. Of equal values, which are
 * one, it is the origin of the first.
 *
 * @param stage part of the model, as {@link Graph#stage} named it; empty before the first
 * @param layer the layer of the parameters that made it, such as {@code block1.conv}; empty where none had part in it
 * @param order 0 for what the model computes, 1 for its gradient, 2 for the gradient of a gradient
 */
public record Origin(String stage, String layer, int order) {
    /** The origin of a value that a gradient made of a value of this origin. */
    Origin derived() {
        return new Origin(stage, layer, order + 1);
    }

    /** The layer of a parameter: its name up to the last dot, and behind the last slash; empty if there is no dot. */
    static String layerOf(String parameter) {
        int end = parameter.lastIndexOf('.');
        return end < 0 ? "" : parameter.substring(parameter.lastIndexOf('/', end) + 1, end);
    }
}
