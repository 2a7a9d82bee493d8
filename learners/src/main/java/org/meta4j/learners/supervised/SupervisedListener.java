package org.meta4j.learners.supervised;

/** Hears of each epoch, on the thread that trains. */
@FunctionalInterface
public interface SupervisedListener {
    void on(EpochResult epoch);
}
