package org.meta4j.data;

import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST: 70,000 photographs of ten kinds of clothing, 28×28 pixels, bright on dark. Xiao, Rasul, Vollgraf,
 * Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, 2017, arXiv:1708.07747.
 */
public final class FashionMnist {
    /** Name of the set, and of the folder that may hold it. */
    public static final String NAME = "fashion-mnist";

    private static final List<String> CLASSES = List.of(
            "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot");

    private FashionMnist() {}

    /**
     * Reads the photographs. Classes are named as in the paper, in lower case with hyphens.
     *
     * @param directory where {@code train-images-idx3-ubyte.gz} and its three companions lie, packed or unpacked, or
     *     the parent of a folder {@code fashion-mnist} with them
     * @param size height and width to make the images have; {@value IdxImages#SIDE} leaves them as they are
     * @throws DataException if a file is missing, of another kind, cut off, damaged, or does not fit the others
     */
    public static IdxImages load(Path directory, int size) {
        return IdxImages.load(NAME, directory, size, CLASSES);
    }
}
