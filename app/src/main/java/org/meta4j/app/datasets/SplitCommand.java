package org.meta4j.app.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.UsageException;
import org.meta4j.data.ClassSplit;
import org.meta4j.data.DataException;
import org.meta4j.data.FolderSplit;
import org.meta4j.learners.files.Json;
import org.meta4j.naming.Suggestions;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j data split}. */
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Divide the classes of a folder of images, or of a CSV, into training, validation and test classes."
                        + " No file is moved: a CSV says which is which.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j data split photos -o photos.csv",
            "  meta4j data split alphabets -o split.csv --groups whole --seed 7",
            "  meta4j data split plants.csv -o split.csv --label species"
        })
final class SplitCommand implements Callable<Integer> {
    // Not by Json, which would cost every command the time to load it.
    private static final List<String> GROUPS = Stream.of(ClassSplit.Groups.values())
            .map(how -> how.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Streams streams;

    @Parameters(
            paramLabel = "PATH",
            description = "A folder of images, one folder a class, or a CSV with a column of classes.")
    private @Nullable Path path;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "CSV to write: file,label,split and, where there are groups, group; of a CSV its own columns"
                    + " and split.")
    private @Nullable Path out;

    @Option(
            names = "--shares",
            paramLabel = "T,V,T",
            split = ",",
            defaultValue = "0.6,0.2,0.2",
            description = "Shares of training, validation and test classes. Default: ${DEFAULT-VALUE}.")
    private List<Double> shares = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--groups",
            paramLabel = "HOW",
            defaultValue = "stratify",
            description = "Groups, such as alphabets or writers: stratify divides each by the shares, whole leaves each"
                    + " in one part, ignore takes no notice. The folder around a class, or a CSV's column group, is"
                    + " its group. Default: ${DEFAULT-VALUE}.")
    private String groups = "";

    @Option(
            names = "--ways",
            paramLabel = "W",
            defaultValue = "2",
            description = "Classes that each part must have at least. Default: ${DEFAULT-VALUE}.")
    private int ways;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Column of classes of a CSV. Default: label or alike.")
    private @Nullable String label;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    SplitCommand(Streams streams) {
        this.streams = streams;
    }

    private record Part(String name, int classes, int examples) {}

    private record Result(String data, String file, long seed, String groups, List<Part> parts) {}

    @Override
    public Integer call() {
        Path from = Objects.requireNonNull(path);
        Path to = Objects.requireNonNull(out);
        ClassSplit split = split();
        Listing listing = listing(from, to);
        List<ClassInfo> classes = listing.classes();
        ClassSplit.Division division = split.divide(from.toString(), classes, ways);
        Map<String, String> parts = new TreeMap<>();
        division.train().forEach(c -> parts.put(classes.get(c).name(), "train"));
        division.validation().forEach(c -> parts.put(classes.get(c).name(), "validation"));
        division.test().forEach(c -> parts.put(classes.get(c).name(), "test"));
        listing.write(to, parts);
        List<Part> result = new ArrayList<>();
        for (String part : List.of("train", "validation", "test")) {
            List<ClassInfo> members = classes.stream()
                    .filter(info -> part.equals(parts.get(info.name())))
                    .toList();
            result.add(new Part(
                    part,
                    members.size(),
                    members.stream().mapToInt(ClassInfo::size).sum()));
        }
        if (json) {
            streams.out().println(Json.write(new Result(from.toString(), to.toString(), seed, groups, result)));
        } else {
            for (Part part : result) {
                streams.out()
                        .println(part.name + ": " + Texts.count(part.classes) + " classes, "
                                + Texts.count(part.examples) + " examples");
            }
            streams.out().println("written to " + to + ": no class is in two parts");
        }
        return ExitCodes.DONE;
    }

    private ClassSplit split() {
        if (!GROUPS.contains(groups)) {
            throw new UsageException(Suggestions.unknown("way to treat groups", groups, GROUPS));
        }
        if (shares.size() != 3) {
            throw new UsageException(
                    "--shares needs three numbers for training, validation and test, as in 0.6,0.2,0.2");
        }
        if (ways < 1) {
            throw new UsageException("ways must be at least 1, but was " + ways);
        }
        try {
            return new ClassSplit(
                    shares.get(0),
                    shares.get(1),
                    shares.get(2),
                    seed,
                    ClassSplit.Groups.valueOf(groups.toUpperCase(Locale.ROOT)));
        } catch (DataException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Listing listing(Path from, Path to) {
        if (!Files.exists(from)) {
            throw new DataException("there is no folder or file " + from + ": check its name");
        }
        if (Files.isDirectory(from)) {
            if (label != null) {
                throw new UsageException("option --label goes with a CSV; the folders are the classes of a folder");
            }
            if (FolderSplit.isGiven(from)) {
                throw new DataException("folder " + from + " is divided already, by its folders train and test: use it"
                        + " as it is, or give the folder of one part");
            }
            return FolderFiles.of(from, to);
        }
        if (FilePaths.same(from, to)) {
            throw new UsageException("-o " + to + " would overwrite what is to be divided: choose another file");
        }
        return CsvRows.of(from, label == null ? "" : label);
    }
}
