package org.meta4j.tasks;

/**
 * One learning problem: a support set to learn from, a query set to be judged on.
 *
 * @param support examples to learn from
 * @param query examples to predict, of the same shape
 */
public record Task(Examples support, Examples query) {
    public Task {
        if (!support.shape().equals(query.shape())) {
            throw new IllegalArgumentException(
                    "support examples are " + support.shape() + ", query examples " + query.shape());
        }
    }
}
