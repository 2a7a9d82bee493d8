package org.meta4j.app.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meta4j.app.Cli;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.files.Json;
import tools.jackson.databind.JsonNode;

class MethodsCommandTest {
    @Test
    void theTableHasARowForEachMethodAndItsSource() {
        Cli cli = Cli.run("methods");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).startsWith("method ").contains("when to use it");
        Methods.all()
                .forEach(method -> assertThat(cli.out())
                        .containsPattern("(?m)^" + Pattern.quote(method.name()) + " +"
                                + method.card().family())
                        .contains(method.name() + ": " + method.card().source()));
    }

    @Test
    void jsonHasAnObjectForEachMethod() {
        JsonNode json = Json.parse("out", Cli.run("methods", "--json").out());

        assertThat(json).hasSize(Methods.all().size() + 1);
        assertThat(json.get(0).get("name").stringValue()).isEqualTo("protonet");
        assertThat(json.get(0).propertyNames())
                .containsExactly("name", "family", "tasks", "learns", "cost", "use", "adapts", "citation");
        assertThat(json.findValuesAsString("name")).contains("maml", "pt-map", "baseline++");
        for (JsonNode method : json) {
            String name = method.get("name").stringValue();
            // The last is no network's.
            boolean regression =
                    name.equals("model-set") || Methods.named(name).tasks().contains(TaskType.REGRESSION);
            assertThat(method.get("tasks").size() > 1)
                    .as("%s does regression", name)
                    .isEqualTo(regression);
        }
        assertThat(json.get(json.size() - 1).get("name").stringValue()).isEqualTo("model-set");
    }

    /** In the sources alone: nobody else has the pages. */
    @Test
    void eachMethodHasAPageAndALineInTheirTable() throws IOException {
        Path pages = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("methods");
        String table = Files.readString(pages.resolve("README.md"));
        for (JsonNode method : Json.parse("out", Cli.run("methods", "--json").out())) {
            String name = method.get("name").stringValue();
            assertThat(pages.resolve(name + ".md")).exists();
            // A page of its own, or one that says which other page it is on.
            assertThat(Files.readString(pages.resolve(name + ".md")))
                    .as(name)
                    .startsWith("# ")
                    .containsAnyOf("**Formula.**", ".md)", "arXiv:");
            assertThat(table)
                    .contains("| [" + name + "](" + name + ".md) | "
                            + method.get("learns").stringValue() + " | "
                            + method.get("use").stringValue() + " |");
        }
    }
}
