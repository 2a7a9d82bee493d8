package org.meta4j.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.data.DataException;
import org.meta4j.learners.files.AtomicFiles;

/**
 * Where a report goes.
 *
 * @param page the HTML file
 * @param svg folder for each picture as SVG, if wanted
 * @param png folder for each picture as PNG, if wanted
 */
record ReportFiles(Path page, Optional<Path> svg, Optional<Path> png) {
    /** Refuses, before any work, what could not be written. */
    void check() {
        Path absolute = page.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute) || folder == null) {
            throw new DataException(
                    "cannot write " + page + ": it is a folder; give the name of a file, such as report.html");
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    "cannot write " + page + ": there is no folder " + folder + "; make it, or choose another --out");
        }
        svg.ifPresent(chosen -> requireFolder(chosen, "--svg"));
        png.ifPresent(chosen -> requireFolder(chosen, "--png"));
    }

    private static void requireFolder(Path folder, String option) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new DataException(
                    "cannot write pictures to " + folder + ": it is not a folder; choose another " + option);
        }
    }

    void write(String html, List<Picture> pictures) {
        AtomicFiles.writeString(page, html);
        for (Picture picture : pictures) {
            svg.ifPresent(folder ->
                    write(folder, picture.name() + ".svg", picture.svgFile().getBytes(StandardCharsets.UTF_8)));
            png.ifPresent(folder -> write(folder, picture.name() + ".png", picture.png()));
        }
    }

    private static void write(Path folder, String name, byte[] content) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFiles.write(folder.resolve(name), content);
    }
}
