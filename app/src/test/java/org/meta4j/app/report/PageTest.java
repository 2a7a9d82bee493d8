package org.meta4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.app.pictures.charts.ConfusionMatrix;

class PageTest {
    private static final String HOSTILE = "</title><script>alert('x')</script>\"><img src=\"http://example.org\">";

    @Test
    void noTextBecomesATag() {
        Section.Block figure =
                new Section.Figure(new ConfusionMatrix(HOSTILE, List.of(HOSTILE), new long[][] {{1}}), HOSTILE);
        Section section = new Section(
                "all",
                HOSTILE,
                new Section.Paragraph(HOSTILE),
                new Section.Missing(HOSTILE),
                new Section.Numbers(List.of(new Section.Number(HOSTILE, HOSTILE, HOSTILE))),
                new Section.Table(List.of(new Section.Row(HOSTILE, HOSTILE))),
                figure);

        String html = Page.html(HOSTILE, HOSTILE, List.of(section), HOSTILE);

        assertThat(html).doesNotContain("<script", "<img").contains("&lt;script&gt;", "default-src 'none'");
        assertThat(section.pictures()).hasSize(1);
    }

    @Test
    void aSectionIsLinkedToFromTheTop() {
        String html = Page.html("t", "l", List.of(Section.missing("score", "Held-out score", "No data.")), "f");

        assertThat(html)
                .contains("<a href=\"#score\">Held-out score</a>", "<section id=\"score\">")
                .contains("<p class=\"missing\">No data.</p>")
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<meta charset=\"utf-8\">");
    }
}
