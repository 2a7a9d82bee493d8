package org.meta4j.app.data;

import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import picocli.CommandLine.Option;

/** Options that say which data; what was not given is null. */
public final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = {
                "omniglot:DIR (its two zips), folder:DIR (images, one sub-folder a class; or a zip of such a"
                        + " folder, or a CSV file with the columns file and label), drawn[:SEED] (made-up"
                        + " alphabets), or DIR.",
                "Default: drawn."
            })
    private @Nullable String data;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Omniglot: vinyals (default), alphabets or random. Folder: random. Where a part is to be"
                    + " named: SPLIT:train, SPLIT:validation or SPLIT:test.")
    private @Nullable String split;

    @Option(names = "--split-seed", paramLabel = "N", description = "Seed of the split. Default: 0.")
    private @Nullable Long splitSeed;

    @Option(names = "--skip-bad", description = "Leave out images that cannot be read instead of stopping.")
    private boolean skipBad;

    /** What was typed, with {@code defaults} for what was not. */
    public DataChoice choice(DataChoice defaults) {
        SplitSpec given = split == null ? SplitSpec.NONE : SplitSpec.parse(split);
        DataSpec spec = data == null ? defaults.spec() : DataSpec.parse(data);
        boolean sameKind = spec.hasSplitsOf(defaults.spec());
        return new DataChoice(
                spec.toString(),
                given.name().orElse(sameKind ? defaults.split() : ""),
                splitSeed != null ? splitSeed : sameKind ? defaults.splitSeed() : 0,
                skipBad || defaults.skipBad(),
                defaults.trainOnValidation());
    }

    /** The part that was typed, or {@code ifNone}. */
    public Part part(Part ifNone) {
        return split == null ? ifNone : SplitSpec.parse(split).part().orElse(ifNone);
    }

    /** Refuses the name of a part where a command uses all of them. */
    public void requireNoPart() {
        if (split != null && SplitSpec.parse(split).part().isPresent()) {
            throw new UsageException("--split " + split + " names a part, but training uses the parts train and"
                    + " validation: give the name of the split alone");
        }
    }
}
