package org.meta4j.learners.supervised;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.meta4j.data.Fingerprint;
import org.meta4j.data.IdxImages;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.Targets;

/**
 * Examples of one data set in memory, row by row, with named columns of numbers beside them: {@link #TARGETS}, which are one
 * 1 in a row for its class or the numbers to be predicted, and whatever else a loss needs, such as a teacher's scores.
 * Immutable; arrays are not copied and not to be changed.
 */
public final class SupervisedData {
    /** The column of what is to be predicted: {@value}. */
    public static final String TARGETS = "targets";

    private final String name;
    private final String fingerprint;
    private final Examples examples;
    private final Map<String, Column> columns;

    /**
     * Numbers that belong to examples.
     *
     * @param values count × width numbers, row by row
     * @param width numbers of a row, at least 1
     */
    public record Column(float[] values, int width) {
        public Column {
            if (width < 1 || values.length % width != 0) {
                throw new IllegalArgumentException(values.length + " numbers do not fill rows of width " + width);
            }
        }

        /** The column with the given rows, in their order. */
        Column rows(int... rows) {
            float[] chosen = new float[Math.multiplyExact(rows.length, width)];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(values, rows[i] * width, chosen, i * width, width);
            }
            return new Column(chosen, width);
        }
    }

    /**
     * Two parts of one data set.
     *
     * @param train to train on
     * @param validation to make choices by
     */
    public record Split(SupervisedData train, SupervisedData validation) {}

    private SupervisedData(String name, String fingerprint, Examples examples, Map<String, Column> columns) {
        this.name = name;
        this.fingerprint = fingerprint;
        this.examples = examples;
        this.columns = columns;
    }

    /**
     * Examples of classes, or with numbers to predict.
     *
     * @param name of the data set, for people
     * @throws IllegalArgumentException if there is no example, or one has no target
     */
    public static SupervisedData of(String name, Examples examples) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(examples.inputs().length, Float.BYTES));
        bytes.asFloatBuffer().put(examples.inputs());
        return of(name, Fingerprint.ofBytes(bytes.array()), examples);
    }

    /** All examples of all classes. */
    public static SupervisedData of(String name, LabelledExamples examples) {
        return of(name, Fingerprint.ofExamples(examples), Examples.all(examples));
    }

    /** The training images of MNIST or a set like it. */
    public static SupervisedData training(IdxImages images) {
        return of(images.name() + "/train", images.fingerprint(), Examples.all(images.training()));
    }

    /** The test images of MNIST or a set like it. */
    public static SupervisedData test(IdxImages images) {
        return of(images.name() + "/test", images.fingerprint(), Examples.all(images.test()));
    }

    /** @param fingerprint SHA-256 of the data, in hexadecimal */
    public static SupervisedData of(String name, String fingerprint, Examples examples) {
        if (examples.count() == 0) {
            throw new IllegalArgumentException("data set '" + name + "' has no examples");
        }
        Column targets;
        if (examples.targets() instanceof Targets.Classes classes) {
            targets = new Column(oneHot(name, classes), classes.width());
        } else if (examples.targets() instanceof Targets.Values values) {
            targets = new Column(values.values(), values.width());
        } else {
            throw new IllegalArgumentException("the examples of '" + name + "' have no targets to learn");
        }
        return new SupervisedData(name, fingerprint, examples, Map.of(TARGETS, targets));
    }

    private static float[] oneHot(String name, Targets.Classes classes) {
        int width = classes.width();
        int[] labels = classes.labels();
        float[] values = new float[Math.multiplyExact(labels.length, width)];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == Targets.Classes.UNLABELLED) {
                throw new IllegalArgumentException(
                        "example " + i + " of '" + name + "' has no label: supervised training needs one of each");
            }
            values[i * width + labels[i]] = 1;
        }
        return values;
    }

    /**
     * The same data with a column, in place of one of that name.
     *
     * @param values count() × width numbers, row by row
     */
    public SupervisedData with(String column, float[] values, int width) {
        if (values.length != (long) count() * width) {
            throw new IllegalArgumentException("column '" + column + "' of " + count() + " examples needs "
                    + (long) count() * width + " numbers, but has " + values.length);
        }
        Map<String, Column> all = new LinkedHashMap<>(columns);
        all.put(column, new Column(values, width));
        return new SupervisedData(name, fingerprint, examples, all);
    }

    /** The examples of the given rows, in their order, with their columns. */
    public SupervisedData rows(int... rows) {
        Column inputs = new Column(examples.inputs(), shape().length()).rows(rows);
        Map<String, Column> chosen = new LinkedHashMap<>();
        columns.forEach((column, numbers) -> chosen.put(column, numbers.rows(rows)));
        Targets targets;
        if (examples.targets() instanceof Targets.Classes classes) {
            int[] labels = IntStream.of(rows).map(row -> classes.labels()[row]).toArray();
            targets = new Targets.Classes(labels, classes.names());
        } else {
            Column numbers = column(TARGETS).rows(rows);
            targets = new Targets.Values(numbers.values(), numbers.width());
        }
        return new SupervisedData(name, fingerprint, new Examples(shape(), inputs.values(), targets), chosen);
    }

    /** The examples of some classes; the classes themselves stay as they are, so that labels keep their meaning. */
    public SupervisedData onlyClasses(IntPredicate label) {
        int[] labels = labels();
        return rows(IntStream.range(0, labels.length)
                .filter(i -> label.test(labels[i]))
                .toArray());
    }

    /**
     * Divides the examples at random.
     *
     * @param validation examples to hold back, at least 1 and fewer than there are
     */
    public Split split(int validation, long seed) {
        if (validation < 1 || validation >= count()) {
            throw new IllegalArgumentException("validation examples must be at least 1 and fewer than the " + count()
                    + " examples of '" + name + "', but were " + validation);
        }
        int[] order = order(count(), seed);
        return new Split(
                rows(IntStream.of(order).skip(validation).toArray()),
                rows(IntStream.of(order).limit(validation).toArray()));
    }

    /** Numbers 0 to {@code count} − 1 in a random order. */
    static int[] order(int count, long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, "order"));
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Name of the data set. */
    public String name() {
        return name;
    }

    /** SHA-256 of the data, in hexadecimal; that of the whole for a part of it. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The examples with their labels, or numbers to predict. */
    public Examples examples() {
        return examples;
    }

    public ExampleShape shape() {
        return examples.shape();
    }

    /** Examples. */
    public int count() {
        return examples.count();
    }

    /** For each example the index of its class. */
    public int[] labels() {
        return examples.classes().labels();
    }

    /** Names of the classes; none where numbers are to be predicted. */
    public List<String> classes() {
        return examples.targets() instanceof Targets.Classes classes ? classes.names() : List.of();
    }

    /** Names of the columns. */
    public List<String> columns() {
        return new ArrayList<>(columns.keySet());
    }

    /**
     * The column called {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Column column(String column) {
        Column found = columns.get(column);
        if (found == null) {
            throw new IllegalArgumentException(
                    "data set '" + name + "' has no column '" + column + "', but " + columns.keySet());
        }
        return found;
    }
}
