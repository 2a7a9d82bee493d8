package org.meta4j.app.launch;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.training.Provenance;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/**
 * Does once what short commands do, on a task of four images. {@code ./meta4j} lets the JVM keep the classes that it
 * loads meanwhile in an archive ({@code -XX:ArchiveClassesAtExit}), from which these commands start in half the time.
 */
final class Rehearsal {
    private static final int SIDE = 28;
    private static final int CLASSES = 2;
    private static final List<String> FORMATS = List.of("png", "jpg");

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("meta4j-rehearsal");
        try {
            rehearse(folder);
        } finally {
            remove(folder);
        }
    }

    private static void rehearse(Path folder) throws IOException {
        Path images = draw(folder.resolve("images"));
        for (String method : List.of("protonet", "maml")) {
            Path model = folder.resolve(method + ".safetensors");
            Path task = folder.resolve(method + ".task.safetensors");
            untrained(Methods.named(method)).save(model);
            Launcher.run("adapt", images.toString(), "--model", model.toString(), "--out", task.toString());
            Launcher.run("predict", task.toString(), images.toString());
            Launcher.run("predict", task.toString(), images.toString(), "--json");
        }
        Launcher.run("methods");
        Launcher.run("help", "predict");
        Launcher.run("--version");
    }

    /** A learner with the parameters that meta-training begins with. */
    private static TrainedLearner untrained(Method method) {
        EpisodeShape episode = new EpisodeShape(CLASSES, 1, 1);
        var settings = method.defaults(ExampleShape.image(SIDE, SIDE, 1), episode);
        var objective = method.objective(settings);
        return new TrainedLearner(
                settings,
                objective.initialise(0),
                objective.initialStatistics(),
                new Provenance("none", "", method.trainingDefaults(episode), 0, 0, -1, "", "", ""));
    }

    /** Squares of two sizes, an image of each in each format. */
    private static Path draw(Path folder) throws IOException {
        for (int label = 0; label < CLASSES; label++) {
            Path ofClass = Files.createDirectories(folder.resolve("class" + label));
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < SIDE * SIDE; i++) {
                boolean ink = Math.max(i % SIDE, i / SIDE) < SIDE / (2 + label);
                image.getRaster().setSample(i % SIDE, i / SIDE, 0, ink ? 0 : 255);
            }
            for (String format : FORMATS) {
                ImageIO.write(image, format, ofClass.resolve("0." + format).toFile());
            }
        }
        return folder;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
