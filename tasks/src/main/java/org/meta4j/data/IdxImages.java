package org.meta4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meta4j.data.internal.IdxFile;
import org.meta4j.data.internal.ImageStore;
import org.meta4j.data.internal.Resize;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/**
 * The ten classes of MNIST or of a set that is made like it: 60,000 gray images to train on and 10,000 to test on, of
 * the same classes. A class is named after what it shows, and so is its origin, behind the set's name. The two halves
 * share their classes, so between them there are new examples but no new classes: see {@link #split}, {@link #all} and
 * {@link #known}.
 *
 * @param name {@code mnist} or {@code fashion-mnist}
 * @param training the training images; values are as published, bright on dark
 * @param test the test images, of the same classes
 * @param fingerprint SHA-256 of the four files' SHA-256: {@link Fingerprint#combined}
 */
public record IdxImages(String name, ImageClasses training, ImageClasses test, String fingerprint) {
    /** Height and width as published. */
    public static final int SIDE = 28;

    /** One training image in so many validates where classes are known. */
    private static final int KNOWN_VALIDATION = 12;

    private static final List<String> ENDINGS = List.of(".gz", "");

    /**
     * Reads the four files, named {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte},
     * {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, with {@code .gz} or without, which lie in the
     * folder or in its folder {@code name}.
     */
    static IdxImages load(String name, Path directory, int size, List<String> classNames) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1, but was " + size);
        }
        List<Path> files = Stream.of(
                        "train-images-idx3-ubyte",
                        "train-labels-idx1-ubyte",
                        "t10k-images-idx3-ubyte",
                        "t10k-labels-idx1-ubyte")
                .map(file -> find(name, directory, file))
                .toList();
        List<String> sums =
                files.stream().parallel().map(IdxImages::fingerprint).toList();
        return new IdxImages(
                name,
                read(name, "train", files.get(0), files.get(1), size, classNames),
                read(name, "test", files.get(2), files.get(3), size, classNames),
                Fingerprint.combined(sums));
    }

    /**
     * Divides the ten classes by seed: 60 % train, 20 % validate, 20 % test, or, where that would leave a part fewer
     * than {@code ways} classes, half train, half test, and none validate. Training and validation classes have the
     * training images, test classes the test images. The result is named {@code NAME/random}.
     *
     * @throws DataException if there are not two times {@code ways} classes
     */
    public MetaDataset split(long seed, int ways) {
        int classes = training.classes().size();
        ClassSplit split = classes < 3L * ways ? new ClassSplit(0.5, 0, 0.5, seed) : ClassSplit.DEFAULT.withSeed(seed);
        ClassSplit.Division division = split.divide(name, training.classes(), ways);
        return MetaDatasets.identified(
                name + "/random",
                fingerprint,
                training.subset(division.train()),
                training.subset(division.validation()),
                test.subset(division.test()));
    }

    /**
     * All ten classes test, on the test images, for a learner that was meta-trained on other data. The result is named
     * {@code NAME/all}.
     */
    public MetaDataset all() {
        ImageClasses none = test.subset(List.of());
        return MetaDatasets.identified(name + "/all", fingerprint, none, none, test);
    }

    /**
     * All ten classes train, validate and test: the test has new images of classes that training knows. The training
     * images train, but for the last twelfth of each class, which validates (5,000 of 60,000 images; none where a class
     * would have fewer than two); the test images test. That no image is in two parts is proven. The result is named
     * {@code NAME/known}.
     *
     * @throws IllegalArgumentException if an image is in two parts
     */
    public MetaDataset known() {
        boolean enough = training.classes().stream().allMatch(info -> info.size() >= 2 * KNOWN_VALIDATION);
        List<ImageClasses> parts =
                enough ? training.cut(size -> size / KNOWN_VALIDATION) : List.of(training, training.subset(List.of()));
        return MetaDatasets.identified(
                name + "/known", fingerprint, parts.get(0), parts.get(1), test, MetaDataset.Disjoint.EXAMPLES);
    }

    private static ImageClasses read(
            String name, String part, Path imageFile, Path labelFile, int size, List<String> classNames) {
        byte[] labels = IdxFile.labels(labelFile);
        IdxFile.Images images = IdxFile.images(imageFile);
        if (images.count() != labels.length) {
            throw new DataException(imageFile + " has " + images.count() + " images, but " + labelFile + " has "
                    + labels.length + " labels: they do not belong together; fetch both again");
        }
        int[] sizes = new int[classNames.size()];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xff;
            if (label >= sizes.length) {
                throw new DataException(labelFile + ": label " + label + " of image " + i + " is none of 0 to "
                        + (sizes.length - 1) + ": fetch the file again");
            }
            sizes[label]++;
        }
        int[] next = new int[sizes.length];
        for (int c = 1; c < sizes.length; c++) {
            next[c] = next[c - 1] + sizes[c - 1];
        }
        int[] sources = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            sources[next[labels[i] & 0xff]++] = i;
        }
        ExampleShape shape = ExampleShape.image(size, size, 1);
        List<String> names = IntStream.of(sources)
                .mapToObj(i -> String.format(Locale.ROOT, "%s-%05d", part, i))
                .toList();
        List<ClassInfo> classes = new ArrayList<>();
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] > 0) {
                String origin = name + "/" + classNames.get(c);
                classes.add(new ClassInfo(classNames.get(c), name, origin, sizes[c]));
            }
        }
        return ImageClasses.of(shape, classes, ImageStore.of(shape, pixels(images, sources, size), names));
    }

    private static byte[] pixels(IdxFile.Images images, int[] sources, int size) {
        int length = images.rows() * images.columns();
        byte[] pixels = new byte[Math.multiplyExact(sources.length, size * size)];
        if (images.rows() == size && images.columns() == size) {
            for (int i = 0; i < sources.length; i++) {
                System.arraycopy(images.pixels(), sources[i] * length, pixels, i * length, length);
            }
            return pixels;
        }
        Resize resize = Resize.of(images.rows(), images.columns(), size, size);
        IntStream.range(0, sources.length).parallel().forEach(i -> {
            float[] values = resize.apply(
                    (y, row) -> {
                        int from = sources[i] * length + y * images.columns();
                        for (int x = 0; x < row.length; x++) {
                            row[x] = images.pixels()[from + x] & 0xff;
                        }
                    },
                    1);
            for (int p = 0; p < values.length; p++) {
                pixels[i * values.length + p] = (byte) Math.round(values[p]);
            }
        });
        return pixels;
    }

    private static Path find(String name, Path directory, String file) {
        if (!Files.isDirectory(directory)) {
            throw new DataException("folder " + directory + " does not exist: give the folder that holds " + file
                    + ".gz and its three companions");
        }
        for (Path folder : List.of(directory, directory.resolve(name))) {
            for (String ending : ENDINGS) {
                Path candidate = folder.resolve(file + ending);
                if (Files.isRegularFile(candidate)) {
                    return candidate;
                }
            }
        }
        throw new DataException("folder " + directory + " has neither " + file + ".gz nor " + file
                + ": fetch it with 'meta4j data get " + name + " -o " + directory + "'");
    }

    private static String fingerprint(Path file) {
        try {
            return Fingerprint.ofFile(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
