package org.meta4j.engine.internal.program;

/**
 * A step that goes through a batch image by image, so that several can go through it together in a {@link Pipeline}.
 * An image is what one example of the batch takes up, whatever its shape.
 */
abstract class BatchStep extends Step {
    /** Where this step's own scratch space begins. */
    int scratchBase;

    private final int images;
    private final int parts;

    /**
     * @param images in the batch
     * @param parts that the batch is cut into
     */
    BatchStep(int images, int parts) {
        this.images = images;
        this.parts = parts;
    }

    @Override
    public final int parts() {
        return parts;
    }

    @Override
    public final void run(int part, Frame f) {
        begin(part, f);
        if (parts == 1) {
            // Spares the divisions: many steps are not worth more than these.
            run(0, 0, images, f);
        } else {
            run(part, from(images, part, parts), from(images, part + 1, parts), f);
        }
    }

    /** Prepares a part, before its first images. What it leaves in scratch space stays until the part is done. */
    void begin(int part, Frame f) {}

    /** Does images {@code first} to {@code end} − 1 of a part. */
    abstract void run(int part, int first, int end, Frame f);
}
