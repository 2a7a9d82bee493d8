package org.meta4j.bench.distill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.meta4j.data.IdxImages;
import org.meta4j.distill.ClassBias;
import org.meta4j.distill.NetworkPredictor;
import org.meta4j.distill.TaughtData;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.Augmentation;
import org.meta4j.learners.supervised.BatchLoss;
import org.meta4j.learners.supervised.EpochResult;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;

/**
 * The digits of Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015, arXiv:1503.02531, section 3: a
 * teacher of two layers of 1200 with dropout, bounded weights and images moved by up to two pixels; students of two layers of 800
 * without any of that, with the teacher and without; and one that never saw a 3. Departures: Adam along a cosine; a twelfth of the
 * training images is held back from the student without 3s, to choose its bias by. Each network is kept in a folder and not trained again.
 */
public final class DigitDistillation {
    static final String STUDENT = "dense800-dense800-dense10";
    static final int JITTER = 2;
    static final int UNSEEN = 3;
    private static final int VALIDATION = 12;
    private static final long SPLIT_SEED = 3;

    private final DigitSettings settings;
    private final SupervisedData train;
    private final SupervisedData test;
    private final Path folder;
    private final Workers workers;
    private final Consumer<String> log;

    /**
     * @param folder for the trained networks
     * @param log hears a line of each epoch and network
     */
    public DigitDistillation(
            DigitSettings settings, IdxImages digits, Path folder, Workers workers, Consumer<String> log) {
        this(settings, SupervisedData.training(digits), SupervisedData.test(digits), folder, workers, log);
    }

    DigitDistillation(
            DigitSettings settings,
            SupervisedData train,
            SupervisedData test,
            Path folder,
            Workers workers,
            Consumer<String> log) {
        this.settings = settings;
        this.train = train;
        this.test = test;
        this.folder = folder;
        this.workers = workers;
        this.log = log;
    }

    public DigitResult run() {
        TrainedNetwork teacher = teacher();
        int teacherErrors = errors("teacher", teacher);
        SupervisedData taught =
                TaughtData.of(train, List.of(new NetworkPredictor(teacher, workers)), settings.temperature());
        BatchLoss loss = TaughtData.loss(settings.temperature(), settings.hard());
        DigitResult.Unseen unseen = unseen(taught, loss);
        List<Integer> alone = new ArrayList<>();
        List<Integer> withTeacher = new ArrayList<>();
        for (int seed = 1; seed <= settings.seeds(); seed++) {
            String taughtName = "student-taught-" + seed;
            withTeacher.add(errors(taughtName, student(taughtName, seed, taught, loss)));
            String aloneName = "student-alone-" + seed;
            alone.add(errors(aloneName, student(aloneName, seed, train, BatchLoss.CROSS_ENTROPY)));
        }
        return new DigitResult(settings, teacherErrors, alone, withTeacher, unseen);
    }

    /** The large network alone. */
    public TrainedNetwork teacher() {
        return kept(
                "teacher",
                settings.teacher(),
                settings.teacherTraining(),
                trainer -> trainer.augment(Augmentation.jitter(JITTER)).train(train));
    }

    private TrainedNetwork student(String name, int seed, SupervisedData data, BatchLoss loss) {
        return kept(
                name,
                STUDENT,
                settings.training(settings.studentEpochs(), seed),
                trainer -> trainer.loss(loss).train(data));
    }

    private DigitResult.Unseen unseen(SupervisedData taught, BatchLoss loss) {
        SupervisedData.Split split = taught.split(taught.count() / VALIDATION, SPLIT_SEED);
        String name = "student-without-" + UNSEEN;
        TrainedNetwork student = student(name, 1, split.train().onlyClasses(label -> label != UNSEEN), loss);
        double bias = ClassBias.best(
                student.scores(split.validation().examples(), workers),
                split.validation().labels(),
                UNSEEN);
        TrainedNetwork corrected = ClassBias.add(student, UNSEEN, bias);
        SupervisedData digit = test.onlyClasses(label -> label == UNSEEN);
        return new DigitResult.Unseen(
                UNSEEN,
                errors(name, student),
                student.errors(digit, workers),
                errors(name + " with its bias put right", corrected),
                corrected.errors(digit, workers),
                digit.count(),
                bias);
    }

    /**
     * A network from the folder, or one that is trained now and kept there.
     *
     * @throws IllegalArgumentException if the folder has a network of that name that was trained otherwise
     */
    private TrainedNetwork kept(
            String name,
            String layers,
            SupervisedSettings training,
            Function<SupervisedTrainer, TrainedNetwork> train) {
        Path file = folder.resolve(name + ".safetensors");
        Layered network = Layered.parse(layers, this.train.shape());
        if (Files.isRegularFile(file)) {
            TrainedNetwork found = TrainedNetwork.load(file);
            String is = found.network().name() + ", " + found.provenance().training();
            String wanted = network.name() + ", " + training;
            if (!is.equals(wanted)) {
                throw new IllegalArgumentException(
                        file + " is " + is + ", but wanted is " + wanted + ": remove it, or train in another folder");
            }
            log.accept(name + ": read from " + file);
            return found;
        }
        TrainedNetwork made = train.apply(
                new SupervisedTrainer(network, training, workers).listen(epoch -> log.accept(line(name, epoch))));
        made.save(file);
        return made;
    }

    private static String line(String name, EpochResult epoch) {
        return String.format(
                Locale.ROOT,
                "%s: epoch %d of %d, loss %.4f, %.0f s",
                name,
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                epoch.seconds());
    }

    private int errors(String name, TrainedNetwork network) {
        int errors = network.errors(test, workers);
        log.accept(name + ": " + errors + " errors of " + test.count());
        return errors;
    }
}
