package org.meta4j.learners.methods;

import org.meta4j.learners.heads.CosineClassifier;

/** Baseline++: pre-training with a classifier of angles, then another of the same kind for each task, see {@link CosineClassifier}. */
public final class BaselinePlusPlus extends PretrainedMethod {
    @Override
    public String name() {
        return "baseline++";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an encoder, by telling all training classes apart by angle",
                "one pass forward over the supports, 100 steps of a small classifier",
                "a yardstick, as simpleshot",
                "Chen, Liu, Kira, Wang, Huang: A Closer Look at Few-shot Classification, 2019, arXiv:1904.04232");
    }

    @Override
    boolean cosine() {
        return true;
    }
}
