package org.meta4j.learners;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.Seeds;

/**
 * Classes that are learned in seconds: each has a pattern of 4 × 4 black and white cells, which every example brightens
 * or darkens at random and adds noise to.
 */
record NoisyPatterns(ExampleShape shape, int first, int count) implements LabelledExamples {
    private static final int EXAMPLES = 20;
    private static final int CELLS = 4;
    private static final double NOISE = 0.5;

    /** 60 training, 20 validation and 20 test classes of 8 × 8 cells. */
    static MetaDataset dataset() {
        ExampleShape shape = ExampleShape.image(8, 8, 1);
        return new MetaDataset(
                "noisy patterns",
                "01",
                new NoisyPatterns(shape, 0, 60),
                new NoisyPatterns(shape, 60, 20),
                new NoisyPatterns(shape, 80, 20));
    }

    @Override
    public List<ClassInfo> classes() {
        return IntStream.range(first, first + count)
                .mapToObj(c -> new ClassInfo("noisy" + c, "noisy", "noisy" + c, EXAMPLES))
                .toList();
    }

    @Override
    public void read(int classIndex, int example, float[] target, int offset) {
        long seed = Seeds.of(17, first + classIndex);
        SplittableRandom ofClass = new SplittableRandom(seed);
        SplittableRandom own = new SplittableRandom(Seeds.of(seed, example));
        double light = own.nextDouble(-0.5, 0.5);
        boolean[] cells = new boolean[CELLS * CELLS];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = ofClass.nextBoolean();
        }
        int side = shape.sizes().get(0);
        for (int i = 0; i < shape.length(); i++) {
            boolean ink = cells[i / side * CELLS / side * CELLS + i % side * CELLS / side];
            target[offset + i] = (float) ((ink ? 1 : 0) + light + own.nextDouble(-NOISE, NOISE));
        }
    }
}
