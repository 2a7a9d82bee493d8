package org.meta4j.app.datasets;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.data.DataSpec;
import org.meta4j.app.data.Parts;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j data info}. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Look into data: classes, counts, sizes, duplicates, problems, and which tasks can be drawn.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j data info photos",
            "  meta4j data info omniglot:data/omniglot --json",
            "  meta4j data info table:plants.csv#species"
        })
final class InfoCommand implements Callable<Integer> {
    private static final int MOST_SIZES = 5;
    private static final int MOST_COPIES = 5;

    private final Streams streams;

    @Parameters(paramLabel = "PATH", description = "A folder of images, or what --data takes: see 'meta4j train'.")
    private String path = "";

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        InfoReport report = Inspection.of(DataSpec.parse(path));
        if (json) {
            streams.out().println(Json.write(report));
        } else {
            print(report, streams.out());
        }
        // Data with faults can be used; data that cannot be read cannot.
        return report.classes() == 0 ? ExitCodes.FAILED : ExitCodes.DONE;
    }

    private static void print(InfoReport report, PrintWriter out) {
        out.println(report.data() + ": " + Texts.count(report.classes()) + " classes"
                + (report.groups() > 1 ? " in " + report.groups() + " groups" : "") + ", "
                + Texts.count(report.examples()) + " examples");
        if (report.sections().size() > 1) {
            report.sections()
                    .forEach(section -> out.println("  " + section.name() + ": " + Texts.count(section.classes())
                            + " classes, " + Texts.count(section.examples()) + " examples"));
        }
        InfoReport.ClassSize smallest = report.smallest();
        InfoReport.ClassSize largest = report.largest();
        if (smallest != null && largest != null) {
            out.println(
                    smallest.examples() == largest.examples()
                            ? "examples a class: " + smallest.examples()
                            : "examples a class: " + smallest.examples() + " ('" + smallest.name() + "') to "
                                    + largest.examples() + " ('" + largest.name() + "')");
            out.println("for learners: " + report.shape() + " numbers an example");
        }
        if (!report.imageSizes().isEmpty()) {
            out.println("image sizes: " + sizes(report.imageSizes()));
        }
        for (InfoReport.Split split : report.splits()) {
            out.println("split " + split.name() + ": "
                    + (split.problem().isEmpty()
                            ? Parts.words(split.train(), split.validation(), split.test(), split.disjoint())
                            : "not for 5-way tasks (" + split.problem() + ")"));
        }
        out.println("tasks: " + tasks(report.episodes()));
        out.println("duplicates: " + duplicateSets(report.duplicateSets()));
        report.duplicates().stream()
                .limit(MOST_COPIES)
                .forEach(copies -> out.println("  " + String.join(" = ", copies)));
        report.notes().forEach(note -> out.println("note: " + note));
        report.problems().forEach(problem -> out.println("problem: " + problem));
        if (report.problems().isEmpty()) {
            out.println("no problems found");
        }
    }

    private static String duplicateSets(int count) {
        return count == 0 ? "none" : Texts.count(count) + (count == 1 ? " set" : " sets") + " of equal examples";
    }

    private static String sizes(Map<String, Integer> sizes) {
        String most = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_SIZES)
                .map(size -> size.getKey() + " (" + Texts.count(size.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return most + (sizes.size() > MOST_SIZES ? " and " + (sizes.size() - MOST_SIZES) + " more" : "");
    }

    private static String tasks(InfoReport.Episodes episodes) {
        if (episodes.mostWays() < 2 || episodes.examplesPerClass() < 2) {
            return "none can be drawn: they need 2 classes of 2 examples at least";
        }
        // Of the usual shapes the queries depend on the shots alone.
        String usual = episodes.shapes().stream()
                .filter(shape -> shape.mostQueries() > 0)
                .map(shape -> shape.shots() + (shape.shots() == 1 ? " shot" : " shots") + " with up to "
                        + Texts.count(shape.mostQueries()) + (shape.mostQueries() == 1 ? " query" : " queries"))
                .distinct()
                .collect(Collectors.joining(", "));
        return "up to " + Texts.count(episodes.mostWays()) + " ways; " + usual;
    }
}
