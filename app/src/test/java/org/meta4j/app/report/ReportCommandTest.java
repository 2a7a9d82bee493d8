package org.meta4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meta4j.app.Cli;
import org.meta4j.app.TinyImages;
import org.meta4j.learners.files.Json;

class ReportCommandTest {
    /** A folder may have this name on any system, and so a class: in a page it is not to become a tag. */
    private static final String HOSTILE = "c00&lt;b onclick='x'&gt;";

    /** So many that the held-out ones leave some to be unknown to a task. */
    private static final int CLASSES = 24;

    @TempDir
    private static Path temporary;

    private static Path images;
    private static Path metric;
    private static Path adapting;

    @BeforeAll
    static void train() throws IOException {
        images = TinyImages.write(temporary.resolve("symbols"), CLASSES, 0);
        for (int c = 0; c < CLASSES; c++) {
            String name = String.format("c%02d", c);
            Files.move(images.resolve(name), images.resolve(HOSTILE.replace("c00", name)));
        }
        metric = train("protonet", " --calibration-tasks 4 --validation-tasks 2 --validate-every 2");
        adapting = train("maml", " --validation-tasks 0 --calibration-tasks 0 --inner-steps 1 --solving-steps 2");
    }

    private static Path train(String method, String options) {
        Path run = temporary.resolve(method);
        Cli cli = Cli.line("train --data folder:" + images + " --ways 3 --network mlp --filters 8 --iterations 4"
                + " --tasks-per-iteration 2 --quiet --method " + method + options + " --out " + run);
        assertThat(cli.code()).as(cli.err()).isZero();
        return run;
    }

    private static List<String> sections(String html) {
        Matcher matcher = Pattern.compile("<section id=\"([a-z]+)\">").matcher(html);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    @Test
    void aRunsPageHasEachSectionAndNeedsNothingBesideItself() throws IOException {
        Path page = temporary.resolve("first.html");

        Cli cli = Cli.line("report " + metric + " -o " + page + " --tasks 6 --threads 2");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).isEqualTo("Written: " + page + System.lineSeparator());
        String html = Files.readString(page);
        assertThat(sections(html))
                .containsExactly(
                        "learning",
                        "score",
                        "confusion",
                        "trust",
                        "adaptation",
                        "episode",
                        "embeddings",
                        "settings",
                        "provenance");
        assertThat(html)
                .contains("Accuracy on training and validation tasks", "Loss on training tasks")
                .contains("95 % interval over 6 tasks", "Reliability: calibration error", "Which are taken for which")
                .contains("Known and unknown queries", "AUROC", "Accuracy over shots", "first principal axis")
                .contains("src=\"data:image/png;base64,", "SHA-256 of the model", "prefers-color-scheme:dark")
                .contains("meta4j train --data folder:");
        // Any word may stand in an encoded picture.
        assertThat(html.replace("http://www.w3.org/2000/svg", "").replaceAll("base64,[^\"]*", ""))
                .doesNotContain("http:", "https:", "<script", "<link", "@import", "url(", "NaN", "Infinity");
    }

