package org.meta4j.app.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                        + " folder, or a CSV file with the columns file and label), mnist:DIR, fashion-mnist:DIR,"
                        + " emoji:ZIP, table:FILE[#COLUMN] (CSV of numbers, with a column of classes), drawn[:SEED]"
                        + " (made-up alphabets), sinusoid[:maml|meta-sgd], tables:ZIP[#FEATURES] and completion:DATA"
                        + " (tasks of numbers; the last of images of DATA), or DIR.",
                "Default: drawn. Given several times: each task is drawn from one of the sets."
            })
    private @Nullable List<String> data;

    @Option(
            names = "--weight",
            paramLabel = "W",
            description = "With several --data, one for each: how often tasks are drawn from it. Default: 1.")
    private @Nullable List<Double> weights;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Omniglot: vinyals (default), alphabets or random. Emoji: categories (default), background,"
                    + " evaluation or flags. MNIST and Fashion-MNIST: random (default), all, or known: new images of all ten"
                    + " classes, none of which is new. Others: random, all. Where a part is to be named: SPLIT:train,"
                    + " SPLIT:validation or SPLIT:test. With several --data, one for each or none.")
    private @Nullable List<String> splits;

    @Option(names = "--split-seed", paramLabel = "N", description = "Seed of the split. Default: 0.")
    private @Nullable Long splitSeed;

    @Option(names = "--skip-bad", description = "Leave out images that cannot be read instead of stopping.")
    private boolean skipBad;

    /** What was typed, with {@code defaults} for what was not. */
    public DataChoice choice(DataChoice defaults) {
        List<DataMember> known = defaults.members();
        int count = data == null ? known.size() : data.size();
        List<SplitSpec> given = splits == null
                ? List.of()
                : splits.stream().map(SplitSpec::parse).toList();
        boolean partAlone = given.size() == 1 && given.get(0).name().isEmpty();
        requireOneEach("--split", partAlone ? 0 : given.size(), count);
        requireOneEach("--weight", weights == null ? 0 : weights.size(), count);
        if (weights != null && count == 1) {
            throw new UsageException("--weight goes with several --data");
        }
        List<DataMember> members = new ArrayList<>();
        boolean allSame = count == known.size();
        for (int i = 0; i < count; i++) {
            DataMember old = i < known.size() ? known.get(i) : known.get(0);
            DataSpec spec = data == null ? old.spec() : DataSpec.parse(data.get(i));
            boolean sameKind = i < known.size() && spec.hasSplitsOf(old.spec());
            allSame &= sameKind;
            Optional<String> split = partAlone || given.isEmpty()
                    ? Optional.empty()
                    : given.get(i).name();
            members.add(new DataMember(
                    spec.toString(),
                    split.orElse(sameKind ? old.split() : ""),
                    weights != null ? weights.get(i) : data == null ? old.weight() : 1));
        }
        return new DataChoice(
                members,
                splitSeed != null ? splitSeed : allSame ? defaults.splitSeed() : 0,
                skipBad || defaults.skipBad(),
                defaults.trainOnValidation());
    }

    /** Whether tasks of numbers were typed, which are looked at no further here. */
    public boolean areNumbers() {
        return data != null
                && data.stream()
                        .anyMatch(typed ->
                                List.of("sinusoid", "tables", "completion").contains(typed.split(":", 2)[0]));
    }

    /** Whether data were typed. */
    public boolean isGiven() {
        return data != null;
    }

    /** Whether a zip of tables was typed. */
    public boolean areTables() {
        return data != null && data.stream().anyMatch(typed -> typed.split(":", 2)[0].equals("tables"));
    }

    private static void requireOneEach(String option, int given, int sets) {
        if (given != 0 && given != sets) {
            throw new UsageException(option + " is given " + times(given) + " for "
                    + (sets == 1 ? "one set" : sets + " sets") + " of data: give it once for each, or not at all");
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }

    /** Whether a split or a part was typed. */
    public boolean hasSplit() {
        return splits != null;
    }

    /** Whether the seed of the split was typed. */
    public boolean hasSplitSeed() {
        return splitSeed != null;
    }

    /** The part that was typed, or {@code ifNone}. */
    public Part part(Part ifNone) {
        List<Part> parts = splits == null
                ? List.of()
                : splits.stream()
                        .flatMap(split -> SplitSpec.parse(split).part().stream())
                        .distinct()
                        .toList();
        if (parts.size() > 1) {
            throw new UsageException("--split names the parts " + parts.get(0).label() + " and "
                    + parts.get(1).label() + ": name one part");
        }
        return parts.isEmpty() ? ifNone : parts.get(0);
    }

    /** Refuses the name of a part where a command uses all of them. */
    public void requireNoPart() {
        if (splits == null) {
            return;
        }
        for (String split : splits) {
            if (SplitSpec.parse(split).part().isPresent()) {
                throw new UsageException("--split " + split + " names a part, but training uses the parts train and"
                        + " validation: give the name of the split alone");
            }
        }
    }
}
