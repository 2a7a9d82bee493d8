package org.meta4j.app.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.data.DataChoice;
import org.meta4j.app.data.DataOptions;
import org.meta4j.app.data.DataSource;
import org.meta4j.app.data.Part;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Examples that show between which numbers an encoder's results are. */
final class CalibrationExamples {
    private CalibrationExamples() {}

    /**
     * Examples of the training classes, or of the part that was named, at equal distances over all that there are.
     *
     * @param run what the learner's run was begun with, if known
     * @return rows of numbers
     * @throws UsageException if there are no data
     */
    static float[] read(TrainedLearner learner, DataOptions options, Optional<DataChoice> run, int most) {
        if (run.isEmpty() && !options.isGiven()) {
            throw new UsageException(
                    "--bits 8, and 4 of a classifier, need examples to see between which numbers the network's results are: give"
                            + " --data, or the folder of the run");
        }
        DataChoice wanted = options.choice(
                run.map(data -> data.withTrainOnValidation(false)).orElse(DataChoice.DEFAULT));
        EpisodeShape trainedFor = learner.provenance().training().validation();
        DataSource source = wanted.open(learner.exampleShape());
        MetaDataset data = wanted.resolved(source).divide(source, trainedFor.ways());
        return spread(options.part(Part.TRAIN).of(data), most);
    }

    /**
     * Training images of data whose classes a network tells apart, at equal distances over all that there are.
     *
     * @throws UsageException if no data were named
     */
    static float[] ofAll(ExampleShape shape, DataOptions options, int most) {
        if (!options.isGiven()) {
            throw new UsageException(
                    "--bits 8 needs examples to see between which numbers the network's results are: give --data");
        }
        DataSource source = options.choice(DataChoice.DEFAULT).open(shape);
        return spread(source.sections().values().iterator().next(), most);
    }

    private static float[] spread(LabelledExamples examples, int most) {
        List<LabelledExamples.ClassInfo> classes = examples.classes();
        long all = classes.stream().mapToLong(LabelledExamples.ClassInfo::size).sum();
        int count = (int) Math.min(most, all);
        int length = examples.shape().length();
        float[] rows = new float[Math.multiplyExact(count, length)];
        long before = 0;
        int taken = 0;
        for (int label = 0; label < classes.size(); label++) {
            int size = classes.get(label).size();
            // The one that is wanted next is number taken · all / count of all examples.
            while (taken < count && taken * all / count < before + size) {
                examples.read(label, (int) (taken * all / count - before), rows, taken * length);
                taken++;
            }
            before += size;
        }
        return Arrays.copyOf(rows, taken * length);
    }
}
