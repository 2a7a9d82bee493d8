package org.meta4j.app.data;

import java.nio.file.Path;
import org.meta4j.app.cli.UsageException;
import org.meta4j.data.DataException;
import org.meta4j.data.EmojiStyles;
import org.meta4j.data.FashionMnist;
import org.meta4j.data.IdxImages;
import org.meta4j.data.ImageCompletion;
import org.meta4j.data.Mnist;
import org.meta4j.data.Sinusoids;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

/** Opens data by what {@code --data} says. */
public final class DataSources {
    /** What images are made to have unless a learner needs something else. */
    public static final ExampleShape DEFAULT_SHAPE = ExampleShape.image(28, 28, 1);

    private DataSources() {}

    /**
     * Reads data.
     *
     * @param shape that every example is to have
     * @param skipBad whether images that cannot be read are left out
     */
    public static DataSource open(DataSpec spec, ExampleShape shape, boolean skipBad) {
        return switch (spec.kind()) {
            case OMNIGLOT -> OmniglotSource.open(Path.of(spec.folder()), shape);
            case FOLDER -> FolderSource.open(Path.of(spec.folder()), shape, skipBad);
            case MNIST, FASHION_MNIST -> new IdxSource(digits(spec, shape));
            case EMOJI -> new EmojiSource(EmojiStyles.load(Path.of(spec.folder()), image(shape)));
            case TABLE -> TableSource.open(spec.folder(), shape, skipBad);
            case LAKE_RUNS ->
                throw new UsageException("lake-runs are 20 fixed tasks to score a learner on, not classes to draw tasks"
                        + " from: use them alone, with 'meta4j eval'");
            case SINUSOID ->
                throw new UsageException(
                        "sinusoid is a family of tasks of numbers, not classes to draw tasks from: use it"
                                + " alone, with 'meta4j train' and 'meta4j eval'");
            case TABLES ->
                throw new UsageException(
                        "tables are a family of tasks of numbers, not classes to draw tasks from: use them"
                                + " alone, with 'meta4j train' and 'meta4j eval'");
            case COMPLETION ->
                throw new UsageException(
                        "completion is a family of tasks of numbers, not classes to draw tasks from: use it"
                                + " alone, with 'meta4j train' and 'meta4j eval'");
            case DRAWN -> DrawnSource.open(spec.seed(), shape);
        };
    }

    /**
     * The images that a network for one set of classes is trained and tested on.
     *
     * @throws UsageException if these are other data
     */
    public static IdxImages digits(DataSpec spec, ExampleShape shape) {
        return switch (spec.kind()) {
            case MNIST -> Mnist.load(Path.of(spec.folder()), squareGray("MNIST", shape));
            case FASHION_MNIST -> FashionMnist.load(Path.of(spec.folder()), squareGray("Fashion-MNIST", shape));
            default ->
                throw new UsageException("a network for one set of classes is trained and tested on mnist:DIR or"
                        + " fashion-mnist:DIR, but --data was " + spec);
        };
    }

    /** Images to be completed: grey, divided as their data are by default; of MNIST's kind, new images of all classes. */
    static ImageCompletion completion(DataSpec spec, long splitSeed, boolean skipBad) {
        DataSource source = open(spec.images(), DEFAULT_SHAPE, skipBad);
        String split =
                source instanceof IdxSource ? IdxSource.KNOWN : source.splits().get(0);
        return new ImageCompletion(source.split(split, splitSeed, EpisodeShape.DEFAULT.ways()));
    }

    /**
     * What the examples of data have where no learner asks for something else.
     *
     * @param skipBad whether rows that cannot be read are left out
     */
    static ExampleShape naturalShape(DataSpec spec, boolean skipBad) {
        return switch (spec.kind()) {
            case EMOJI -> EmojiStyles.SHAPE;
            case SINUSOID -> Sinusoids.SHAPE;
            case COMPLETION -> ImageCompletion.SHAPE;
            case TABLES ->
                ExampleShape.features(TablesPlace.parse(spec.folder()).featuresOrDefault());
            case TABLE -> TableSource.read(spec.folder(), skipBad).shape();
            default -> DEFAULT_SHAPE;
        };
    }

    private static ExampleShape image(ExampleShape shape) {
        if (shape.sizes().size() != 3) {
            throw new DataException("emoji are images, but the learner needs examples of " + shape
                    + ": give data like those that it was trained on");
        }
        return shape;
    }

    /** The side of square gray images; other shapes are refused. */
    public static int squareGray(String what, ExampleShape shape) {
        boolean fits = shape.sizes().size() == 3
                && shape.sizes().get(0).equals(shape.sizes().get(1))
                && shape.sizes().get(2) == 1;
        if (!fits) {
            throw new DataException(what + " can be had as square gray images only, but the learner needs " + shape
                    + ": give a folder of images");
        }
        return shape.sizes().get(0);
    }
}
