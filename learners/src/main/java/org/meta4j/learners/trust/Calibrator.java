package org.meta4j.learners.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.scores.Auroc;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.OpenEpisodeSampler;
import org.meta4j.tasks.Seeds;

/**
 * Calibrates a learner on tasks of known and unknown classes. For each number of shots: the temperature that makes the
 * known queries likeliest, and the threshold of familiarity that {@link Calibration#ACCEPTED} of them pass. The kind of
 * familiarity is the one that tells known from unknown queries best, by the mean AUROC over the numbers of shots; without
 * unknown classes it is the first that the learner has. The result does not depend on the number of threads.
 */
public final class Calibrator {
    /** Tasks of each size, unless others are wanted: {@value}. */
    public static final int TASKS = 200;

    /** Classes that training did not learn from. */
    public static final String VALIDATION = "validation";

    /** Classes that training did learn from. */
    public static final String TRAINING = "training";

    private static final int MOST_QUERIES = 5;
    private static final List<Integer> SHOTS = List.of(1, 5);

    private final Workers workers;

    public Calibrator(Workers workers) {
        this.workers = workers;
    }

    /**
     * One size of tasks.
     *
     * @param episode of the known classes
     * @param unknown classes beside them
     */
    public record Size(EpisodeShape episode, int unknown) {}

    /**
     * Calibrates on the validation classes if there are enough of them, else on the training classes. Where validation
     * has other examples of the training classes, these are calibrated on, and the origin says {@link #TRAINING}.
     *
     * @throws IllegalArgumentException if there are too few of both
     */
    public Calibration calibrate(
            TrainedLearner learner, MetaDataset data, int tasks, long seed, Evaluator.Progress progress) {
        boolean held = !sizes(learner, data.validation(), null).isEmpty();
        LabelledExamples examples = held ? data.validation() : data.train();
        return calibrate(
                learner,
                examples,
                null,
                new Calibration.Origin(
                        held && data.disjoint() == MetaDataset.Disjoint.CLASSES ? VALIDATION : TRAINING,
                        data.name(),
                        data.fingerprint(),
                        learner.batchNorm(),
                        tasks,
                        seed),
                progress);
    }

