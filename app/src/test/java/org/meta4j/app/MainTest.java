package org.meta4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.app.cli.Streams;

class MainTest {
    @Test
    void withoutACommandTheUsageIsShownAndTheUseIsWrong() {
        Cli cli = Cli.run();

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .startsWith("Usage: meta4j [-hV] [--debug] COMMAND")
                .endsWith(String.format("meta4j: no command given: name one of these (see 'meta4j --help')%n"));
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        Cli cli = Cli.run("trian");

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("meta4j: unknown command 'trian': did you mean 'train'? (known: demo, adapt,");
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearest() {
        Cli cli = Cli.run("eval", "run", "--task=5");

        assertThat(cli)
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format("meta4j: unknown option '--task': did you mean '--tasks'? (see 'meta4j eval"
                                + " --help')%n")));
    }

    @Test
    void aValueOfTheWrongKindIsNamedWithItsOption() {
        Cli cli = Cli.run("eval", "run", "--tasks", "many");

        assertThat(cli)
                .isEqualTo(new Cli(
                        2,
                        "",
                        String.format("meta4j: invalid value for option '--tasks': 'many' is not an int"
                                + " (see 'meta4j eval --help')%n")));
    }

    @Test
    void debugAddsTheStackTrace() {
        Cli cli = Cli.run("eval", "no-such-folder", "--debug");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("meta4j: there is no model at no-such-folder: ")
                .contains("DataException")
                .contains("\tat org.meta4j.app.");
    }

    @Test
    void debugHoldsBeforeTheCommandAndForWordsThatCannotBeParsed() {
        assertThat(Cli.run("--debug", "eval", "no-such-folder").err()).contains("\tat org.meta4j.app.");
        assertThat(Cli.run("eval", "run", "--tasks", "many", "--debug").err()).contains("\tat picocli.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "adapt",
                "predict",
                "train",
                "eval",
                "report",
                "calibrate",
                "verify",
                "info",
                "data",
                "methods",
                "program",
                "bench"
            })
    void everyCommandHasHelpWithExamplesThatFitsATerminal(String command) {
        Cli cli = Cli.run("help", command);

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).contains("Usage: meta4j " + command, "Examples:", "  meta4j " + command);
        assertThat(cli.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(Cli.run(command, "--help")).isEqualTo(cli);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "info", "split"})
    void everyCommandOfDataHasHelpWithExamplesThatFitsATerminal(String command) {
        Cli cli = Cli.run("data", command, "--help");

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("Usage: meta4j data " + command, "Examples:", "  meta4j data " + command);
        assertThat(cli.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(Cli.run("data", command, "-V")).isEqualTo(Cli.run("--version"));
    }

    @Test
    void dataWithoutACommandIsWrongUse() {
        Cli cli = Cli.run("data");

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("Usage: meta4j data [-hV]")
                .endsWith(String.format("meta4j: no command given: name one of these (see 'meta4j data --help')%n"));
    }

    @Test
    void theVersionIsPrintedForTheProgramAndItsCommands() {
        assertThat(Cli.run("--version").out()).startsWith("meta4j ").contains("Java ");
        assertThat(Cli.run("train", "-V")).isEqualTo(Cli.run("--version"));
    }

    @Test
    void aCompletionScriptIsGenerated() {
        Cli cli = Cli.run("generate-completion");

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("_complete_meta4j", "--checkpoint-every", "generate-completion");
    }

    @Test
    void theStandardStreamsOfATestAreNoTerminals() {
        Streams streams = Streams.standard();

        assertThat(streams.outIsTerminal() && System.console() == null).isFalse();
    }
}
