package org.meta4j.data;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.meta4j.data.internal.ZipEntries;
import org.meta4j.naming.Suggestions;

/**
 * A table as text: CSV in UTF-8 with a header, its cells separated by commas, semicolons or tabs, whichever the header
 * has most of; cells may be quoted, also with line breaks in them.
 *
 * @param file the file
 * @param separator between cells
 * @param header names of the columns, distinct
 * @param rows at least one, each with as many cells as there are columns
 */
public record TextTable(Path file, char separator, List<String> header, List<Row> rows) {
    /** Names that are taken for the column of classes where none is named, the first that there is. */
    public static final List<String> LABEL_NAMES = List.of("label", "class", "target", "category");

    /** How the parser complains of quotation marks, and where. */
    private static final Pattern QUOTED = Pattern.compile("encapsulated token");

    private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");

    /** Characters of a header that are looked at for the separator. */
    private static final int MOST_HEADER = 1 << 16;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * One row.
     *
     * @param line number of its first line in the file, from 1
     * @param cells one for each column
     */
    public record Row(long line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    public TextTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** @throws DataException if there is no such table */
    public static TextTable read(Path file) {
        try {
            return parse(file, Files.newInputStream(file), false);
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    /**
     * Reads tables in a zip one after another, sorted by name; only what {@code use} keeps of each stays in memory. In
     * errors, and as its {@link #file}, a table is named as if the zip were a folder. Where two columns have one name, which
     * whoever was given the zip cannot well change, the second is called {@code NAME (2)}.
     *
     * @param wanted names of entries to read
     * @param use what to keep of a table
     * @throws DataException if it is no whole zip, an entry unpacks to more than a megabyte, or is no table
     */
    public static <T> List<T> readZip(Path zip, Predicate<String> wanted, Function<TextTable, T> use) {
        if (!Files.isRegularFile(zip)) {
            throw new DataException("there is no file " + zip + ": check its name");
        }
        List<T> kept = new ArrayList<>();
        ZipEntries.read(zip, wanted)
                .forEach((name, bytes) ->
                        kept.add(use.apply(parse(zip.resolve(name), new ByteArrayInputStream(bytes), true))));
        return List.copyOf(kept);
    }

    private static TextTable parse(Path file, InputStream content, boolean renames) {
        // Unlike a charset, a decoder refuses bytes that are no text.
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()))) {
            in.mark(MOST_HEADER);
            char separator = separator(in);
            in.reset();
            return parse(file, in, separator, renames);
        } catch (IOException e) {
            throw refusal(file, e);
        } catch (UncheckedIOException e) {
            // What iterating over records throws.
            throw refusal(file, Objects.requireNonNullElseGet(e.getCause(), () -> new IOException(e)));
        }
    }

    /** The number of a column, or −1. */
    public int column(String name) {
        return header.indexOf(name);
    }

    /**
     * The number of the column of classes.
     *
     * @param name of the column; empty for the first of {@link #LABEL_NAMES} that there is
     * @throws DataException if there is no such column
     */
    public int labelColumn(String name) {
        if (!name.isEmpty()) {
            int named = column(name);
            if (named < 0) {
                throw new DataException(file + ": " + Suggestions.unknown("column", name, header));
            }
            return named;
        }
        return LABEL_NAMES.stream()
                .map(this::column)
                .filter(column -> column >= 0)
                .findFirst()
                .orElseThrow(() -> new DataException(file + " has the columns " + String.join(", ", header)
                        + ", and none is called " + String.join(", ", LABEL_NAMES) + ": name the column of classes"));
    }

    private static TextTable parse(Path file, BufferedReader in, char separator, boolean renames)
            throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .get();
        List<String> header = List.of();
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = format.parse(in)) {
            long line = 1;
            for (CSVRecord cells : parser) {
                if (header.isEmpty()) {
                    header = header(file, cells, renames);
                } else if (cells.size() == header.size()) {
                    rows.add(new Row(line, cells.toList()));
                } else {
                    throw new DataException(file + ", line " + line + " has " + cells.size()
                            + " cells, but the header has " + header.size() + ": correct the line");
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        }
        if (rows.isEmpty()) {
            throw new DataException(file + (header.isEmpty() ? " is empty" : " has a header and no rows")
                    + ": give a table with a header and a row for each example");
        }
        return new TextTable(file, separator, header, rows);
    }

    private static List<String> header(Path file, CSVRecord cells, boolean renames) {
        List<String> header = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : cells) {
            String name = cell.replace(BYTE_ORDER_MARK, "").strip();
            if (name.isEmpty()) {
                throw new DataException(file + ": column " + (header.size() + 1) + " has no name: the first line must"
                        + " name all columns");
            }
            for (int i = 2; renames && seen.contains(name); i++) {
                name = cell.strip() + " (" + i + ")";
            }
            if (!seen.add(name)) {
                throw new DataException(file + ": two columns are named '" + name + "': rename one");
            }
            header.add(name);
        }
        return List.copyOf(header);
    }

    /** Of the header, or of its beginning. */
    private static char separator(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && c != '\r' && text.length() < MOST_HEADER - 1; c = in.read()) {
            text.append((char) c);
        }
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(text, candidate) > count(text, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(CharSequence text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static DataException refusal(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new DataException("there is no file " + file + ": check its name", e);
        }
        if (e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException) {
            return new DataException(file + " is no text in UTF-8: save it as CSV in UTF-8", e);
        }
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        if (QUOTED.matcher(String.valueOf(e.getMessage())).find() && line.find()) {
            return new DataException(
                    file + ", line " + line.group(1)
                            + " has a cell whose quotation marks do not match: correct the line",
                    e);
        }
        return new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
    }
}
