package org.meta4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meta4j.data.internal.ImageStore;
import org.meta4j.data.internal.OmniglotDrawing;
import org.meta4j.data.internal.OneShotRun;
import org.meta4j.data.internal.Resize;
import org.meta4j.data.internal.ZipEntries;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.FixedTasks;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * The 20 one-shot runs within alphabets of Lake, Salakhutdinov, Tenenbaum, Human-level concept learning through
 * probabilistic program induction, Science 2015, doi:10.1126/science.aab3050: in each, 20 characters of one alphabet
 * by one drawing each, and 20 drawings by another person, one of each character, to be told apart. The published score
 * is the mean error over the 20 runs; people reach 4.5 %.
 *
 * <p>All 800 drawings are of Omniglot's evaluation set: a learner to be scored on them must not have been trained on
 * that set. They are read exactly as {@link Omniglot} reads it: ink 1, paper 0, made smaller with antialiasing.
 */
public final class OmniglotRuns {
    /** Number of runs. */
    public static final int RUNS = 20;

    /** Characters of a run. */
    public static final int WAYS = 20;

    private static final List<String> NAMES = List.of("omniglot-one-shot-runs.zip", "all_runs.zip");
    private static final Pattern ENTRY =
            Pattern.compile("(?:.*/)?(run\\d\\d)/((?:training|test)/[^/.][^/]*\\.png|class_labels\\.txt)");

    private final ImageClasses characters;
    private final FixedTasks tasks;
    private final String fingerprint;

    private OmniglotRuns(ImageClasses characters, FixedTasks tasks, String fingerprint) {
        this.characters = characters;
        this.tasks = tasks;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads the runs.
     *
     * @param place the zip as published, {@code all_runs.zip} or {@code omniglot-one-shot-runs.zip}, or a folder that
     *     holds it or has a folder {@code omniglot} that does
     * @param size height and width of the drawings, from 1 to 105
     * @throws DataException if it is missing, damaged or incomplete
     */
    public static OmniglotRuns load(Path place, int size) {
        if (size < 1 || size > OmniglotDrawing.SIDE) {
            throw new IllegalArgumentException(
                    "size must be between 1 and " + OmniglotDrawing.SIDE + ", but was " + size);
        }
        Path file = find(place);
        SortedMap<String, SortedMap<String, byte[]>> runs = new TreeMap<>();
        ZipEntries.read(file, name -> ENTRY.matcher(name).matches()).forEach((name, bytes) -> {
            Matcher matcher = ENTRY.matcher(name);
            if (matcher.matches()) {
                runs.computeIfAbsent(matcher.group(1), run -> new TreeMap<>()).put(matcher.group(2), bytes);
            }
        });
        if (runs.size() != RUNS) {
            throw new DataException(file + " has " + runs.size() + " runs, but there should be " + RUNS
                    + ": give all_runs.zip of Omniglot, or fetch it again");
        }
        ExampleShape shape = ExampleShape.image(size, size, 1);
        Resize resize = Resize.of(OmniglotDrawing.SIDE, OmniglotDrawing.SIDE, size, size);
        List<ClassInfo> classes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        byte[] pixels = new byte[2 * RUNS * WAYS * shape.length()];
        for (Map.Entry<String, SortedMap<String, byte[]>> entry : runs.entrySet()) {
            OneShotRun run = OneShotRun.of(file, entry.getKey(), entry.getValue(), WAYS);
            tasks.add(task(run, shape, resize, pixels, names.size()));
            for (int way = 0; way < WAYS; way++) {
                String name = run.name() + "/" + run.trainingName(way);
                classes.add(new ClassInfo(name, run.name(), "lake-runs/" + name, 2));
                names.add(run.training().get(way).name());
                names.add(run.test().get(run.testOf(way)).name());
            }
        }
        return new OmniglotRuns(
                ImageClasses.of(shape, classes, ImageStore.of(shape, pixels, names)),
                new FixedTasks(tasks),
                fingerprint(file));
    }

    /**
     * The runs as tasks, in order. A support set has the 20 training drawings in the order of their files, so that
     * label 0 is {@code class01}; a query set has the 20 test drawings in the order of theirs.
     */
    public FixedTasks tasks() {
        return tasks;
    }

    /**
     * The 400 characters, of two drawings each: the training drawing, then the test drawing. A class is named like
     * {@code run01/class08}; its group is the run. Some characters are in several runs.
     */
    public ImageClasses characters() {
        return characters;
    }

    /** SHA-256 of the zip. */
    public String fingerprint() {
        return fingerprint;
    }

    private static Task task(OneShotRun run, ExampleShape shape, Resize resize, byte[] pixels, int first) {
        int length = shape.length();
        float[] support = new float[WAYS * length];
        float[] query = new float[WAYS * length];
        IntStream.range(0, WAYS).forEach(i -> {
            fill(run, run.training().get(i), resize, support, i * length);
            fill(run, run.test().get(i), resize, query, i * length);
        });
        for (int way = 0; way < WAYS; way++) {
            bytes(support, way * length, pixels, (first + 2 * way) * length, length);
            bytes(query, run.testOf(way) * length, pixels, (first + 2 * way + 1) * length, length);
        }
        List<String> names =
                IntStream.range(0, WAYS).mapToObj(run::trainingName).toList();
        int[] supportLabels = IntStream.range(0, WAYS).toArray();
        return new Task(
                new Examples(shape, support, new Targets.Classes(supportLabels, names)),
                new Examples(shape, query, new Targets.Classes(run.labels(), names)));
    }

    /** Rounded to bytes as {@link Omniglot}'s are, so that equal drawings give equal numbers. */
    private static void fill(OneShotRun run, OneShotRun.Drawing drawing, Resize resize, float[] target, int offset) {
        try {
            float[] values = OmniglotDrawing.decode(drawing.png(), resize);
            for (int p = 0; p < values.length; p++) {
                target[offset + p] = Math.round(values[p]) / 255f;
            }
        } catch (IOException | DataException e) {
            throw new DataException(
                    run.file() + ": " + run.name() + "/" + drawing.name() + " is damaged (" + e.getMessage()
                            + "): fetch the zip again",
                    e);
        }
    }

    private static void bytes(float[] values, int from, byte[] pixels, int to, int length) {
        for (int p = 0; p < length; p++) {
            pixels[to + p] = (byte) Math.round(values[from + p] * 255);
        }
    }

    private static Path find(Path place) {
        if (Files.isRegularFile(place)) {
            return place;
        }
        return NAMES.stream()
                .flatMap(name ->
                        Stream.of(place.resolve(name), place.resolve("omniglot").resolve(name)))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DataException("there are no one-shot runs at " + place + ": give "
                        + String.join(" or ", NAMES)
                        + ", or a folder that holds it; 'meta4j data get omniglot' fetches it"));
    }

    private static String fingerprint(Path file) {
        try {
            return Fingerprint.ofFile(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
