package org.meta4j.examples;

import java.nio.file.Path;
import org.meta4j.data.ImageFolder;
import org.meta4j.data.ImageReader;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;

/** Recognises images of one's own: a folder with a few examples of each class, and an image to be named. */
public final class RecogniseImages {
    private RecogniseImages() {}

    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("usage: RecogniseImages MODEL FOLDER IMAGE");
            return;
        }
        System.out.println(classOf(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])));
    }

    /** The class, named after its sub-folder of {@code folder}, that {@code image} most probably shows. */
    public static String classOf(Path model, Path folder, Path image) {
        TrainedLearner learner = TrainedLearner.load(model);
        ImageFolder examples = ImageFolder.load(folder, ImageFolder.Options.DEFAULT.withShape(learner.exampleShape()));
        Examples support = Examples.all(examples.images());
        Predictor predictor = learner.learn(support);
        float[] pixels = ImageReader.read(image, learner.exampleShape(), examples.ink());
        Examples query = new Examples(learner.exampleShape(), pixels, new Targets.None(1));
        return support.classes().names().get(predictor.predict(query).label(0));
    }
}
