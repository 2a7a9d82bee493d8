package org.meta4j.app.data;

import java.nio.file.Path;
import org.meta4j.data.DataException;
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
            case DRAWN -> DrawnSource.open(spec.seed(), shape);
        };
    }

    static int squareGray(String what, ExampleShape shape) {
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
