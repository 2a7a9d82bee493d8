package org.meta4j.learners.methods;

import org.meta4j.learners.heads.Laplacian;

/** LaplacianShot: plain pre-training, then class means and neighbours among the queries, see {@link Laplacian}. Transductive. */
public final class LaplacianShot extends PretrainedMethod {
    @Override
    public String name() {
        return "laplacian";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an encoder, by telling all training classes apart",
                "one pass forward over all images, 20 steps",
                "transductive: all queries are there at once; also as a head of any metric learner",
                "Ziko, Dolz, Granger, Ben Ayed: Laplacian Regularized Few-Shot Learning, 2020, arXiv:2006.15486");
    }
}
