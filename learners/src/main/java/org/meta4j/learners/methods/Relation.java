package org.meta4j.learners.methods;

import org.jspecify.annotations.Nullable;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.NetworkSettings;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.RelationModule;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** Relation networks, see {@link RelationModule}. */
public final class Relation extends EpisodicMethod {
    // Few: squared errors of many classes are first lowered by calling all of them different, and training stays there.
    private static final int TRAINING_WAYS = 5;
    private static final int TRAINING_QUERIES = 10;

    @Override
    public String name() {
        return "relation";
    }

    @Override
    public Card card() {
        return new Card(
                FAMILY,
                "an embedding, and a network that compares two embedded images",
                "one pass forward over the supports; a query takes a pass of the small network for each class",
                "where no fixed distance fits; costs more for each query",
                "Sung, Yang, Zhang, Xiang, Torr, Hospedales: Learning to Compare: Relation Network for Few-Shot Learning,"
                        + " 2018, arXiv:1711.06025");
    }

    /** @throws IllegalArgumentException if the network leaves no map */
    @Override
    public void check(NetworkSettings network, @Nullable InnerSettings inner) {
        if (network.network().map().isEmpty()) {
            throw new IllegalArgumentException("method 'relation' compares maps of features, but network '"
                    + network.network().name() + "' leaves rows: use " + NetworkSettings.CNN4_MAP
                    + " on images with readout " + NetworkSettings.FLATTEN);
        }
    }

    @Override
    NetworkSettings network(ExampleShape examples) {
        return new NetworkSettings(
                NetworkSettings.CNN4_MAP, examples.sizes(), Cnn4.DEFAULT_FILTERS, NetworkSettings.FLATTEN);
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(Math.max(TRAINING_WAYS, episode.ways()), episode.shots(), TRAINING_QUERIES);
    }

    @Override
    protected Head head(LearnerSettings settings) {
        return new RelationModule(settings.network().network().map());
    }
}
