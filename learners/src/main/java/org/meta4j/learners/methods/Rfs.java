package org.meta4j.learners.methods;

import org.meta4j.learners.heads.LogisticRegression;

/** RFS, a good embedding is all you need: plain pre-training, then logistic regression, see {@link LogisticRegression}. */
public final class Rfs extends PretrainedMethod {
    @Override
    public String name() {
        return "rfs";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an encoder, by telling all training classes apart",
                "one pass forward over the supports, 200 steps of logistic regression",
                "a yardstick, as simpleshot, for several shots",
                "Tian, Wang, Krishnan, Tenenbaum, Isola: Rethinking Few-Shot Image Classification, 2020, arXiv:2003.11539");
    }
}
