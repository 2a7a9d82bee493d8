package org.meta4j.app.report;

import java.util.List;
import java.util.stream.Stream;
import org.meta4j.app.pictures.plot.Picture;

/**
 * A part of the page. All text in it is plain text, and may hold anything.
 *
 * @param id by which it is linked to: small letters and hyphens
 * @param title over it
 * @param blocks from above to below
 */
record Section(String id, String title, List<Block> blocks) {
    Section {
        blocks = List.copyOf(blocks);
    }

    Section(String id, String title, Block... blocks) {
        this(id, title, List.of(blocks));
    }

    /** A section that says why it has nothing to show, and what would give it something. */
    static Section missing(String id, String title, String why) {
        return new Section(id, title, new Missing(why));
    }

    /** The pictures in it. */
    Stream<Picture> pictures() {
        return blocks.stream()
                .filter(Figure.class::isInstance)
                .map(Figure.class::cast)
                .map(Figure::picture);
    }

    /** What sections are made of. */
    sealed interface Block permits Paragraph, Missing, Numbers, Table, Figure {}

    /** Words. */
    record Paragraph(String text) implements Block {}

    /** What is not there, and the way to get it. */
    record Missing(String text) implements Block {}

    /** A few numbers to be seen first. */
    record Numbers(List<Number> numbers) implements Block {
        Numbers {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * One of them.
     *
     * @param label what it is
     * @param detail how it came about; may be empty
     */
    record Number(String label, String value, String detail) {}

    /** Names and values. */
    record Table(List<Row> rows) implements Block {
        Table {
            rows = List.copyOf(rows);
        }
    }

    /** A row of a table. */
    record Row(String name, String value) {}

    /** A picture with words below it. */
    record Figure(Picture picture, String caption) implements Block {}
}
