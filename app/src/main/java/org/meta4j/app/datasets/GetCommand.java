package org.meta4j.app.datasets;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.FilePaths;
import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.download.Download;
import org.meta4j.app.download.PublishedData;
import org.meta4j.app.download.RemoteFile;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meta4j data get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fetch a published data set from its official address, checked by checksum. Interrupted, the same"
                + " command goes on where it ended.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j data get omniglot",
            "  meta4j data get mnist -o data/mnist",
            "  meta4j data get fashion-mnist --from https://mirror.example/fashion"
        })
final class GetCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "NAME", description = "omniglot, mnist or fashion-mnist.")
    private String name = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Folder for the files. Default: data/NAME.")
    private @Nullable Path out;

    @Option(names = "--from", paramLabel = "URL", description = "Fetch the files from another place, by their names.")
    private @Nullable String from;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show the result alone.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    GetCommand(Streams streams) {
        this.streams = streams;
    }

    private record Fetched(String file, long bytes, String checksum, boolean fetched) {}

    private record Result(String data, String folder, String use, List<Fetched> files, String credit) {}

    @Override
    public Integer call() {
        PublishedData official = PublishedData.named(name);
        PublishedData data = from == null ? official : official.from(base(from));
        Path folder = out == null ? Path.of("data", name) : out;
        Screen screen = new Screen(streams, quiet);
        List<Fetched> files = new ArrayList<>();
        try {
            for (RemoteFile file : data.files()) {
                boolean fetched = new Download(folder, new Shown(screen, file.name())).fetch(file);
                long bytes = FilePaths.size(folder.resolve(file.name()));
                files.add(new Fetched(file.name(), bytes, file.checksum().toString(), fetched));
                screen.line(file.name() + ": " + megabytes(bytes) + " MB, "
                        + (fetched ? "fetched" : "was there already") + ", "
                        + file.checksum().algorithm() + " is right");
            }
        } finally {
            screen.clear();
        }
        String use = String.format(Locale.ROOT, data.spec(), folder);
        if (json) {
            streams.out().println(Json.write(new Result(name, folder.toString(), use, files, data.credit())));
        } else {
            screen.line(data.credit());
            streams.out().println(name + " is in " + folder + ": use it with --data " + use);
        }
        return ExitCodes.DONE;
    }

    private static URI base(String text) {
        try {
            URI uri = new URI(text);
            boolean web = Set.of("http", "https")
                    .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw unusable(text);
        }
        throw unusable(text);
    }

    private static UsageException unusable(String text) {
        return new UsageException("--from " + text
                + " is no address of http or https: give the folder of the files, as in" + " https://host/folder");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    /** Progress of one file. */
    private record Shown(Screen screen, String name) implements Download.Progress {
        @Override
        public void received(long bytes, long total) {
            boolean known = total > 0;
            screen.status(
                    known ? (double) bytes / total : 0,
                    name + " " + megabytes(bytes) + (known ? "/" + megabytes(total) : "") + " MB");
        }

        @Override
        public void retrying(String reason) {
            screen.line("meta4j: " + reason + "; trying again");
        }
    }
}
