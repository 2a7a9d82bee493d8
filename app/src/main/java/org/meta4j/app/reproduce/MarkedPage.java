package org.meta4j.app.reproduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meta4j.data.DataException;
import org.meta4j.learners.files.AtomicFiles;

/** A page of Markdown with a place for a table, between two comments. */
final class MarkedPage {
    private final Path file;
    private final String begin;
    private final String end;

    private MarkedPage(Path file, String name) {
        this.file = file;
        this.begin = "<!-- " + name + ": begin -->";
        this.end = "<!-- " + name + ": end -->";
    }

    /** @throws DataException if the page cannot be read, or has no such place */
    static MarkedPage of(Path file, String name) {
        MarkedPage page = new MarkedPage(file, name);
        page.place(page.text());
        return page;
    }

    /** Puts a table into its place, instead of what is there. */
    void put(String table) {
        String text = text();
        int[] place = place(text);
        String changed = text.substring(0, place[0]) + "\n" + table + text.substring(place[1]);
        AtomicFiles.write(file, changed.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        if (!Files.isRegularFile(file)) {
            throw new DataException("there is no page " + file + ": name one that is there with --into");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the page " + file + " could not be read", e);
        }
    }

    private int[] place(String text) {
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new DataException("the page " + file + " has no place for the table: write the lines '" + begin
                    + "' and '" + end + "' where it is to be");
        }
        return new int[] {from + begin.length(), to};
    }
}
