package org.meta4j.app.distill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.models.FileIdentity;
import org.meta4j.app.models.ModelFile;
import org.meta4j.data.DataException;
import org.meta4j.distill.Teacher;
import org.meta4j.engine.Workers;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.onnx.ImportException;
import org.meta4j.onnx.OnnxNetwork;
import org.meta4j.tasks.TaskSource;

/**
 * A teacher that the user named.
 *
 * @param path of its file
 * @param teacher read from it
 * @param method of meta-learning; {@code onnx} of a network of another program
 * @param network name
 * @param parameters how many
 * @param learner that it is; empty of a network of another program
 * @param data what its run was begun with, if known
 */
record TeacherFile(
        Path path,
        Teacher teacher,
        String method,
        String network,
        long parameters,
        Optional<TrainedLearner> learner,
        Optional<DataChoice> data) {
    private static final int CALIBRATION_TASKS = 50;

    /** A file, and the value in it that is the features. */
    private static final Pattern ONNX = Pattern.compile("(.+\\.onnx)(?:#(.+))?", Pattern.CASE_INSENSITIVE);

    /** The same with its teacher calibrated on tasks, where it is a network that was not trained to solve any. */
    TeacherFile calibrated(TaskSource tasks, Workers workers) {
        return learner.isPresent() ? this : with(teacher.calibrated(tasks, CALIBRATION_TASKS, workers));
    }

    private TeacherFile with(Teacher other) {
        return new TeacherFile(path, other, method, network, parameters, learner, data);
    }

    /** Reads teachers, each a model of classes. */
    static List<TeacherFile> read(List<String> named, List<Double> weights) {
        if (!weights.isEmpty() && weights.size() != named.size()) {
            throw new UsageException("--teacher-weight is given " + weights.size() + " times for " + named.size()
                    + (named.size() == 1 ? " teacher" : " teachers") + ": give it once for each, or not at all");
        }
        List<TeacherFile> files = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            double weight = weights.isEmpty() ? 1 : weights.get(i);
            Matcher onnx = ONNX.matcher(named.get(i));
            TeacherFile file = onnx.matches() ? ofOnnx(onnx) : ofModel(ModelFile.find(Path.of(named.get(i))));
            files.add(file.with(UsageException.check(() -> file.teacher().withWeight(weight))));
        }
        return files;
    }

    private static TeacherFile ofModel(ModelFile file) {
        TrainedLearner learner = file.loadOfClasses("distill");
        return new TeacherFile(
                file.path(),
                Teacher.of(learner).from(FileIdentity.of(file.path()).text()),
                learner.settings().method(),
                learner.settings().network().network().name(),
                learner.parameters().length(),
                Optional.of(learner),
                file.data());
    }

    private static TeacherFile ofOnnx(Matcher named) {
        Path path = Path.of(named.group(1));
        OnnxNetwork network;
        try {
            network = OnnxNetwork.read(path, named.group(2));
        } catch (ImportException e) {
            throw new DataException(String.valueOf(e.getMessage()), e);
        }
        return new TeacherFile(
                path,
                Teacher.encoder(network.name(), network, network.parameters(), network.initialStatistics())
                        .from(FileIdentity.of(path).text()),
                "onnx",
                network.name(),
                network.parameters().length(),
                Optional.empty(),
                Optional.empty());
    }
}
