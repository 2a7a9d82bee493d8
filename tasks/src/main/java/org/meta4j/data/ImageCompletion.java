package org.meta4j.data;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * Regression tasks made of images: an image is a function from places to shades of grey, of which some pixels are given
 * and others are asked for (Garnelo, Rosenbaum, Maddison and others, Conditional Neural Processes, 2018, arXiv:1807.01613,
 * section 4.2). A place is (x, y), the columns and the rows of pixels from −1 to 1; its shade is as the data have it, from
 * 0 to 1. Each task has an image, drawn with a class first and then one of its examples; given and asked pixels are all
 * different.
 *
 * <p>Departure: queries are pixels that are not given, where the paper scores all of an image's.
 *
 * @param images grey ones of at least 2×2 pixels; their parts are the parts here
 */
public record ImageCompletion(MetaDataset images) implements TaskFamily {
    /** An example is a place, x and y. */
    public static final ExampleShape SHAPE = ExampleShape.features(2);

    public ImageCompletion {
        List<Integer> sizes = images.train().shape().sizes();
        if (sizes.size() != 3 || sizes.get(2) != 1 || sizes.get(0) < 2 || sizes.get(1) < 2) {
            throw new IllegalArgumentException("completion needs grey images of at least 2×2 pixels, but those of "
                    + images.name() + " are " + images.train().shape());
        }
    }

    @Override
    public String name() {
        return "completion/" + images.name();
    }

    @Override
    public String fingerprint() {
        return Fingerprint.combined(List.of(images.fingerprint(), Fingerprint.ofText("completion/1")));
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long seed) {
        return new Source(images.train(), shape, Seeds.of(seed, "completion/train"));
    }

    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
        return images.validation().classes().isEmpty()
                ? Optional.empty()
                : Optional.of(new Source(images.validation(), shape, Seeds.of(seed, "completion/validation")));
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long seed) {
        return new Source(images.test(), shape, Seeds.of(seed, "completion/test"));
    }

    /** Height, width and 1 of the images. */
    public ExampleShape imageShape() {
        return images.train().shape();
    }

    /**
     * The images that {@link #testTasks} has with that seed, asked for whole: the same supports, and as queries all pixels
     * row by row, those that are given among them.
     */
    public TaskSource wholeTestTasks(int shots, long seed) {
        return new Whole(
                new Source(images.test(), EpisodeShape.ofNumbers(shots, 1), Seeds.of(seed, "completion/test")));
    }

    /** Tasks of one part. */
    private static final class Source implements TaskSource {
        private final LabelledExamples images;
        private final EpisodeShape shape;
        private final long seed;
        private final int height;
        private final int width;

        Source(LabelledExamples images, EpisodeShape shape, long seed) {
            this.images = images;
            this.shape = shape;
            this.seed = seed;
            this.height = images.shape().sizes().get(0);
            this.width = images.shape().sizes().get(1);
            if (shape.ways() != 1) {
                throw new IllegalArgumentException(
                        "tasks of numbers have no classes, so ways must be 1, but was " + shape.ways());
            }
            if (shape.examplesPerClass() > height * width) {
                throw new DataException("an image of " + height + "×" + width + " has " + height * width
                        + " pixels, but " + shape.shots() + " shots + " + shape.queries() + " queries need "
                        + shape.examplesPerClass() + ": use fewer of them");
            }
            if (images.classes().isEmpty()) {
                throw new DataException("there are no images to draw tasks from in this part of the data");
            }
        }

        @Override
        public Task task(long index) {
            SplittableRandom random = new SplittableRandom(Seeds.of(seed, index));
            float[] image = image(random);
            int[] places = places(random);
            return new Task(
                    examples(image, places, 0, shape.shots()), examples(image, places, shape.shots(), shape.queries()));
        }

        private float[] image(SplittableRandom random) {
            int drawn = random.nextInt(images.classes().size());
            float[] image = new float[images.shape().length()];
            images.read(drawn, random.nextInt(images.classes().get(drawn).size()), image, 0);
            return image;
        }

        /** Pixels in random order, as many as a task has. The first do not depend on how many follow. */
        private int[] places(SplittableRandom random) {
            int[] order = new int[height * width];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            for (int i = 0; i < shape.examplesPerClass(); i++) {
                int other = random.nextInt(i, order.length);
                int swapped = order[i];
                order[i] = order[other];
                order[other] = swapped;
            }
            return order;
        }

        private Examples examples(float[] image, int[] places, int from, int count) {
            float[] inputs = new float[2 * count];
            float[] shades = new float[count];
            for (int i = 0; i < count; i++) {
                int place = places[from + i];
                inputs[2 * i] = coordinate(place % width, width);
                inputs[2 * i + 1] = coordinate(place / width, height);
                shades[i] = image[place];
            }
            return new Examples(SHAPE, inputs, new Targets.Values(shades, 1));
        }

        private static float coordinate(int index, int count) {
            return (float) (-1 + 2.0 * index / (count - 1));
        }

        /** All pixels of a task's image, row by row. */
        Examples whole(long index) {
            float[] image = image(new SplittableRandom(Seeds.of(seed, index)));
            int[] all = new int[image.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            return examples(image, all, 0, all.length);
        }

        @Override
        public ExampleShape exampleShape() {
            return SHAPE;
        }
    }

    /** The same tasks with all pixels as queries. */
    private record Whole(Source source) implements TaskSource {
        @Override
        public Task task(long index) {
            return new Task(source.task(index).support(), source.whole(index));
        }

        @Override
        public ExampleShape exampleShape() {
            return SHAPE;
        }
    }
}
