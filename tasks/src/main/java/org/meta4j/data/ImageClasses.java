package org.meta4j.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.meta4j.data.internal.ImageStore;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/**
 * Images of many classes, a byte a number in one array. A byte b is read as b / 255, so values lie
 * between 0 and 1; where drawings are held, 1 is ink and 0 paper. Immutable; subsets, merged sets
 * and rotated copies are views that share the pixels.
 */
public final class ImageClasses implements LabelledExamples {
    private final ExampleShape shape;
    private final List<ClassInfo> classes;
    private final List<ImageStore.Run> runs;

    private ImageClasses(ExampleShape shape, List<ClassInfo> classes, List<ImageStore.Run> runs) {
        this.shape = shape;
        this.classes = List.copyOf(classes);
        this.runs = List.copyOf(runs);
    }

    /**
     * @param shape height × width × channels
     * @param classes the classes, with distinct names
     * @param pixels the images of class 0, then of class 1, and so on, each in the order of the shape; copied
     * @param exampleNames a name for each image in the same order, e.g. its file's
     * @throws IllegalArgumentException if the numbers do not add up or a class name comes twice
     */
    public static ImageClasses of(
            ExampleShape shape, List<ClassInfo> classes, byte[] pixels, List<String> exampleNames) {
        ImageStore store = ImageStore.of(shape, pixels.clone(), exampleNames);
        return of(shape, classes, store);
    }

    static ImageClasses of(ExampleShape shape, List<ClassInfo> classes, ImageStore store) {
        List<ImageStore.Run> runs = new ArrayList<>();
        int first = 0;
        for (ClassInfo info : classes) {
            runs.add(new ImageStore.Run(store, first));
            first = Math.addExact(first, info.size());
        }
        if (first != store.count()) {
            throw new IllegalArgumentException("the classes have " + first + " images, but there are " + store.count());
        }
        requireDistinct(classes);
        return new ImageClasses(shape, classes, runs);
    }

    @Override
    public ExampleShape shape() {
        return shape;
    }

    @Override
    public List<ClassInfo> classes() {
        return classes;
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        runs.get(classIndex).read(checked(classIndex, example), target, offset);
    }

    /** Name of one image, e.g. its file's; rotated copies have the name of their original. */
    @Override
    public String exampleName(int classIndex, int example) {
        return runs.get(classIndex).name(checked(classIndex, example));
    }

    /** Images in all classes together. */
    public int count() {
        return classes.stream().mapToInt(ClassInfo::size).sum();
    }

    /** The classes of the given numbers, in the given order. */
    public ImageClasses subset(List<Integer> classIndices) {
        List<ClassInfo> chosen = classIndices.stream().map(classes::get).toList();
        requireDistinct(chosen);
        return new ImageClasses(
                shape, chosen, classIndices.stream().map(runs::get).toList());
    }

