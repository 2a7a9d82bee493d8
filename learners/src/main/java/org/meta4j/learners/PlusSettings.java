package org.meta4j.learners;

/**
 * Which of the changes of MAML++ to MAML are made (Antoniou, Edwards and Storkey, How to Train Your MAML, 2019,
 * arXiv:1810.09502, section 4). The sixth, the cosine schedule of the meta-learning rate, is one of the training's settings.
 *
 * @param multiStepShare share of training, 0 to 1, over which the loss after every step counts, all alike at first, the last
 *     alone at the end; 0 for the last alone from the beginning
 * @param firstOrderShare share of training, 0 to 1, at its beginning that is of first order; 0 for none
 * @param learnedRates whether each layer learns its rate in each step
 * @param stepNorms whether scales and shifts of batch normalisation are learned for each step, and do not adapt
 */
public record PlusSettings(double multiStepShare, double firstOrderShare, boolean learnedRates, boolean stepNorms) {
    /**
     * All changes; the shares are those of the authors' Omniglot training: 15 and 50 of 150 epochs.
     */
    public static final PlusSettings ALL = new PlusSettings(0.1, 1.0 / 3, true, true);

    /** No change: MAML. */
    public static final PlusSettings NONE = new PlusSettings(0, 0, false, false);

    public PlusSettings {
        share("multi-step loss", multiStepShare);
        share("first order", firstOrderShare);
    }

    private static void share(String name, double share) {
        if (!(share >= 0) || share > 1) {
            throw new IllegalArgumentException(
                    "the share of training with " + name + " must be between 0 and 1, but was " + share);
        }
    }

    public PlusSettings withMultiStepShare(double share) {
        return new PlusSettings(share, firstOrderShare, learnedRates, stepNorms);
    }

    public PlusSettings withFirstOrderShare(double share) {
        return new PlusSettings(multiStepShare, share, learnedRates, stepNorms);
    }

    public PlusSettings withLearnedRates(boolean wanted) {
        return new PlusSettings(multiStepShare, firstOrderShare, wanted, stepNorms);
    }

    public PlusSettings withStepNorms(boolean wanted) {
        return new PlusSettings(multiStepShare, firstOrderShare, learnedRates, wanted);
    }
}
