package org.meta4j.app.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.tables.TablesData;
import org.meta4j.data.Sinusoids;
import org.meta4j.tabular.family.MirroredTables;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.TaskFamily;

/**
 * Which data, how divided: what a run's settings hold, and what finds the same data again.
 *
 * @param data as {@link DataSpec} has it
 * @param split name of the split; empty for the data's default
 * @param splitSeed seed of the split
 * @param skipBad whether images that cannot be read are left out
 * @param trainOnValidation whether validation classes are trained on too
 * @param weight of these data among {@code others}; 1 where there are none
 * @param others further sets that tasks are drawn from; empty for one set alone
 */
public record DataChoice(
        String data,
        String split,
        long splitSeed,
        boolean skipBad,
        boolean trainOnValidation,
        double weight,
        List<DataMember> others) {
    /** Made-up alphabets. */
    public static final DataChoice DEFAULT =
            new DataChoice(List.of(new DataMember(DataSpec.DEFAULT.toString(), "", 1)), 0, false, false);

    public DataChoice {
        others = List.copyOf(others);
    }

    /** Of at least one set. */
    DataChoice(List<DataMember> members, long splitSeed, boolean skipBad, boolean trainOnValidation) {
        this(
                members.get(0).data(),
                members.get(0).split(),
                splitSeed,
                skipBad,
                trainOnValidation,
                members.get(0).weight(),
                members.subList(1, members.size()));
    }

    public DataSpec spec() {
        return DataSpec.parse(data);
    }

    /** Whether these are Lake's runs alone: tasks that are given, not classes to draw them from. */
    public boolean isLakeRuns() {
        return others.isEmpty() && spec().kind() == DataSpec.Kind.LAKE_RUNS;
    }

    /** The tasks of numbers that these are; empty for classes to draw tasks from. */
    public Optional<TaskFamily> numbers() {
        if (!areNumbers()) {
            return Optional.empty();
        }
        DataSpec spec = spec();
        return Optional.of(
                switch (spec.kind()) {
                    case TABLES -> new MirroredTables(TablesData.open(this, true, splitSeed, null));
                    case COMPLETION -> DataSources.completion(spec, splitSeed, skipBad);
                    default -> new Sinusoids(Sinusoids.Protocol.named(spec.folder()));
                });
    }

    /** Whether these are tasks of numbers; nothing is read for it. */
    public boolean areNumbers() {
        return others.isEmpty() && spec().isNumbers();
    }

    /** All sets: one, or several to draw tasks from. */
    List<DataMember> members() {
        return Stream.concat(Stream.of(new DataMember(data, split, weight)), others.stream())
                .toList();
    }

    /** What the examples of these data have where no learner asks for something else: the first set's shape. */
    public ExampleShape naturalShape() {
        return DataSources.naturalShape(spec(), skipBad);
    }

    /** Reads the data. */
    public DataSource open(ExampleShape shape) {
        if (others.isEmpty()) {
            return DataSources.open(spec(), shape, skipBad);
        }
        Set<DataSpec> seen = new HashSet<>();
        for (DataMember member : members()) {
            if (!seen.add(member.spec().absolute())) {
                throw new UsageException(
                        "--data " + member.data() + " is given twice: give it once, with a larger --weight");
            }
        }
        List<MixedSource.Member> opened = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (DataMember member : members()) {
            String name = member.spec().setName();
            for (int i = 2; !names.add(name); i++) {
                name = member.spec().setName() + "-" + i;
            }
            DataSource source = DataSources.open(member.spec(), shape, skipBad);
            opened.add(new MixedSource.Member(name, source, splitOf(member, source), member.weight()));
        }
        return new MixedSource(opened);
    }

    private static String splitOf(DataMember member, DataSource source) {
        return source.checkedSplit(Optional.of(member.split())
                .filter(name -> !name.isEmpty())
                .orElse(source.splits().get(0)));
    }

    /** The same with the split named as {@code source} names its default. */
    public DataChoice resolved(DataSource source) {
        List<DataMember> resolved = new ArrayList<>();
        for (DataMember member : members()) {
            String name = source instanceof MixedSource mixed
                    ? mixed.members().get(resolved.size()).split()
                    : splitOf(member, source);
            resolved.add(member.withSplit(name));
        }
        return new DataChoice(resolved, splitSeed, skipBad, trainOnValidation);
    }

    /** The same with folders that are found from anywhere. */
    public DataChoice absolute() {
        List<DataMember> absolute = members().stream().map(DataMember::absolute).toList();
        return new DataChoice(absolute, splitSeed, skipBad, trainOnValidation);
    }

    public DataChoice withTrainOnValidation(boolean wanted) {
        return new DataChoice(members(), splitSeed, skipBad, wanted);
    }

    /** Whether classes are divided: false where a set's parts share their classes and have other examples of them. */
    public boolean hasNewClasses() {
        return members().stream().noneMatch(member -> member.split().equals(IdxSource.KNOWN));
    }

    /** Names of the splits of all sets, joined by {@code +}. */
    public String splitNames() {
        return members().stream().map(DataMember::split).collect(Collectors.joining("+"));
    }

    /** Divides data that were read by a choice whose split is named. */
    public MetaDataset divide(DataSource source, int ways) {
        String name = others.isEmpty() ? split : source.splits().get(0);
        MetaDataset divided = source.split(name, splitSeed, ways);
        return trainOnValidation ? divided.withValidationInTraining() : divided;
    }
}
