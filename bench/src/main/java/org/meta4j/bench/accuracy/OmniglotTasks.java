package org.meta4j.bench.accuracy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.meta4j.data.Caches;
import org.meta4j.data.Omniglot;
import org.meta4j.data.OmniglotSplit;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Trainer;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Task;

/** Omniglot in Vinyals' split, 28×28: 1,200 characters to train on, 423 to test on, each in four rotations. */
public final class OmniglotTasks {
    private OmniglotTasks() {}

    /** The data, with the test classes where a {@link Trainer} looks for validation: they decide when it is done. */
    static MetaDataset load(Path folder) {
        Omniglot omniglot = Omniglot.load(folder, Goal.IMAGE.sizes().get(0), Optional.of(Caches.defaultFolder()));
        MetaDataset split = omniglot.split(OmniglotSplit.named("vinyals")).withValidationInTraining();
        return new MetaDataset(split.name(), split.fingerprint(), split.train(), split.test(), split.validation());
    }

    /**
     * Writes training images and test tasks for programs that do not read Omniglot's zips, a byte a pixel with ink 255:
     * {@code train.u8} [classes, images, 28, 28], {@code test.u8} [tasks, supports + queries, 28, 28], both sorted by
     * class, and {@code data.json} with the sizes.
     */
    public static void export(Goal goal, Path omniglot, Path folder) {
        MetaDataset data = load(omniglot);
        EpisodeSampler tests = Trainer.validationTasks(data, goal.training());
        LabelledExamples train = data.train();
        int images = train.classes().get(0).size();
        try {
            Files.createDirectories(folder);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("train.u8")))) {
                float[] pixels = new float[train.shape().length()];
                for (int c = 0; c < train.classes().size(); c++) {
                    for (int i = 0; i < images; i++) {
                        train.read(c, i, pixels, 0);
                        write(out, pixels);
                    }
                }
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("test.u8")))) {
                for (int i = 0; i < goal.tasks(); i++) {
                    Task task = tests.task(i);
                    write(out, task.support().inputs());
                    write(out, task.query().inputs());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tasks could not be written to " + folder, e);
        }
        Json.write(
                folder.resolve("data.json"),
                Json.object()
                        .put("fingerprint", data.fingerprint())
                        .put("classes", train.classes().size())
                        .put("images", images)
                        .put("side", Goal.IMAGE.sizes().get(0))
                        .put("tasks", goal.tasks())
                        .put("ways", tests.episodeShape().ways())
                        .put("shots", tests.episodeShape().shots())
                        .put("queries", tests.episodeShape().queries()));
    }

    private static void write(OutputStream out, float[] pixels) throws IOException {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) Math.round(pixels[i] * 255);
        }
        out.write(bytes);
    }
}
