package org.meta4j.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * MNIST: 70,000 handwritten digits of 28×28 pixels, bright on dark. LeCun, Bottou, Bengio, Haffner, Gradient-based
 * learning applied to document recognition, Proceedings of the IEEE 86(11), 1998, doi:10.1109/5.726791.
 */
public final class Mnist {
    /** Name of the set, and of the folder that may hold it. */
    public static final String NAME = "mnist";

    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(String::valueOf).toList();

    private Mnist() {}

    /**
     * Reads the digits. Classes are named {@code 0} to {@code 9}.
     *
     * @param directory where {@code train-images-idx3-ubyte.gz} and its three companions lie, packed or unpacked, or
     *     the parent of a folder {@code mnist} with them
     * @param size height and width to make the images have; {@value IdxImages#SIDE} leaves them as they are
     * @throws DataException if a file is missing, of another kind, cut off, damaged, or does not fit the others
     */
    public static IdxImages load(Path directory, int size) {
        return IdxImages.load(NAME, directory, size, CLASSES);
    }
}
