package org.meta4j.learners.training;

/** Hears what meta-training announces, on its thread, one event after another. */
@FunctionalInterface
public interface TrainingListener {
    void on(TrainingEvent event);
}
