package org.meta4j.distill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.Outcome;

/**
 * A method's objective with its teachers' answers and features beside the labels: see {@link DistillSettings}.
 *
 * @param student the method's own
 * @param settings weights of the terms
 * @param classes of an episode
 * @param features numbers in a row of each teacher's features; empty where they are not looked at
 */
record DistilledObjective(Objective student, DistillSettings settings, int classes, List<Integer> features)
        implements Objective {
    /** Column of the teachers' softened probabilities; rows of supports are not looked at. */
    static final String ANSWERS = "teacher/answers";

    /** Prefix of the column of a teacher's features, and its number. */
    static final String FEATURES = "teacher/features";

    /** Prefix of the regressors' parameters. */
    static final String REGRESSOR = "regressor";

    /** Rows whose angles are compared: 48³ are some 100,000 triplets. */
    static final int ROWS_OF_ANGLES = 48;

    DistilledObjective {
        features = List.copyOf(features);
    }

    @Override
    public Network network() {
        return student.network();
    }

    @Override
    public Tensors initialise(long seed) {
        Tensors own = student.initialise(seed);
        if (settings.hint() == 0) {
            return own;
        }
        Map<String, Tensor> all = new LinkedHashMap<>(own.asMap());
        // Another stream than the student's, so that it begins where it would without a teacher.
        SplittableRandom random = new SplittableRandom(~seed);
        int inputs = network().features();
        for (int k = 0; k < features.size(); k++) {
            Tensor weight = Tensor.zeros(Shape.of(inputs, features.get(k)));
            double bound = Math.sqrt(6.0 / (inputs + features.get(k)));
            for (int i = 0; i < weight.values().length; i++) {
                weight.values()[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            all.put(REGRESSOR + k + ".weight", weight);
            all.put(REGRESSOR + k + ".bias", Tensor.zeros(Shape.of(features.get(k))));
        }
        return Tensors.of(all);
    }

    @Override
    public Tensors initialStatistics() {
        return student.initialStatistics();
    }

    @Override
    public Map<String, Integer> columns() {
        Map<String, Integer> columns = new LinkedHashMap<>();
        columns.put(ANSWERS, classes);
        for (int k = 0; k < features.size(); k++) {
            columns.put(FEATURES + k, features.get(k));
        }
        return columns;
    }

    @Override
    public Outcome trace(Values parameters, Episode episode) {
        Outcome own = student.trace(parameters, episode);
        Value answers = episode.column(ANSWERS).rows(episode.supports(), episode.queries());
        Value soft = TeacherLosses.softTargets(own.scores(), answers, settings.temperature());
        Value loss = own.loss().scale(settings.hard()).add(soft.scale(1 - settings.hard()));
        for (int k = 0; k < features.size(); k++) {
            // Traced once more, it is the same value: equal operations on equal arguments are one.
            Value mine = network().apply(parameters, episode.examples(), Normalisation.ofBatch());
            Value theirs = episode.column(FEATURES + k);
            loss = loss.add(features(parameters, k, mine, theirs).scale(1.0 / features.size()));
        }
        return new Outcome(loss, own.scores(), own.statistics());
    }

    private Value features(Values parameters, int k, Value mine, Value theirs) {
        Value sum = mine.graph().constant(0);
        if (settings.hint() > 0) {
            Value weight = parameters.get(REGRESSOR + k + ".weight");
            Value bias = parameters.get(REGRESSOR + k + ".bias");
            sum = sum.add(TeacherLosses.hint(mine, weight, bias, theirs).scale(settings.hint()));
        }
        if (settings.distances() > 0) {
            sum = sum.add(TeacherLosses.distances(mine, theirs).scale(settings.distances()));
        }
        if (settings.angles() > 0) {
            Value few = TeacherLosses.spread(mine, ROWS_OF_ANGLES);
            Value theirFew = TeacherLosses.spread(theirs, ROWS_OF_ANGLES);
            sum = sum.add(TeacherLosses.angles(few, theirFew).scale(settings.angles()));
        }
        return sum;
    }
}