    @Test
    void namesMeanThemselves() throws IOException {
        Path page = temporary.resolve("names.html");

        Cli cli = Cli.line("report " + metric + " -o " + page + " --tasks 2");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Files.readString(page))
                .doesNotContain("&lt;b onclick", "'x'")
                .contains("&amp;lt;b onclick=&#39;x&#39;");
    }

    @Test
    void theScoreIsThatOfEval() throws IOException {
        Path page = temporary.resolve("score.html");
        Cli.line("report " + metric + " -o " + page + " --tasks 7 --threads 1");

        // The folder's 8 images of a class leave 7 queries beside one shot.
        Cli eval = Cli.line("eval " + metric + " --queries 7 --tasks 7 --json");

        double accuracy = Json.parse("out", eval.out()).get("accuracy").doubleValue();
        assertThat(Files.readString(page)).contains(String.format(Locale.ROOT, "<b>%.2f %% ±", 100 * accuracy));
    }

    @Test
    void aMethodThatAdaptsIsShownOverItsSteps() throws IOException {
        Path pictures = temporary.resolve("svg");
        Path pixels = temporary.resolve("png");

        Cli cli = Cli.line("report " + adapting + " --tasks 2 --svg " + pictures + " --png " + pixels);

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Files.readString(adapting.resolve("report.html")))
                .contains("Accuracy over inner steps", "a new task gets 2")
                .contains("has no feature space of its own");
        try (Stream<Path> svg = Files.list(pictures);
                Stream<Path> png = Files.list(pixels)) {
            assertThat(svg.map(file -> file.getFileName().toString()))
                    .contains("learning-loss.svg", "adaptation.svg", "confusion.svg", "episode.svg");
            assertThat(png.map(file -> file.getFileName().toString()))
                    .contains("learning-loss.png", "adaptation.png", "confusion.png", "episode.png");
        }
    }

    @Test
    void withoutTheDataThePageShowsTheRestAndSaysWhatIsMissing(@TempDir Path folder) throws IOException {
        Path run = copyOfRun(folder.resolve("run"));

        Cli cli = Cli.line("report " + run);

        assertThat(cli.code()).as(cli.err()).isZero();
        String html = Files.readString(run.resolve("report.html"));
        assertThat(sections(html)).containsExactly("learning", "score", "trust", "settings", "provenance");
        assertThat(html)
                .contains("The data of the run cannot be used", "/gone", "name the data with --data")
                .contains("Calibrated on 4 tasks of each size", "Loss on training tasks");
    }

    @Test
    void lossesThatAreNoNumbersAreLeftOutAndNoMeasurementsAreSaid(@TempDir Path folder) throws IOException {
        Path run = copyOfRun(folder.resolve("run"));
        Files.writeString(
                run.resolve("metrics.jsonl"),
                "{\"iteration\":1,\"loss\":null,\"accuracy\":0.5}\n{\"iteration\":2,\"loss\":1,\"accuracy\":0.5}\n");
        assertThat(Cli.line("report " + run).code()).isZero();
        assertThat(Files.readString(run.resolve("report.html"))).contains("1 of 2 losses are not numbers");

        Files.writeString(run.resolve("metrics.jsonl"), "");
        assertThat(Cli.line("report " + run).code()).isZero();
        assertThat(Files.readString(run.resolve("report.html"))).contains("metrics.jsonl is missing or empty");
    }

    private static Path copyOfRun(Path run) throws IOException {
        Files.createDirectories(run);
        for (String name : List.of("model.safetensors", "metrics.jsonl")) {
            Files.copy(metric.resolve(name), run.resolve(name));
        }
        String settings = Files.readString(metric.resolve("settings.json"));
        Files.writeString(run.resolve("settings.json"), settings.replace("/symbols", "/gone"));
        return run;
    }

    @Test
    void aModelFileAloneSaysWhatARunWouldAdd(@TempDir Path folder) throws IOException {
        Path model = Files.copy(metric.resolve("model.safetensors"), folder.resolve("model.safetensors"));

        Cli cli = Cli.line("report " + model);

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("give the folder of its run instead", "A model file does not say where its data are");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            report | 2 | missing required parameter
            report RUN --tasks 0 | 2 | tasks must be at least 1, but was 0
            report RUN --threads 0 | 2 | threads must be at least 1, but was 0
            report RUN --data drwan:1 | 2 | did you mean 'drawn'?
            report RUN --data folder:FOLDER/none | 1 | FOLDER/none
            report FOLDER/none | 1 | there is no model at
            report RUN -o FOLDER | 1 | it is a folder; give the name of a file
            report RUN -o FOLDER/none/page.html | 1 | there is no folder
            report RUN --svg RUN/model.safetensors | 1 | choose another --svg
            """)
    void whatCannotBeDoneIsOneLine(String line, int code, String error) {
        Cli cli = Cli.line(line.replace("RUN", metric.toString()).replace("FOLDER", temporary.toString()));

        assertThat(cli.code()).isEqualTo(code);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.err()).contains(error.replace("FOLDER", temporary.toString()));
    }
}