    /**
     * Calibrates on given classes.
     *
     * @param unknown classes beside a task's own; null for as many as those, or as there are to spare
     * @param origin with the tasks of each size and their seed
     * @param progress hears how many tasks are done, of {@link #sizes} times the tasks
     * @throws IllegalArgumentException if there are too few classes or examples
     */
    public Calibration calibrate(
            TrainedLearner learner,
            LabelledExamples examples,
            @Nullable Integer unknown,
            Calibration.Origin origin,
            Evaluator.Progress progress) {
        List<Size> sizes = sizes(learner, examples, unknown);
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("cannot calibrate: " + problem(learner, examples, unknown));
        }
        List<OpenResults> results = new ArrayList<>();
        for (Size size : sizes) {
            long seed = Seeds.of(origin.seed(), "calibration-" + size.episode().shots());
            OpenEpisodeSampler source = new OpenEpisodeSampler(examples, size.episode(), size.unknown(), seed);
            int before = results.size() * origin.tasks();
            OpenResults raw =
                    OpenResults.solve(workers, learner, source, origin.tasks(), done -> progress.done(before + done));
            results.add(raw);
        }
        return of(sizes, results, origin);
    }

    private static Calibration of(List<Size> sizes, List<OpenResults> raw, Calibration.Origin origin) {
        double[] temperatures = raw.stream().mapToDouble(Temperature::fit).toArray();
        List<OpenResults> scaled = new ArrayList<>();
        for (int i = 0; i < temperatures.length; i++) {
            scaled.add(raw.get(i).scaled(temperatures[i]));
        }
        Familiarity best = best(sizes, scaled);
        List<Calibration.Entry> entries = new ArrayList<>();
        for (int i = 0; i < temperatures.length; i++) {
            EpisodeShape episode = sizes.get(i).episode();
            double[] known = known(scaled.get(i), best);
            entries.add(new Calibration.Entry(
                    episode.ways(),
                    episode.shots(),
                    sizes.get(i).unknown(),
                    temperatures[i],
                    known[(int) Math.floor((1 - Calibration.ACCEPTED) * known.length)],
                    Calibration.median(known),
                    auroc(sizes.get(i), scaled.get(i), best),
                    TrustScores.reliability(scaled.get(i)).error()));
        }
        return new Calibration(best, entries, origin);
    }

    /** Ties go to the first. */
    private static Familiarity best(List<Size> sizes, List<OpenResults> results) {
        Familiarity best = Familiarity.first(results.get(0).predictions().get(0));
        double highest = Double.NEGATIVE_INFINITY;
        for (Familiarity kind : Familiarity.values()) {
            if (!kind.fits(results.get(0).predictions().get(0))) {
                continue;
            }
            double sum = 0;
            for (int i = 0; i < results.size(); i++) {
                sum += auroc(sizes.get(i), results.get(i), kind);
            }
            if (sum > highest) {
                highest = sum;
                best = kind;
            }
        }
        return best;
    }

    private static double auroc(Size size, OpenResults results, Familiarity kind) {
        return size.unknown() == 0 ? Double.NaN : Auroc.of(results.familiarity(kind), results.known());
    }

    /** Familiarity of the known queries, from the least to the greatest. */
    private static double[] known(OpenResults results, Familiarity kind) {
        double[] all = results.familiarity(kind);
        boolean[] known = results.known();
        double[] chosen = new double[results.knownCount()];
        int at = 0;
        for (int i = 0; i < all.length; i++) {
            if (known[i]) {
                chosen[at++] = all[i];
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /**
     * The sizes of tasks that a learner is calibrated for: 1, 5 and as many shots as it was trained for, or these alone where
     * it takes no others, each if the classes have examples enough; as many ways as it was trained for, or fewer where it may and there are fewer
     * classes, so that half of them can be unknown.
     *
     * @param unknown as for {@link #calibrate}
     * @return empty if there are too few classes or examples
     */
    public static List<Size> sizes(TrainedLearner learner, LabelledExamples examples, @Nullable Integer unknown) {
        EpisodeShape trained = learner.provenance().training().validation();
        int classes = examples.classes().size();
        int ways = learner.settings().requiredWays().orElse(Math.min(trained.ways(), Math.max(2, classes / 2)));
        int others = unknown != null ? unknown : Math.min(ways, classes - ways);
        int smallest =
                examples.classes().stream().mapToInt(ClassInfo::size).min().orElse(0);
        List<Size> sizes = new ArrayList<>();
        if (others < 0) {
            return sizes;
        }
        OptionalInt required = learner.settings().requiredShots();
        TreeSet<Integer> allShots = new TreeSet<>(required.isPresent() ? List.of() : SHOTS);
        allShots.add(required.orElse(trained.shots()));
        for (int shots : allShots) {
            EpisodeShape episode = new EpisodeShape(ways, shots, Math.max(1, Math.min(MOST_QUERIES, smallest - shots)));
            if (OpenEpisodeSampler.misfit(examples, episode, others).isEmpty()) {
                sizes.add(new Size(episode, others));
            }
        }
        return sizes;
    }

    /** What is missing where there are no {@link #sizes}, as one line that names the way out. */
    public static String problem(TrainedLearner learner, LabelledExamples examples, @Nullable Integer unknown) {
        LearnerSettings settings = learner.settings();
        EpisodeShape least = new EpisodeShape(
                settings.requiredWays().orElse(2), settings.requiredShots().orElse(1), 1);
        return OpenEpisodeSampler.misfit(examples, least, unknown == null ? 0 : unknown)
                .orElse("there are no tasks of so many unknown classes: use fewer");
    }
}
