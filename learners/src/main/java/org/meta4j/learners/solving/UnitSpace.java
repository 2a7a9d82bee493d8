package org.meta4j.learners.solving;

import org.meta4j.learners.FeatureSpace;
import org.meta4j.tasks.Examples;

/** A feature space of directions: each row of another at length 1. */
public record UnitSpace(FeatureSpace rows) implements FeatureSpace {
    @Override
    public int features() {
        return rows.features();
    }

    @Override
    public float[] embed(Examples examples) {
        return Rows.unit(rows.embed(examples), features());
    }
}
