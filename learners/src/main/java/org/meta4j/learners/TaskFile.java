package org.meta4j.learners;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.Ink;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.trust.Calibration;
import org.meta4j.learners.trust.Temperature;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

/**
 * A solved task with all that a prediction needs, in one file: what the learner made of the supports, their names and
 * classes, and how images are to be read. The model that it came from is not needed any more. Predictions after
 * {@link #load} equal those before {@link #save} to the bit.
 *
 * @param learner settings of the learner that solved it
 * @param batchNorm whose statistics normalise
 * @param classes names of the classes, all different; a label is an index into this list
 * @param supports the examples that it learned from, in the order of the support set; at least one for each class
 * @param ink how images were read and new ones are to be read; never AUTO. KEEP where examples are no images
 * @param model where the learner came from
 * @param task the solved task; its probabilities are not calibrated
 * @param calibration what its answers can be trusted by; null if the learner was not calibrated for this use
 */
public record TaskFile(
        LearnerSettings learner,
        BatchNorm batchNorm,
        List<String> classes,
        List<Support> supports,
        Ink ink,
        Model model,
        SolvedTask task,
        @Nullable Calibration calibration) {
    private static final String FIELD = "task";

    /**
     * An example that the task was learned from.
     *
     * @param name such as its file's, relative to the folder of the task
     * @param label index of its class
     */
    public record Support(String name, int label) {
        public Support {
            Objects.requireNonNull(name, "a support's name is null");
        }
    }

    /**
     * The model that solved the task.
     *
     * @param name of its file
     * @param fingerprint SHA-256 of its file, in hexadecimal
     * @param data what it was meta-trained on
     */
    public record Model(String name, String fingerprint, String data) {}

    /**
     * A support example near to a query.
     *
     * @param name of the support example
     * @param distance between their features: Euclidean, in the learner's own feature space, so of use only to
     *     compare supports of one task
     */
    public record Nearest(String name, double distance) {}

    /** What is in the file's document. */
    private record Content(
            LearnerSettings learner,
            BatchNorm batchNorm,
            List<String> classes,
            List<Support> supports,
            Ink ink,
            Model model) {
        Content {
            // JSON's null passes for any object: it is refused here, once.
            Stream.of(learner, batchNorm, classes, supports, ink, model).forEach(Content::requireGiven);
            classes.forEach(Content::requireGiven);
            supports.forEach(Content::requireGiven);
        }

        private static void requireGiven(@Nullable Object value) {
            if (value == null) {
                throw new IllegalArgumentException("a field is null");
            }
        }
    }

    public TaskFile {
        classes = List.copyOf(classes);
        supports = List.copyOf(supports);
        if (ink == Ink.AUTO) {
            throw new IllegalArgumentException(
                    "ink must be invert or keep, but was auto: use what the folder was read with");
        }
        if (classes.size() != task.ways()) {
            throw new IllegalArgumentException(
                    classes.size() + " class names were given, but the task has " + task.ways() + " classes");
        }
        if (new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("class names must be different, but were " + classes);
        }
        if (supports.size() != task.supports()) {
            throw new IllegalArgumentException(
                    supports.size() + " supports are named, but the task has " + task.supports());
        }
        requireEveryClass(classes, supports);
    }

    private static void requireEveryClass(List<String> classes, List<Support> supports) {
        boolean[] present = new boolean[classes.size()];
        for (Support support : supports) {
            if (support.label() < 0 || support.label() >= present.length) {
                throw new IllegalArgumentException("support '" + support.name() + "' has label " + support.label()
                        + ", but labels are 0 to " + (present.length - 1));
            }
            present[support.label()] = true;
        }
        for (int label = 0; label < present.length; label++) {
            if (!present[label]) {
                throw new IllegalArgumentException("class '" + classes.get(label) + "' has no support");
            }
        }
    }

    /**
     * Solves a task and keeps what a file of it needs.
     *
     * @param support labelled examples
     * @param names one for each of them
     * @param ink how they were read; never AUTO
     * @throws IllegalArgumentException if the support set does not fit the learner or the names
     */
    public static TaskFile solve(TrainedLearner learner, Model model, Examples support, List<String> names, Ink ink) {
        if (learner.settings().tasks() != TaskType.CLASSIFICATION) {
            throw new IllegalArgumentException(
                    "this learner of " + learner.settings().method()
                            + " predicts numbers, but a task file holds classes: use the library to adapt it");
        }
        if (names.size() != support.count()) {
            throw new IllegalArgumentException(
                    names.size() + " names were given for " + support.count() + " support examples");
        }
        SolvedTask task = learner.learn(support);
        int[] labels = support.classes().labels();
        List<Support> supports = IntStream.range(0, labels.length)
                .mapToObj(i -> new Support(names.get(i), labels[i]))
                .toList();
        Calibration calibration = learner.calibration();
        boolean fits = calibration != null && calibration.origin().batchNorm() == learner.batchNorm();
        return new TaskFile(
                learner.settings(),
                learner.batchNorm(),
                support.classes().names(),
                supports,
                ink,
                model,
                task,
                fits ? calibration : null);
    }

    /** The same with another calibration, or none. */
    public TaskFile withCalibration(@Nullable Calibration newCalibration) {
        return new TaskFile(learner, batchNorm, classes, supports, ink, model, task, newCalibration);
    }

    /**
     * The same with thresholds for "none of these" that suit its own supports, see {@link Calibration#adjusted}.
     *
     * @param leftOut familiarity of supports, each predicted by a task that one support of each class was left out of
     */
    public TaskFile adjusted(double[] leftOut) {
        if (calibration == null) {
            return this;
        }
        double shots = Math.max(1, (double) supports.size() / classes.size() - 1);
        return withCalibration(calibration.adjusted(leftOut, classes.size(), shots));
    }

    /** Shape of the examples that it predicts. */
    public ExampleShape exampleShape() {
        return new ExampleShape(learner.network().exampleShape());
    }

    /**
     * Predicts examples, with calibrated probabilities where there is a calibration.
     *
     * @param inputs exampleShape().length() numbers for each
     */
    public Predictions predict(float[] inputs) {
        return calibrated(task.predict(examples(inputs)));
    }

    /**
     * What {@link #predict} would say without each of the supports in turn, see {@link SolvedTask#leaveOneOut}.
     *
     * @return one for each support; empty where this cannot be told
     */
    public List<Predictions> leaveOneOut(float[] inputs) {
        return task.leaveOneOut(examples(inputs)).stream().map(this::calibrated).toList();
    }

    private Examples examples(float[] inputs) {
        ExampleShape shape = exampleShape();
        if (inputs.length % shape.length() != 0) {
            throw new IllegalArgumentException(inputs.length + " numbers do not make whole examples of " + shape);
        }
        return new Examples(shape, inputs, new Targets.None(inputs.length / shape.length()));
    }

    private Predictions calibrated(Predictions predictions) {
        return calibration == null
                ? predictions
                : Temperature.scale(
                        predictions, calibration.entry(supportsPerClass()).temperature());
    }

    /** Whether a predicted example is of one of the task's classes at all; without a calibration, all are. */
    public boolean isKnown(Predictions predictions, int example) {
        return calibration == null
                || calibration.familiarity().of(predictions, example)
                        >= calibration.entry(supportsPerClass()).threshold();
    }

    /**
     * The supports nearest to one of the predicted examples, nearest first, of equally near ones the first.
     *
     * @param most how many at most
     * @return none if the learner has no feature space
     */
    public List<Nearest> nearest(Predictions predictions, int example, int most) {
        if (predictions.supportDistances().length == 0) {
            return List.of();
        }
        List<Nearest> all = new ArrayList<>(supports.size());
        for (int i = 0; i < supports.size(); i++) {
            all.add(new Nearest(supports.get(i).name(), predictions.supportDistances()[example * supports.size() + i]));
        }
        all.sort(Comparator.comparingDouble(Nearest::distance));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    /** Supports of each class, in the order of {@link #classes}. */
    public int[] supportsPerClass() {
        int[] counts = new int[classes.size()];
        supports.forEach(support -> counts[support.label()]++);
        return counts;
    }

    /** Writes the file, replacing an old one only when all is on disk. */
    public void save(Path file) {
        var content = Json.object();
        content.set(FIELD, Json.tree(new Content(learner, batchNorm, classes, supports, ink, model)));
        if (calibration != null) {
            content.set(Calibration.FIELD, Json.tree(calibration));
        }
        Documents.write(file, Documents.TASK, content, task.state());
    }

    /**
     * Reads a task.
     *
     * @throws FileFormatException if the file is missing, damaged, or not a solved task
     */
    public static TaskFile load(Path file) {
        Document document = Documents.read(file, Documents.TASK);
        Content content = document.read(FIELD, Content.class);
        int[] labels = content.supports.stream().mapToInt(Support::label).toArray();
        TaskTensors.check(document, content.learner, content.classes.size(), labels);
        try {
            SolvedTask task = Methods.named(content.learner.method())
                    .restore(content.learner, content.batchNorm, document.tensors());
            return new TaskFile(
                    content.learner,
                    content.batchNorm,
                    content.classes,
                    content.supports,
                    content.ink,
                    content.model,
                    task,
                    Calibration.in(document));
        } catch (IllegalArgumentException e) {
            throw new FileFormatException(document.source(), e.getMessage() + ": solve the task again", e);
        }
    }

    @Override
    public String toString() {
        return classes.size() + " classes " + classes + " from " + supports.size() + " supports "
                + Arrays.toString(supportsPerClass()) + ", by " + learner.method() + " (" + model.name() + ")";
    }
}
