package org.meta4j.app.demo;

import java.nio.file.Path;
import java.util.Locale;
import org.meta4j.data.Omniglot;
import org.meta4j.data.OmniglotSplit;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/**
 * What the demo learns from and is tested on.
 *
 * @param dataset the classes
 * @param training what the training classes are, in words
 * @param test what the test classes are, in words
 */
record DemoData(MetaDataset dataset, String training, String test) {
    /** Made-up alphabets, the same for the same seed. */
    static DemoData drawn(DemoPlan plan) {
        MetaDataset data =
                DrawnAlphabets.metaDataset(plan.drawn(), plan.training().seed());
        return new DemoData(
                data,
                String.format(
                        Locale.ROOT,
                        "%,d made-up characters of %d made-up alphabets",
                        data.train().classes().size(),
                        alphabets(data.train())),
                String.format(
                        Locale.ROOT,
                        "%,d characters of %d other alphabets",
                        data.test().classes().size(),
                        alphabets(data.test())));
    }

    /** Real handwriting: Omniglot's split of Vinyals et al., 2016, training and validation classes together. */
    static DemoData omniglot(Path directory) {
        MetaDataset data =
                Omniglot.load(directory).split(OmniglotSplit.named("vinyals")).withValidationInTraining();
        return new DemoData(
                data,
                String.format(
                        Locale.ROOT,
                        "%,d hand-written characters of Omniglot, in 4 rotations each",
                        origins(data.train())),
                String.format(
                        Locale.ROOT, "%,d other characters of Omniglot, in 4 rotations each", origins(data.test())));
    }

    private static long alphabets(LabelledExamples examples) {
        return examples.classes().stream()
                .map(LabelledExamples.ClassInfo::group)
                .distinct()
                .count();
    }

    private static long origins(LabelledExamples examples) {
        return examples.classes().stream()
                .map(LabelledExamples.ClassInfo::origin)
                .distinct()
                .count();
    }
}
