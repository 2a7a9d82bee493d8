package org.meta4j.bench.workloads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.meta4j.data.ImageClasses;
import org.meta4j.engine.Workers;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.Task;

/**
 * Tasks are drawn from images in memory, new ones in each iteration, and made ready to be learned from. As in training,
 * each is drawn into the arrays of one that is done with.
 */
public final class Sampling implements Workload {
    /** Tasks of an iteration: {@value}, as in the peers' script. */
    public static final int TASKS = 200;

    private static final int CLASSES = 1623;
    private static final int IMAGES = 20;
    private static final ExampleShape IMAGE = ExampleShape.image(28, 28, 1);
    private static final long SEED = 0;

    private final EpisodeSampler sampler;
    private final Workers workers;
    /** The last task of each thread. */
    private final Task[] last;
    /** Of each task its classes and a pixel, so that no compiler leaves the work out. */
    private final List<List<String>> classes = new ArrayList<>(Collections.nCopies(TASKS, List.of()));

    private final float[] pixels = new float[TASKS];

    private final Workers.Job job;
    private long next;

    Sampling(LabelledExamples images, Workers workers) {
        this.sampler = new EpisodeSampler(images, EpisodeShape.DEFAULT, SEED);
        this.workers = workers;
        this.last = new Task[workers.threads()];
        this.job = this::draw;
    }

    /** As many classes and images as Omniglot has, of noise. */
    static LabelledExamples images() {
        byte[] pixels = new byte[CLASSES * IMAGES * IMAGE.length()];
        new SplittableRandom(SEED).nextBytes(pixels);
        List<ClassInfo> classes = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            classes.add(new ClassInfo("class " + c, "", "class " + c, IMAGES));
        }
        return ImageClasses.of(IMAGE, classes, pixels, Collections.nCopies(CLASSES * IMAGES, ""));
    }

    private void draw(int item, int thread) {
        Task task = sampler.task(next + item, last[thread]);
        last[thread] = task;
        classes.set(item, task.support().classes().names());
        float[] images = task.query().inputs();
        pixels[item] = images[item * IMAGE.length() % images.length + IMAGE.length() / 2];
    }

    @Override
    public void iterate() {
        workers.run(TASKS, job);
        next += TASKS;
    }

    @Override
    public List<FirstValue> first() {
        iterate();
        return List.of();
    }

    /** The classes of each task of the last iteration. */
    List<List<String>> classes() {
        return List.copyOf(classes);
    }

    /** A pixel of each task of the last iteration. */
    float[] pixels() {
        return pixels.clone();
    }

    @Override
    public int threads() {
        return workers.threads();
    }

    @Override
    public double flops() {
        return 0;
    }

    @Override
    public int tasks() {
        return TASKS;
    }
}
