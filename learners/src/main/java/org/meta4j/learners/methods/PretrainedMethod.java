package org.meta4j.learners.methods;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.HeadSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.Head;
import org.meta4j.learners.heads.Heads;
import org.meta4j.learners.objectives.ClassifierObjective;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * A method whose encoder is trained to tell all training classes apart, without episodes: see {@link ClassifierObjective}. A
 * batch is two images of each of {@value #BATCH_CLASSES} classes, or of all where there are fewer. New tasks are solved by
 * the head of the method's name.
 */
abstract class PretrainedMethod extends EmbeddingMethod {
    private static final int BATCH_CLASSES = 64;

    /** Whether pre-training looks at angles alone. */
    boolean cosine() {
        return false;
    }

    @Override
    public final boolean pretrains() {
        return true;
    }

    /** Made for as many classes as a task has; training fits it to its data. */
    @Override
    public LearnerSettings defaults(ExampleShape examples, EpisodeShape episode) {
        return new LearnerSettings(
                name(), network(examples), null, null, null, new HeadSettings(null, Math.max(2, episode.ways())));
    }

    @Override
    public LearnerSettings fitted(LearnerSettings settings, TaskFamily data) {
        int classes = set(data).train().classes().size();
        return settings.withHead(Objects.requireNonNull(settings.head()).withClasses(classes));
    }

    @Override
    public TaskSource trainingTasks(TaskFamily data, EpisodeShape episode, long seed) {
        return EpisodeSampler.ofAllClasses(set(data).train(), episode, seed);
    }

    /** All but the layer that tells training classes apart, which may be larger than the encoder. */
    @Override
    public Tensors solvingParameters(Tensors parameters) {
        Map<String, Tensor> encoder = new LinkedHashMap<>();
        parameters.asMap().forEach((name, tensor) -> {
            if (!name.startsWith(Head.PREFIX)) {
                encoder.put(name, tensor);
            }
        });
        return Tensors.of(encoder);
    }

    private MetaDataset set(TaskFamily data) {
        if (data instanceof MetaDataset set) {
            return set;
        }
        throw new IllegalArgumentException(
                "method '" + name() + "' is trained on classes, but " + data.name() + " has none: use a meta-dataset");
    }

    @Override
    protected EpisodeShape training(EpisodeShape episode) {
        return new EpisodeShape(BATCH_CLASSES, 1, 1);
    }

    @Override
    public Objective objective(LearnerSettings settings) {
        HeadSettings head = Objects.requireNonNull(settings.head());
        return new ClassifierObjective(settings.network().network(), Objects.requireNonNull(head.classes()), cosine());
    }

    @Override
    FeatureClassifier classifier(LearnerSettings settings, Tensors parameters, Tensors statistics) {
        return Heads.named(name(), statistics);
    }
}
