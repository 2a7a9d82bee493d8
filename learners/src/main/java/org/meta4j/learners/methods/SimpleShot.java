package org.meta4j.learners.methods;

import org.meta4j.learners.heads.CentredMeans;

/** SimpleShot: plain pre-training, then nearest class means of centred directions, see {@link CentredMeans}. */
public final class SimpleShot extends PretrainedMethod {
    @Override
    public String name() {
        return "simpleshot";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an encoder, by telling all training classes apart",
                "one pass forward over the supports",
                "a yardstick: no episodes, any number of ways and shots",
                "Wang, Chao, Weinberger, van der Maaten: SimpleShot, 2019, arXiv:1911.04623");
    }
}