    /**
     * The same classes twice, each with a part of its images.
     *
     * @param count how many of a class's images the second has, its last ones, given how many there are
     */
    List<ImageClasses> cut(IntUnaryOperator count) {
        List<ClassInfo> firstClasses = new ArrayList<>();
        List<ClassInfo> lastClasses = new ArrayList<>();
        List<ImageStore.Run> lastRuns = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            ClassInfo info = classes.get(c);
            int last = count.applyAsInt(info.size());
            firstClasses.add(new ClassInfo(info.name(), info.group(), info.origin(), info.size() - last));
            lastClasses.add(new ClassInfo(info.name(), info.group(), info.origin(), last));
            lastRuns.add(runs.get(c).after(info.size() - last));
        }
        return List.of(new ImageClasses(shape, firstClasses, runs), new ImageClasses(shape, lastClasses, lastRuns));
    }

    /**
     * These classes followed by others, e.g. training and validation classes.
     *
     * @throws IllegalArgumentException if the shapes differ or a class name is in both
     */
    public ImageClasses merge(ImageClasses others) {
        if (!shape.equals(others.shape)) {
            throw new IllegalArgumentException("images of " + shape + " and of " + others.shape + " cannot be merged");
        }
        List<ClassInfo> all = new ArrayList<>(classes);
        all.addAll(others.classes);
        requireDistinct(all);
        List<ImageStore.Run> allRuns = new ArrayList<>(runs);
        allRuns.addAll(others.runs);
        return new ImageClasses(shape, all, allRuns);
    }

    /**
     * Each class four times, turned counter-clockwise by 0, 90, 180 and 270 degrees: class c becomes
     * 4c to 4c + 3, named {@code NAME}, {@code NAME@90}, {@code NAME@180}, {@code NAME@270}, all of
     * the same origin. Images are turned while they are read, so nothing is copied.
     *
     * <p>Rotated characters as classes of their own: Santoro et al., Meta-Learning with
     * Memory-Augmented Neural Networks, ICML 2016, and Vinyals et al., arXiv:1606.04080.
     *
     * @throws IllegalArgumentException if the images are not square
     */
    public ImageClasses withRotations() {
        if (!shape.sizes().get(0).equals(shape.sizes().get(1))) {
            throw new IllegalArgumentException(
                    "only square images can be turned by 90 degrees, but these are " + shape);
        }
        return copies(ImageStore.TURNS, turns -> "@" + 90 * turns, ImageStore.Run::turned);
    }

    /**
     * Each class six times, its red, green and blue in all orders: class c becomes 6c to 6c + 5, named {@code NAME}, {@code
     * NAME@rbg} and so on after what stands in the place of red, green and blue, all of the same origin: more classes to learn from
     * where there are few. Images are recoloured while they are read, so nothing is copied.
     *
     * @throws IllegalArgumentException if the images have no three channels
     */
    public ImageClasses withColourOrders() {
        if (shape.sizes().get(2) != 3) {
            throw new IllegalArgumentException(
                    "only images of 3 channels have colours to put in another order, but these are " + shape);
        }
        List<List<Integer>> orders = ImageStore.COLOUR_ORDERS;
        return copies(
                orders.size(),
                colours -> orders.get(colours).stream()
                        .map(channel -> "rgb".substring(channel, channel + 1))
                        .collect(Collectors.joining("", "@", "")),
                ImageStore.Run::coloured);
    }

    /** Each class several times, seen in so many ways, of which number 0 is as it is. */
    private ImageClasses copies(
            int count, IntFunction<String> suffix, BiFunction<ImageStore.Run, Integer, ImageStore.Run> seen) {
        List<ClassInfo> copies = new ArrayList<>();
        List<ImageStore.Run> copiedRuns = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            ClassInfo info = classes.get(c);
            for (int i = 0; i < count; i++) {
                String name = i == 0 ? info.name() : info.name() + suffix.apply(i);
                copies.add(new ClassInfo(name, info.group(), info.origin(), info.size()));
                copiedRuns.add(seen.apply(runs.get(c), i));
            }
        }
        requireDistinct(copies);
        return new ImageClasses(shape, copies, copiedRuns);
    }

    /** SHA-256 of the shape, the classes and every image as it is read, in hexadecimal. */
    public String fingerprint() {
        MessageDigest digest = Fingerprint.sha256();
        float[] values = new float[shape.length()];
        byte[] bytes = new byte[values.length];
        for (int c = 0; c < classes.size(); c++) {
            for (int i = 0; i < classes.get(c).size(); i++) {
                read(c, i, values, 0);
                for (int p = 0; p < values.length; p++) {
                    bytes[p] = (byte) Math.round(values[p] * 255);
                }
                digest.update(ByteBuffer.wrap(bytes));
            }
        }
        String content = HexFormat.of().formatHex(digest.digest());
        return Fingerprint.combined(
                List.of(Fingerprint.ofText(shape.toString()), Fingerprint.ofClasses(classes), content));
    }

    @Override
    public String toString() {
        return classes.size() + " classes, " + count() + " images of " + shape;
    }

    private int checked(int classIndex, int example) {
        return Objects.checkIndex(example, classes.get(classIndex).size());
    }

    private static void requireDistinct(List<ClassInfo> classes) {
        Set<String> names = new HashSet<>();
        for (ClassInfo info : classes) {
            if (!names.add(info.name())) {
                throw new IllegalArgumentException("class '" + info.name() + "' comes twice");
            }
        }
    }
}
