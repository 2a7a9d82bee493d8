package org.meta4j.engine.internal.program;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps that go through a batch together: all of them do a few images, then the next few. What one writes the next
 * finds in the cache, where a large batch would have gone out to memory and come back for each step. Only what needs
 * the whole batch, such as the mean of a channel, ends a pipeline.
 */
final class Pipeline extends Step {
    /** Bytes that the steps touch for the images that are under way; half of a usual second-level cache. */
    private static final int BLOCK_BYTES = 1 << 19;

    private final BatchStep[] steps;
    private final int images;
    private final int blockImages;
    private final int parts;
    private final int scratch;

    /**
     * @param steps in order
     * @param images in the batch
     * @param bytesAnImage that the steps touch
     * @param underWay results that no other step reads: only those of the images under way are kept
     * @param parts of each of the steps
     */
    Pipeline(List<BatchStep> steps, int images, long bytesAnImage, Collection<Buffer> underWay, int parts) {
        this.steps = steps.toArray(BatchStep[]::new);
        this.images = images;
        this.blockImages = (int) Math.max(1, Math.min(images, BLOCK_BYTES / Math.max(1, bytesAnImage)));
        this.parts = parts;
        int total = 0;
        for (BatchStep step : steps) {
            step.scratchBase = total;
            total += Layout.rounded(step.scratch());
        }
        for (Buffer buffer : underWay) {
            buffer.keepUnderWay(images, total);
            total += Layout.rounded(buffer.length / images * blockImages);
        }
        this.scratch = total;
    }

    /** Images under way at a time. */
    int blockImages() {
        return blockImages;
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    int scratch() {
        return scratch;
    }

    @Override
    public void run(int part, Frame f) {
        for (BatchStep step : steps) {
            step.begin(part, f);
        }
        int end = from(images, part + 1, parts);
        for (int first = from(images, part, parts); first < end; first += blockImages) {
            int next = Math.min(first + blockImages, end);
            f.firstImage = first;
            for (BatchStep step : steps) {
                step.run(part, first, next, f);
            }
        }
        f.firstImage = 0;
    }

    @Override
    public void finish(Frame f) {
        for (BatchStep step : steps) {
            step.finish(f);
        }
    }

    @Override
    public String toString() {
        return "pipeline of " + images + " images by " + blockImages + ", " + parts + " parts"
                + List.of(steps).stream().map(step -> "\n      " + step).collect(Collectors.joining());
    }
}
