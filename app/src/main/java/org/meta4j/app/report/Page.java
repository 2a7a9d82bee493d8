package org.meta4j.app.report;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.meta4j.app.pictures.charts.EpisodeGrid;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Xml;

/**
 * Sections as one page of HTML in UTF-8 that loads nothing: styles and pictures are in it, scripts are not, and its policy
 * forbids a browser to fetch or run any.
 */
final class Page {
    private static final String STYLE = """
            :root{color-scheme:light dark;--text:#1f2430;--muted:#5c6272;--rule:#e5e3dd;--paper:#fff;--around:#f6f5f1;--accent:#2563c9;--warn:#8a5a00}
            @media screen and (prefers-color-scheme:dark){:root{--text:#e8eaf0;--muted:#a9afbe;--rule:#343a46;--paper:#1b1f27;--around:#12151b;--accent:#79aeff;--warn:#f4c069}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--around);color:var(--text);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif}
            main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
            h1{font-size:1.7rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
            h2{font-size:1.2rem;margin:0 0 .75rem}
            nav{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin:1rem 0 1.5rem}
            a{color:var(--accent)}
            section{background:var(--paper);border:1px solid var(--rule);border-radius:.6rem;padding:1.25rem 1.5rem;margin:0 0 1.25rem}
            p{margin:.5rem 0;max-width:46rem;overflow-wrap:anywhere}
            .lead,figcaption,.number span{color:var(--muted)}
            .missing{border-left:.25rem solid var(--warn);padding:.25rem .9rem;color:var(--warn)}
            .numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.9rem;margin:.25rem 0 .9rem}
            .number{border:1px solid var(--rule);border-radius:.5rem;padding:.7rem .9rem}
            .number b{display:block;font-size:1.45rem;line-height:1.3;font-variant-numeric:tabular-nums}
            .number span{display:block;font-size:.85rem;line-height:1.4}
            figure{margin:1.25rem 0 0}
            .picture{overflow-x:auto}
            .picture svg,.picture img{display:block;width:100%;max-width:var(--width);height:auto}
            figure img{border-radius:.4rem}
            figcaption{font-size:.9rem;max-width:46rem;margin-top:.4rem}
            table{border-collapse:collapse;width:100%;font-size:.95rem}
            th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-top:1px solid var(--rule);overflow-wrap:anywhere}
            th{font-weight:500;color:var(--muted);width:14rem}
            footer{color:var(--muted);font-size:.85rem}
            @media (max-width:40rem){section{padding:1rem}th{width:8rem}.picture svg,.picture img{min-width:calc(.8*var(--width))}}
            @media (max-width:40rem){.picture img{min-width:min(var(--width),36rem)}}
            @media print{body{background:#fff;font-size:11pt}main{max-width:none;padding:0}nav{display:none}section{border:0;padding:0;margin:0 0 1.5rem}figure,.numbers,tr{break-inside:avoid}h2{break-after:avoid}}
            """;

    private Page() {}

    /**
     * The page.
     *
     * @param title over all
     * @param lead below the title
     * @param footer at the end
     */
    static String html(String title, String lead, List<Section> sections, String footer) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:;")
                .append(" style-src 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Xml.escape(title))
                .append(" · meta4j</title>\n<style>\n")
                .append(STYLE)
                .append(Ink.css())
                .append("</style>\n</head>\n<body>\n<main>\n");
        page.append("<header>\n<h1>").append(Xml.escape(title)).append("</h1>\n");
        page.append("<p class=\"lead\">").append(Xml.escape(lead)).append("</p>\n</header>\n<nav>\n");
        for (Section section : sections) {
            page.append("<a href=\"#" + section.id() + "\">" + Xml.escape(section.title()) + "</a>\n");
        }
        page.append("</nav>\n");
        for (Section section : sections) {
            page.append("<section id=\"" + section.id() + "\">\n<h2>" + Xml.escape(section.title()) + "</h2>\n");
            section.blocks().forEach(block -> page.append(html(block)).append('\n'));
            page.append("</section>\n");
        }
        page.append("<footer>").append(Xml.escape(footer)).append("</footer>\n</main>\n</body>\n</html>\n");
        return page.toString();
    }

    private static String html(Section.Block block) {
        if (block instanceof Section.Paragraph paragraph) {
            return "<p>" + Xml.escape(paragraph.text()) + "</p>";
        }
        if (block instanceof Section.Missing missing) {
            return "<p class=\"missing\">" + Xml.escape(missing.text()) + "</p>";
        }
        if (block instanceof Section.Numbers numbers) {
            return numbers.numbers().stream()
                    .map(number -> "<div class=\"number\"><span>" + Xml.escape(number.label()) + "</span><b>"
                            + Xml.escape(number.value()) + "</b><span>" + Xml.escape(number.detail())
                            + "</span></div>")
                    .collect(Collectors.joining("\n", "<div class=\"numbers\">\n", "\n</div>"));
        }
        if (block instanceof Section.Table table) {
            return table.rows().stream()
                    .map(row -> "<tr><th scope=\"row\">" + Xml.escape(row.name()) + "</th><td>"
                            + Xml.escape(row.value()) + "</td></tr>")
                    .collect(Collectors.joining("\n", "<table>\n", "\n</table>"));
        }
        Section.Figure figure = (Section.Figure) block;
        return "<figure>\n" + picture(figure.picture()) + "<figcaption>" + Xml.escape(figure.caption())
                + "</figcaption>\n</figure>";
    }

    private static String picture(Picture picture) {
        if (picture instanceof EpisodeGrid grid) {
            return picture(
                    picture.width(),
                    "<img alt=\"" + Xml.escape(grid.title()) + "\" src=\"data:image/png;base64,"
                            + Base64.getEncoder().encodeToString(grid.png()) + "\">\n");
        }
        return picture(picture.width(), picture.svgElement());
    }

    /**
     * A drawing has no size of its own in the page: it would fill the column, with letters as large. On a narrow screen it
     * is made smaller only as long as its letters can be read, and moved sideways under a finger.
     */
    private static String picture(double width, String element) {
        return "<div class=\"picture\" style=\"--width:" + Math.round(width) + "px\">\n" + element + "</div>\n";
    }
}
