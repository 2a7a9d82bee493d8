package org.meta4j.app.data;

import org.meta4j.app.cli.UsageException;

/**
 * One of several sets that tasks are drawn from.
 *
 * @param data as {@link DataSpec} has it
 * @param split name of the split; empty for the data's default
 * @param weight how often tasks are drawn from it, in proportion to the others
 */
public record DataMember(String data, String split, double weight) {
    public DataMember {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new UsageException("--weight must be above 0, but was " + weight + " for " + data);
        }
    }

    DataSpec spec() {
        return DataSpec.parse(data);
    }

    DataMember absolute() {
        return new DataMember(spec().absolute().toString(), split, weight);
    }

    DataMember withSplit(String name) {
        return new DataMember(data, name, weight);
    }
}
