package org.meta4j.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.ExitCodes;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.launch.Started;
import org.meta4j.bench.peers.PeerScripts;
import org.meta4j.learners.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meta4j bench peers}. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Run meta4j and its peers in Python in turn, and print one table of ratios. The first time, the peers"
                        + " are downloaded from PyPI and set up, some 6 GB, most of it PyTorch; Linux, with Python 3.11 or newer"
                        + " and a C compiler.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meta4j bench peers --quick",
            "  meta4j bench peers --rows S1,O5 --threads 2",
            "  meta4j bench peers --threads 1,2 --json peers.json --into docs/performance.md"
        })
final class PeersCommand implements Callable<Integer> {
    /** Seen from the page with the table. */
    private static final String PICTURE = "images/peers.svg";

    private final Streams streams;

    @Option(
            names = "--rows",
            paramLabel = "ROWS",
            description = "Some of S1, S5, O1, O5, O75 (inner steps; O75: 1 step, 75 queries), P, A-maml, A-protonet,"
                    + " cold-maml, cold-protonet, D. Default: all.")
    private @Nullable String rows;

    @Option(
            names = "--programs",
            paramLabel = "NAMES",
            description = "Some of meta4j, jax, learn2learn, torch-loop, torch-vmap, torch-channels-last, easyfsl."
                    + " Default: in each row meta4j, JAX, the best of PyTorch and, where there is room, learn2learn.")
    private @Nullable String programs;

    @Option(names = "--threads", paramLabel = "N[,M]", description = "Default: 1.")
    private @Nullable String threads;

    @Option(names = "--rounds", paramLabel = "N", description = "Runs of each program in a row. Default: 2.")
    private @Nullable Integer rounds;

    @Option(
            names = "--budget",
            paramLabel = "SECONDS",
            description = "Of timed iterations of a peer, after which one that has done five ends. Default: 12.")
    private @Nullable Double budget;

    @Option(names = "--quick", description = "A few iterations of each only: does everything work?")
    private boolean quick;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "File for all that was measured. What is in it already is not run again, so a run that was"
                    + " interrupted goes on with the same command.")
    private @Nullable Path json;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description = "Markdown page to put the table into, between <!-- peers: begin --> and <!-- peers: end -->."
                    + " A picture of the ratios is written to images/peers.svg beside it.")
    private @Nullable Path into;

    @Option(
            names = "--venv",
            paramLabel = "DIR",
            description = "Python's virtual environment with the peers, made if it is not there. Default: that named by"
                    + " the environment variable " + PeersFolder.VARIABLE + ", or .cache/meta4j/peers.")
    private @Nullable Path venv;

    @Option(names = "--meta4j", paramLabel = "COMMAND", description = "What starts meta4j. Default: as this one was.")
    private @Nullable String meta4j;

    PeersCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        String launcher = meta4j == null
                ? Started.command()
                        .orElseThrow(() -> new UsageException(
                                "it is not known how this program was started: say it with --meta4j COMMAND"))
                : meta4j;
        PeersFolder folder = PeersFolder.of(venv);
        Path scripts = temporary();
        try {
            PeerScripts.unpack(scripts);
            if (folder.usablePython().isEmpty() && !setUp(folder, scripts)) {
                return ExitCodes.FAILED;
            }
            Path python = folder.usablePython()
                    .orElseThrow(() -> new IllegalStateException("there is no Python in " + folder.path()
                            + ": remove that folder, or name another with --venv"));
            Path measured = json == null ? scripts.resolve("peers.json") : json;
            if (run(compare(python, scripts, launcher, measured)) != 0) {
                return ExitCodes.FAILED;
            }
            if (into != null) {
                draw(measured, into.toAbsolutePath().resolveSibling(PICTURE));
            }
            return ExitCodes.DONE;
        } finally {
            remove(scripts);
        }
    }

    private boolean setUp(PeersFolder folder, Path scripts) {
        streams.err()
                .println("meta4j: setting up the peers in " + folder.path()
                        + ", some 6 GB from PyPI (several minutes)…");
        streams.err().flush();
        return run(List.of(
                        "bash",
                        scripts.resolve(PeerScripts.SETUP).toString(),
                        folder.path().toString()))
                == 0;
    }

    private static void draw(Path measured, Path picture) {
        PeerRatios ratios = PeerRatios.of(Json.parse(measured));
        try {
            Files.createDirectories(picture.getParent());
            Files.writeString(picture, ratios.svgFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the picture could not be written to " + picture, e);
        }
    }

    private List<String> compare(Path python, Path scripts, String launcher, Path measured) {
        List<String> words = new ArrayList<>(
                List.of(python.toString(), scripts.resolve(PeerScripts.COMPARE).toString(), "--meta4j", launcher));
        add(words, "--rows", rows);
        add(words, "--programs", programs);
        add(words, "--threads", threads);
        add(words, "--rounds", rounds);
        add(words, "--budget", budget);
        add(words, "--json", json == null && into == null ? null : measured);
        add(words, "--into", into);
        add(words, "--picture", into == null ? null : PICTURE);
        if (quick) {
            words.add("--quick");
        }
        return words;
    }

    private static void add(List<String> words, String option, @Nullable Object value) {
        if (value != null) {
            words.add(option);
            words.add(value.toString());
        }
    }

    /** Runs a program with our input and output, and returns its exit code. */
    private static int run(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        // Python keeps what it compiled beside the scripts, which are removed at the end.
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            Process process = builder.start();
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                return ExitCodes.FAILED;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(words.get(0) + " could not be started", e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("meta4j-peers");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder could be made", e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            // A folder comes before what is in it.
            List<Path> all = new ArrayList<>(files.toList());
            Collections.reverse(all);
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be removed", e);
        }
    }
}
