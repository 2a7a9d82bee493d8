package org.meta4j.app.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.meta4j.app.cli.UsageException;
import org.meta4j.data.DataException;
import org.meta4j.learners.files.AtomicFiles;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.training.Checkpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run's folder: {@code settings.json}, {@code metrics.jsonl}, {@code train.log}, {@code model.safetensors} and
 * {@code checkpoints/last.safetensors}.
 */
public final class RunFolder {
    /** What was learned so far: {@value}. */
    public static final String MODEL = "model.safetensors";

    private static final String SETTINGS = "settings.json";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String LAST = "last.safetensors";

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /** The run in a folder that may or may not be there. */
    public static RunFolder at(Path folder) {
        return new RunFolder(folder);
    }

    /** Makes sure, without writing anything, that a new run can begin here. */
    void requireNew() {
        if (Files.exists(settingsFile())) {
            throw new UsageException(
                    "there is a run in " + folder + " already: continue it with --resume, or choose another --out");
        }
        if (Files.isDirectory(folder)) {
            requireEmpty();
        }
        Path existing = folder.toAbsolutePath().normalize();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new DataException(
                    "cannot write " + folder + ": " + existing + " is not a folder; choose another --out");
        }
        if (!Files.isWritable(existing)) {
            throw new DataException(
                    "cannot write " + folder + ": no permission in " + existing + "; choose another --out");
        }
    }

    /** But for what a run that was killed while it began leaves. */
    private void requireEmpty() {
        Set<String> leftovers = Set.of(CHECKPOINTS, RunLock.NAME);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> !leftovers.contains(entry.getFileName().toString()))) {
            if (entries.iterator().hasNext()) {
                throw new DataException("folder " + folder + " is not empty and no run: choose another --out");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that there is a run here to be continued. */
    void requireRun() {
        if (!Files.exists(settingsFile()) || !Files.exists(checkpointFile())) {
            throw new DataException(
                    "there is no run to resume in " + folder + ": leave --resume out to begin one, or check --out");
        }
    }

    /**
     * Keeps other trainings out of the folder, which is made if it is not there.
     *
     * @throws DataException if one is at work in it
     */
    RunLock lock() {
        return RunLock.take(folder);
    }

    /** Makes the folder. The settings come last: where they are, there is a run that can be resumed. */
    void create(RunSettings settings, Checkpoint start) {
        try {
            Files.createDirectories(folder.resolve(CHECKPOINTS));
        } catch (IOException e) {
            throw new DataException("cannot write " + folder + ": " + e.getMessage() + "; choose another --out", e);
        }
        start.write(checkpointFile());
        Json.write(settingsFile(), settings);
    }

    /** Removes what a killed run left half-written. */
    void clean() {
        AtomicFiles.removeLeftovers(folder);
        AtomicFiles.removeLeftovers(folder.resolve(CHECKPOINTS));
    }

    /** Whether there are settings of a run here. */
    public boolean hasSettings() {
        return Files.isRegularFile(settingsFile());
    }

    public RunSettings settings() {
        JsonNode tree = Json.parse(settingsFile());
        if (tree.path("data") instanceof ObjectNode data && !data.has("others")) {
            // Of a run begun before data could be several sets.
            data.put("weight", 1.0).set("others", Json.tree(List.of()));
        }
        return Json.read(settingsFile().toString(), tree, RunSettings.class);
    }

    Checkpoint checkpoint() {
        return Checkpoint.read(checkpointFile());
    }

    /** Writes the checkpoint, and beside it what was learned so far, so that a run that is killed leaves a model. */
    void keep(Checkpoint checkpoint) {
        checkpoint.write(checkpointFile());
        checkpoint.learned().save(modelFile());
    }

    /** The folder as it was named. */
    Path path() {
        return folder;
    }

    /** Where what was learned is. */
    public Path modelFile() {
        return folder.resolve(MODEL);
    }

    /** Where the last checkpoint is. */
    public Path checkpointFile() {
        return folder.resolve(CHECKPOINTS).resolve(LAST);
    }

    /** Where the measurements of its training are. */
    public Path metricsFile() {
        return folder.resolve("metrics.jsonl");
    }

    Path logFile() {
        return folder.resolve("train.log");
    }

    private Path settingsFile() {
        return folder.resolve(SETTINGS);
    }
}
