package org.meta4j.app.eval;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataSources;
import org.meta4j.app.data.DataSpec;
import org.meta4j.data.OmniglotRuns;
import org.meta4j.learners.training.Provenance;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** Lake's 20 one-shot runs, which are tasks already: nothing about them can be chosen. */
final class LakeRuns {
    /** Of every run: one query of each class. */
    static final EpisodeShape SHAPE = new EpisodeShape(OmniglotRuns.WAYS, 1, 1);

    private LakeRuns() {}

    static OmniglotRuns open(DataSpec spec, ExampleShape shape) {
        return OmniglotRuns.load(Path.of(spec.folder()), DataSources.squareGray("lake-runs", shape));
    }

    /** Refuses what would choose other tasks. */
    static void requireNoChoice(@Nullable Integer ways, @Nullable Integer shots, boolean split) {
        String option = ways != null ? "--ways" : shots != null ? "--shots" : split ? "--split" : "";
        if (!option.isEmpty()) {
            throw new UsageException("option " + option + " does not go with lake-runs, which are 20 fixed tasks of 20"
                    + " ways, 1 shot and 1 query: leave it out");
        }
    }

    /** A warning if the learner was trained on characters of the set that the runs are from. */
    static Optional<String> warning(Provenance provenance) {
        String data = provenance.data();
        boolean seen = data.contains("omniglot/vinyals") || data.contains("omniglot/random");
        return seen
                ? Optional.of(
                        "warning: the runs' characters are of Omniglot's evaluation alphabets, and the learner was"
                                + " meta-trained on " + data
                                + ", which has characters of these: train on split alphabets")
                : Optional.empty();
    }
}
