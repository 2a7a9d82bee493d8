package org.meta4j.app.data;

import java.util.Optional;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.MetaDataset;

/**
 * Which data, how divided: what a run's settings hold, and what finds the same data again.
 *
 * @param data as {@link DataSpec} has it
 * @param split name of the split; empty for the data's default
 * @param splitSeed seed of the split
 * @param skipBad whether images that cannot be read are left out
 * @param trainOnValidation whether validation classes are trained on too
 */
public record DataChoice(String data, String split, long splitSeed, boolean skipBad, boolean trainOnValidation) {
    /** Made-up alphabets. */
    public static final DataChoice DEFAULT = new DataChoice(DataSpec.DEFAULT.toString(), "", 0, false, false);

    public DataSpec spec() {
        return DataSpec.parse(data);
    }

    /** Reads the data. */
    public DataSource open(ExampleShape shape) {
        return DataSources.open(spec(), shape, skipBad);
    }

    /** The same with the split named as {@code source} names its default. */
    public DataChoice resolved(DataSource source) {
        String name = Optional.of(split)
                .filter(s -> !s.isEmpty())
                .orElse(source.splits().get(0));
        return new DataChoice(data, source.checkedSplit(name), splitSeed, skipBad, trainOnValidation);
    }

    /** The same with a folder that is found from anywhere. */
    public DataChoice absolute() {
        return new DataChoice(spec().absolute().toString(), split, splitSeed, skipBad, trainOnValidation);
    }

    public DataChoice withTrainOnValidation(boolean wanted) {
        return new DataChoice(data, split, splitSeed, skipBad, wanted);
    }

    /** Divides data that were read by a choice whose split is named. */
    public MetaDataset divide(DataSource source, int ways) {
        MetaDataset divided = source.split(split, splitSeed, ways);
        return trainOnValidation ? divided.withValidationInTraining() : divided;
    }
}
