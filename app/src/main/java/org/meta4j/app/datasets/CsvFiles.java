package org.meta4j.app.datasets;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.meta4j.learners.files.AtomicFiles;

/** Writes CSV. */
final class CsvFiles {
    private CsvFiles() {}

    /** In UTF-8, with line feeds, quoted where needed, atomically. */
    static void write(Path file, char separator, List<List<String>> rows) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setDelimiter(separator)
                .get();
        AtomicFiles.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            printed(format, writer, rows);
        });
    }

    private static void printed(CSVFormat format, Writer writer, List<List<String>> rows) throws IOException {
        // Not closed: the stream is closed by who opened it.
        CSVPrinter printer = new CSVPrinter(writer, format);
        for (List<String> row : rows) {
            printer.printRecord(row);
        }
        printer.flush();
    }
}
