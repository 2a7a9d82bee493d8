package org.meta4j.learners.methods;

import org.meta4j.learners.heads.PowerTransportMap;

/** PT-MAP: plain pre-training, then optimal transport of the queries to the classes, see {@link PowerTransportMap}. Transductive. */
public final class PtMap extends PretrainedMethod {
    @Override
    public String name() {
        return "pt-map";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an encoder, by telling all training classes apart",
                "one pass forward over all images, 20 steps of optimal transport",
                "transductive, and classes have as many queries as each other; also as a head of any metric learner",
                "Hu, Gripon, Pateux: Leveraging the Feature Distribution in Transfer-based Few-Shot Learning, 2021, arXiv:2006.03806");
    }
}
