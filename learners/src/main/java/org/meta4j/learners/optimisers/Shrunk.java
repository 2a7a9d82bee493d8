package org.meta4j.learners.optimisers;

import java.util.List;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;

/** Images at a part of their height and width: each pixel is the mean of a square. What is left over at the edges is cut off. */
final class Shrunk implements LabelledExamples {
    private final LabelledExamples images;
    private final int factor;
    private final int width;
    private final int channels;
    private final ExampleShape shape;
    private final int wholeLength;
    private final int length;
    private final int row;

    /** @param factor pixels along a side that become one, at least 1 */
    Shrunk(LabelledExamples images, int factor) {
        List<Integer> sizes = images.shape().sizes();
        if (sizes.size() != 3 || Math.min(sizes.get(0), sizes.get(1)) < factor) {
            throw new IllegalArgumentException("examples of " + images.shape() + " cannot be shrunk " + factor
                    + " times: images must be at least so many pixels high and wide");
        }
        this.images = images;
        this.factor = factor;
        this.width = sizes.get(1);
        this.channels = sizes.get(2);
        this.shape = ExampleShape.image(sizes.get(0) / factor, sizes.get(1) / factor, channels);
        this.wholeLength = images.shape().length();
        this.length = shape.length();
        this.row = width / factor * channels;
    }

    @Override
    public ExampleShape shape() {
        return shape;
    }

    @Override
    public List<ClassInfo> classes() {
        return images.classes();
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        float[] whole = new float[wholeLength];
        images.read(classIndex, example, whole, 0);
        for (int i = 0; i < length; i++) {
            int top = i / row * factor;
            int left = i % row / channels * factor;
            float sum = 0;
            for (int y = top; y < top + factor; y++) {
                for (int x = left; x < left + factor; x++) {
                    sum += whole[(y * width + x) * channels + i % channels];
                }
            }
            target[offset + i] = sum / (factor * factor);
        }
    }
}
